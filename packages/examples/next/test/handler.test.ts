import { describeHttpConformance } from '../../../server/test/http/http-conformance.ts';
import { describeHttpFuzz } from '../../../server/test/http/http-fuzz.ts';
import { nextMounting } from './next-mounting.ts';

describeHttpConformance(nextMounting);
describeHttpFuzz(nextMounting);
