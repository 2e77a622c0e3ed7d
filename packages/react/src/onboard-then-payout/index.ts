export { flowOf } from '../payout-session/flow-of.ts';
export { usePayoutSession } from '../payout-session/usePayoutSession.ts';
export { OnboardThenPayout } from './OnboardThenPayout.tsx';
export { payoutPanel } from './payout-panel.ts';

export type { PayoutFrameProps } from './FrameStage.tsx';
export type { OnboardThenPayoutProps } from './OnboardThenPayout.tsx';
export type { PayoutPanelContent, PayoutPanelName, PayoutPanelState } from './payout-panel.ts';
export type { PayoutCallbacks, PayoutCompleteEvent, PayoutStageChangeEvent } from './useHostCallbacks.ts';
export type {
  ReportedStep,
  UsePayoutSessionOptions,
  UsePayoutSessionResult,
} from '../payout-session/usePayoutSession.ts';
