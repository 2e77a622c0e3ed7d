import type { DotsFlowsContextValue } from '../dots-flows-context.ts';
import { openFrame } from './frame-controller.ts';
import type { FrameController } from './frame-controller.ts';
import type { FrameInputs, UseFlowFrameOptions } from './flow-frame-options.ts';

/** Makes the frames below one provider, so that the policy about them has one place. @internal */
export interface FrameFactory {
  /** The options of a render with every default filled in. */
  readonly inputs: (options: UseFlowFrameOptions) => FrameInputs;
  readonly open: (inputs: FrameInputs) => FrameController;
}

/** What a provider knows that concerns frames. */
type FramePolicy = Pick<DotsFlowsContextValue, 'appearance' | 'trustedOrigins' | 'messages' | 'events'>;

/** One factory per provider and policy. @internal */
export const createFrameFactory = ({ appearance, trustedOrigins, messages, events }: FramePolicy): FrameFactory => ({
  inputs: (options) => ({
    ...options,
    flow: options.flow ?? null,
    link: options.flow ? options.flow.link : options.link,
    minHeight: options.minHeight ?? 400,
    maxHeight: options.maxHeight ?? 4_000,
    height: options.height ?? 'auto',
    timeoutMs: options.timeoutMs ?? 20_000,
    slowAfterMs: options.slowAfterMs ?? 8_000,
    appearance: options.appearance ?? appearance,
    trustedOrigins: options.trustedOrigins ?? trustedOrigins,
    words: messages.frame,
  }),
  open: (inputs) => openFrame(events, inputs),
});
