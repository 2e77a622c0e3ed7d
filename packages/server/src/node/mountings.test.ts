import { describeHttpConformance } from '../../test/http/http-conformance.ts';
import { MOUNTINGS, OTHER_MOUNTINGS } from '../../test/http/mountings.ts';

for (const mounting of [...MOUNTINGS, ...OTHER_MOUNTINGS]) describeHttpConformance(mounting);
