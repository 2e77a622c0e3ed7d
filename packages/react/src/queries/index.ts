export { createFlowOptions, flowOptions } from './flow-options.ts';
export { newestSession } from './newest-session.ts';
export { payoutQueryOptions } from './payout-options.ts';
export { dotsFlowsKeys } from './query-keys.ts';
