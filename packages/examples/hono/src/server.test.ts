import { describeExample } from '../../../server/test/http/describe-example.ts';

describeExample('hono', new URL('./server.ts', import.meta.url));
