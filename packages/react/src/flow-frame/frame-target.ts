import { applyAppearance, parseFlowLink } from '@dots-flows/core';
import type { Appearance, DotsFlowsError } from '@dots-flows/core';
import { asDotsFlowsError } from '../internal/as-dots-flows-error.ts';
import type { FlowFrameTarget } from './flow-frame-reducer.ts';

/** A link after its checks: what to show and whom to hear, or why not. */
export type CheckedLink =
  | { readonly target: FlowFrameTarget; readonly origin: string; readonly error: null }
  | { readonly target: null; readonly origin: null; readonly error: DotsFlowsError | null };

/** Checks a link before it may become a `src`, and puts the appearance on it. Never throws. */
export function checkLink(
  link: string | null | undefined,
  appearance: Appearance | null | undefined,
  allowedOrigins: readonly string[] | undefined,
): CheckedLink {
  if (link == null) return { target: null, origin: null, error: null };
  try {
    const { href, origin } = parseFlowLink(link, { allowedOrigins });
    return { target: { link: href, src: applyAppearance(href, appearance) }, origin, error: null };
  } catch (error) {
    return { target: null, origin: null, error: asDotsFlowsError(error) };
  }
}
