import { describeExample } from '../../../server/test/http/describe-example.ts';

describeExample('fastify', new URL('./server.ts', import.meta.url));
