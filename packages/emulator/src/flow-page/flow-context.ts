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
  readonly remember: (signIn: RememberedSignIn) => void;
  /** Whether a heading that has just come up is to have focus: all but the first one of a visit. */
  readonly takesFocus: (heading: HTMLElement, page: string) => boolean;
}

export interface RememberedSignIn {
  readonly countryIso: string;
  readonly countryCode: string;
  readonly phoneNumber: string;
}

export const FlowContext = createContext<FlowContextValue | null>(null);

export function useFlowContext(): FlowContextValue {
  const value = useContext(FlowContext);
  if (!value) throw new Error('A Flow screen was rendered outside of <FlowPage>.');
  return value;
}
