export { DotsFlowsProvider } from './DotsFlowsProvider.tsx';
export { useDotsFlowsContext } from './dots-flows-context.ts';
export { DotsFlowFrame } from './flow-frame/DotsFlowFrame.tsx';
export { useFlowFrame } from './flow-frame/useFlowFrame.ts';
export { useDotsFlow } from './queries/useDotsFlow.ts';

export type { AdvanceOptions, CallOptions, ServerAdapter } from './adapters/server-adapter.ts';
export type { DotsFlowsProviderProps } from './DotsFlowsProvider.tsx';
export type { DotsFlowsContextValue } from './dots-flows-context.ts';
export type { AdapterCall, DotsFlowsEvent } from './events/dots-flows-event.ts';
export type { DotsFlowFrameProps, FlowFrameSlot } from './flow-frame/DotsFlowFrame.tsx';
export type {
  FlowCompleteDetails,
  FlowFrameCallbacks,
  FlowMessageDetails,
  FlowReadyDetails,
  FlowResizeDetails,
  FlowReturnDetails,
  FlowStepCompleteDetails,
} from './flow-frame/flow-frame-events.ts';
export type { FlowFrameHandle, UseFlowFrameOptions } from './flow-frame/flow-frame-options.ts';
export type { FlowFramePhase } from './flow-frame/flow-frame-reducer.ts';
export type {
  DialogMessages,
  DotsFlowsMessages,
  FrameMessages,
  PayoutMessages,
  TitledText,
} from './messages/messages.ts';
export type { DotsFlowResult, UseDotsFlowOptions } from './queries/useDotsFlow.ts';

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
