export { DotsFlowsProvider } from './DotsFlowsProvider.tsx';
export { useDotsFlowsContext } from './dots-flows-context.ts';

export type { AdvanceOptions, CallOptions, ServerAdapter } from './adapters/server-adapter.ts';
export type { DotsFlowsProviderProps } from './DotsFlowsProvider.tsx';
export type { DotsFlowsContextValue } from './dots-flows-context.ts';
export type { AdapterCall, DotsFlowsEvent } from './events/dots-flows-event.ts';
export type { FlowFramePhase } from './flow-frame/flow-frame-reducer.ts';
export type {
  DialogMessages,
  DotsFlowsMessages,
  FrameMessages,
  PayoutMessages,
  TitledText,
} from './messages/messages.ts';

// The words of the contract, so that hosts need only this package.
export { DotsFlowsError, isDotsFlowsError } from '@dots-flows/core';
export type {
  Appearance,
  CreateFlowRequest,
  ErrorCode,
  Flow,
  FlowLink,
  FlowMessage,
  FlowStep,
  FlowStepName,
  PayoutSession,
  PayoutStageName,
} from '@dots-flows/core';
