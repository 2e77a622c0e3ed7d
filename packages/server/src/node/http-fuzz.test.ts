import { describeHttpFuzz } from '../../test/http/http-fuzz.ts';
import { MOUNTINGS } from '../../test/http/mountings.ts';

for (const mounting of MOUNTINGS) describeHttpFuzz(mounting);
