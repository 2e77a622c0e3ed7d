/** Where a test message comes from. @public */
export interface EmitFlowMessageOptions {
  /** The frame that speaks. Default: the only Dots Flow frame on the page. */
  readonly frame?: HTMLIFrameElement | undefined;
  /** The origin it claims. Default: that of the frame's link. Another one is ignored, as it should be. */
  readonly origin?: string | undefined;
  /** The window it comes from. Default: the frame's. Another one is ignored, as it should be. */
  readonly source?: MessageEventSource | undefined;
}

function onlyFrame(): HTMLIFrameElement {
  const frames = document.querySelectorAll<HTMLIFrameElement>('iframe[src]');
  const [frame] = frames;
  if (frames.length !== 1 || !frame) {
    throw new Error(
      `There are ${frames.length} frames on the page, so it is not clear which one speaks. Wait until the frame is there, or pass { frame }.`,
    );
  }
  return frame;
}

/**
 * Lets a Flow frame say something: a real `MessageEvent` with the frame's window as its source and its link's origin,
 * so that it goes through the very checks that a real message does. Wrap it in `act`, or use `findBy…` afterwards.
 *
 * @param data - What the page posts, such as `{ height: 612 }` or `{ step: 'payout', status: 'completed' }`
 *   (documented: docs.dots.dev, flow-advanced-features).
 * @throws `Error` when there is no frame, or more than one and none was named.
 * @example
 * ```ts
 * import { emitFlowMessage } from '@dots-flows/react/testing';
 * emitFlowMessage({ height: 612 });
 * emitFlowMessage({ step: 'payout', status: 'completed' }, { origin: 'https://evil.example' }); // ignored
 * ```
 * @public
 */
export function emitFlowMessage(data: unknown, options: EmitFlowMessageOptions = {}): void {
  const frame = options.frame ?? onlyFrame();
  window.dispatchEvent(
    new MessageEvent('message', {
      data,
      origin: options.origin ?? new URL(frame.src).origin,
      source: options.source ?? frame.contentWindow,
    }),
  );
}
