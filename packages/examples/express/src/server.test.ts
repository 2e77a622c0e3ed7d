import { describeExample } from '../../../server/test/http/describe-example.ts';

describeExample('express', new URL('./server.ts', import.meta.url));
