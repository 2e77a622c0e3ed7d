import { afterEach, describe, expect, it, vi } from 'vitest';
import { watchFrameHints } from './frame-hints.ts';
import { frameAllow } from './frame-permissions.ts';

afterEach(() => {
  document.body.replaceChildren();
  vi.restoreAllMocks();
});

/** What is said about a frame with an identity check, on a page that sends no Permissions-Policy. */
function hintsFor(allow: (origin: string) => string, origin: string): string[] {
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
  const iframe = document.createElement('iframe');
  iframe.allow = allow(origin);
  iframe.src = `${origin}/`;
  document.body.append(iframe);
  watchFrameHints({ iframe, origin, needsCamera: true, returnsHere: false, sandbox: undefined })();
  return warn.mock.calls.map(([text]) => String(text));
}

describe('on a page without a Permissions-Policy', () => {
  it('a frame whose `allow` hands the camera on needs no header, and none is asked for', () => {
    expect(hintsFor((origin) => frameAllow(origin, ['id-verification']), 'http://127.0.0.1:9')).toEqual([]);
  });

  it('a frame that is not handed the camera is told of', () => {
    expect(hintsFor(() => 'clipboard-write', 'http://127.0.0.2:9')).toEqual([expect.stringContaining('camera')]);
  });
});
