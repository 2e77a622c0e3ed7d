import { render } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ServerAdapter } from '../adapters/server-adapter.ts';
import { DotsFlowsProvider } from '../DotsFlowsProvider.tsx';
import { DotsFlowFrame } from './DotsFlowFrame.tsx';
import { watchFrameHints } from './frame-hints.ts';
import type { HintedFrame } from './frame-hints.ts';
import { SANDBOX_PRESET } from './frame-permissions.ts';

let number = 0;
/** Each hint is said once per page, so each test has an origin of its own. */
const frameOf = (changes: Partial<HintedFrame> = {}): HintedFrame => ({
  iframe: document.createElement('iframe'),
  origin: `https://flow-${(number += 1)}.example`,
  needsCamera: false,
  returnsHere: false,
  sandbox: undefined,
  ...changes,
});

const warn = vi.spyOn(console, 'warn');
const hints = (): string[] => warn.mock.calls.map(([text]) => String(text));
let stop = (): void => {};
const watch = (frame: HintedFrame): HintedFrame => {
  stop = watchFrameHints(frame);
  return frame;
};

beforeEach(() => {
  warn.mockReset().mockImplementation(() => {});
  vi.stubGlobal('isSecureContext', true);
  vi.stubGlobal('crossOriginIsolated', false);
});
afterEach(() => {
  stop();
  vi.unstubAllGlobals();
});

const violate = (effectiveDirective: string, blockedURI: string): void => {
  document.dispatchEvent(Object.assign(new Event('securitypolicyviolation'), { effectiveDirective, blockedURI }));
};

describe('in development a frame', () => {
  it('names the header that keeps its page out, once', () => {
    const { origin } = watch(frameOf());
    violate('frame-src', `${origin}/flow/7b1f6a52`);
    violate('frame-src', `${origin}/flow/7b1f6a52`);
    expect(hints()).toEqual([expect.stringContaining(`Content-Security-Policy: frame-src ${origin}.`)]);
    expect(hints()[0]).not.toContain('7b1f6a52');
  });

  it("names 'self' when the page of a redirect step is kept out", () => {
    const { origin } = watch(frameOf({ returnsHere: true }));
    violate('frame-src', `${location.origin}/payouts/return`);
    expect(hints()).toEqual([expect.stringMatching(`return page.*frame-src ${origin} 'self'\\.`)]);
  });

  it('says nothing about what does not concern it', () => {
    const { origin } = watch(frameOf());
    violate('img-src', `${origin}/logo.png`);
    violate('frame-src', 'https://ads.example');
    violate('frame-src', `${location.origin}/preview`);
    stop();
    violate('frame-src', origin);
    expect(hints()).toEqual([]);
  });

  it('names the header that refuses the camera, when the camera is needed', () => {
    const allowsFeature = vi.fn(() => false);
    const iframe = Object.assign(document.createElement('iframe'), { featurePolicy: { allowsFeature } });
    watch(frameOf({ iframe }));
    expect(hints()).toEqual([]);
    const { origin } = watch(frameOf({ iframe, needsCamera: true }));
    expect(allowsFeature).toHaveBeenCalledExactlyOnceWith('camera', origin);
    expect(hints()).toEqual([expect.stringContaining(`Permissions-Policy: camera=(self "${origin}")`)]);
  });

  it('says when the page is not secure enough for a camera', () => {
    vi.stubGlobal('isSecureContext', false);
    watch(frameOf({ needsCamera: true }));
    expect(hints()).toEqual([expect.stringContaining('https')]);
  });

  it('says when the page is isolated from other origins', () => {
    vi.stubGlobal('crossOriginIsolated', true);
    watch(frameOf());
    expect(hints()).toEqual([expect.stringContaining('Cross-Origin-Opener-Policy: same-origin-allow-popups')]);
  });

  it('says what a sandbox of the host lacks, and nothing about the preset', () => {
    watch(frameOf({ sandbox: SANDBOX_PRESET }));
    expect(hints()).toEqual([]);
    watch(frameOf({ sandbox: 'allow-scripts allow-forms' }));
    expect(hints()).toEqual([expect.stringContaining('lacks allow-same-origin, allow-popups')]);
  });

  it('says why a link is not shown, and not the link', () => {
    const adapter: ServerAdapter = { createFlow: vi.fn(), retrieveFlow: vi.fn(), advancePayout: vi.fn() };
    render(
      <DotsFlowsProvider adapter={adapter} trustedOrigins={['https://my.dots.dev']}>
        <DotsFlowFrame link="https://elsewhere.example/flow/7b1f6a52" />
      </DotsFlowsProvider>,
    );
    expect(hints()).toEqual([expect.stringMatching(/link cannot be shown.*not on the list.*trustedOrigins/)]);
    expect(hints()[0]).not.toContain('7b1f6a52');
  });
});
