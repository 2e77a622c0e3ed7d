import { createContext, useContext } from 'react';
import type { OpenCamera } from './browser-camera.ts';
import type { FlowAction, FlowView } from './flow-page-backend.ts';
import type { ActOptions, ActResult } from './useFlow.ts';

/** What every screen may ask for. */
export interface FlowContextValue {
  readonly view: FlowView;
  readonly isBusy: boolean;
  readonly turn: number;
  readonly notice: string | null;
  readonly act: (action: FlowAction, options?: ActOptions) => Promise<ActResult>;
  /** Leaves for another page; `null` where there is nowhere to go. */
  readonly navigate: ((url: string) => void) | null;
  readonly openCamera: OpenCamera;
  /** What the person said earlier on this page and the Flow does not repeat. */
  readonly remembered: RememberedSignIn;
  /** The first heading of this visit: the one that does not take focus. */
  readonly firstHeading: { current: { readonly element: HTMLElement; readonly key: string } | null };
}

export interface RememberedSignIn {
  countryIso: string;
  countryCode: string;
  phoneNumber: string;
}

export const FlowContext = createContext<FlowContextValue | null>(null);

export function useFlowContext(): FlowContextValue {
  const value = useContext(FlowContext);
  if (!value) throw new Error('A Flow screen was rendered outside of <FlowPage>.');
  return value;
}
