import { dotsFlows } from '../../../../lib/dots.ts';

/** Everything below `/api/dots`: sessions, their live changes, webhooks. Next hands over a standard Request. */
const handle = (request: Request): Promise<Response> => dotsFlows().handler(request);

export { handle as GET, handle as POST };
