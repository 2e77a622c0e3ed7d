import type { CompletedStep, FlowMessageSettings } from './flow-page-backend.ts';

/**
 * The messages of a Flow page to its parent, as documented (docs.dots.dev, advanced flow features): `{ "height": px }`
 * when the Flow first loads, `{ "step", "status" }` after each step. Nothing else is ever posted.
 */
export type FramePost = (message: unknown) => void;

/** Posts the height of the page; a fraction of a pixel is rounded up so that nothing is cut off. */
export function postHeight(post: FramePost, settings: FlowMessageSettings, heightPx: number): void {
  if (settings.height === 'never') return;
  post(encode(settings, { height: Math.ceil(heightPx) }));
}

/** Posts the end of a step, once, twice or never as the settings say. */
export function postStep(post: FramePost, settings: FlowMessageSettings, ended: CompletedStep): void {
  if (settings.steps === 'never') return;
  const message = encode(settings, { step: ended.step, status: settings.statusOverride ?? ended.status });
  post(message);
  if (settings.steps === 'twice') post(message);
}

function encode(settings: FlowMessageSettings, message: object): unknown {
  return settings.encoding === 'json-text' ? JSON.stringify(message) : message;
}
