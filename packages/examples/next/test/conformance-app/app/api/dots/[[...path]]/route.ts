import type { HandlerHolder } from '../../../../../next-mounting.ts';

export const dynamic = 'force-dynamic';

/** The server and its routes are one process, so that the suite can hand its handler over. */
const handle = (request: Request): Promise<Response> => (globalThis as HandlerHolder).dotsFlowsHandler(request);

export {
  handle as DELETE,
  handle as GET,
  handle as HEAD,
  handle as OPTIONS,
  handle as PATCH,
  handle as POST,
  handle as PUT,
};
