/** Says in the console what of the host keeps a frame from working: a header, an option. Development only. */
import type { DotsFlowsError } from '@dots-flows/core';

interface FeaturePolicy {
  readonly allowsFeature: (feature: string, origin?: string) => boolean;
}

const said = new Set<string>();

function say(hint: string): void {
  if (said.has(hint)) return;
  said.add(hint);
  // oxlint-disable-next-line no-console -- that is where a developer looks
  console.warn(`Dots Flows: ${hint}`);
}

/** What the hints are about. No hint holds more of the link than its origin. */
export interface HintedFrame {
  readonly iframe: Element & { readonly featurePolicy?: FeaturePolicy };
  readonly origin: string;
  readonly needsCamera: boolean;
  /** A `redirect` step leads to a page of the host's, inside the frame. */
  readonly returnsHere: boolean;
  /** The frame's `sandbox` attribute. */
  readonly sandbox: string | undefined;
}

/** Says why a link is not shown; users only read that the page could not be opened. */
export function hintRefusedLink({ code, message }: DotsFlowsError): void {
  if (code === 'untrusted-link') say(message);
}

/** Watches a frame for refusals. @returns A function that ends the watch. */
export function watchFrameHints({ iframe, origin, needsCamera, returnsHere, sandbox }: HintedFrame): () => void {
  if (sandbox !== undefined) {
    const tokens = new Set(sandbox.split(/\s+/));
    const missing = ['allow-scripts', 'allow-same-origin', 'allow-forms', 'allow-popups'].filter(
      (token) => !tokens.has(token),
    );
    if (missing.length > 0)
      say(
        `the sandbox of the frame lacks ${missing.join(', ')}. Without scripts and its own origin the page cannot speak to yours, without forms and popups steps such as bank linking fail. Use sandbox={true} for a set that was tried.`,
      );
  }
  if (needsCamera) {
    // The frame's own policy: the page's does not know of the `allow` attribute, which is enough without any header.
    const policy = iframe.featurePolicy;
    if (policy && !policy.allowsFeature('camera', origin))
      say(
        `this page does not let ${origin} use the camera, so the identity check will fail. Send the header Permissions-Policy: camera=(self "${origin}").`,
      );
    if (!globalThis.isSecureContext)
      say('this page is not served over https, so browsers refuse the camera and the identity check will fail.');
  }
  if (globalThis.crossOriginIsolated)
    say(
      `this page is cross-origin isolated (Cross-Origin-Embedder-Policy), which keeps out pages that do not agree, such as ${origin}. Leave that header out on pages with a Flow, and send Cross-Origin-Opener-Policy: same-origin-allow-popups.`,
    );
  const onViolation = ({ effectiveDirective, blockedURI }: SecurityPolicyViolationEvent): void => {
    const isOwnPage = returnsHere && blockedURI.startsWith(location.origin);
    if (!/^(frame|child|default)-src$/.test(effectiveDirective) || !(isOwnPage || blockedURI.startsWith(origin)))
      return;
    say(
      `the Content-Security-Policy of this page keeps ${isOwnPage ? 'its own return page' : 'the Flow'} out of the frame. Send the header Content-Security-Policy: frame-src ${origin}${returnsHere ? " 'self'" : ''}.`,
    );
  };
  document.addEventListener('securitypolicyviolation', onViolation);
  return () => document.removeEventListener('securitypolicyviolation', onViolation);
}
