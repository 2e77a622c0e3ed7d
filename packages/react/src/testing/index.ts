export { createTestAdapter } from './create-test-adapter.ts';
export { emitFlowMessage } from './emit-flow-message.ts';
export { TEST_FLOW_ORIGIN, testSessions } from './test-sessions.ts';

export type { TestAdapter, TestAdapterOptions, TestAdvance, TestCall, TestOutcome } from './create-test-adapter.ts';
export type { EmitFlowMessageOptions } from './emit-flow-message.ts';
export type { TestSessionBase } from './test-sessions.ts';
