import { describe, expect, it } from 'vitest';
import { isDotsFlowsError } from './dots-flows-error.ts';
import { parseFlowLink } from './flow-link.ts';

const FLOW = '7b1f6a52-93c4-4e0d-8a37-2f5c0d9e4b61';

function refusal(link: unknown, allowedOrigins?: readonly string[]): string {
  try {
    parseFlowLink(link, { allowedOrigins });
  } catch (error) {
    if (isDotsFlowsError(error, 'untrusted-link')) return error.message;
    throw error;
  }
  return 'accepted';
}

describe('parseFlowLink', () => {
  it('gives the link and the one origin whose messages count', () => {
    expect(parseFlowLink(`https://my-sandbox.dots.dev/flow/${FLOW}`)).toEqual({
      href: `https://my-sandbox.dots.dev/flow/${FLOW}`,
      origin: 'https://my-sandbox.dots.dev',
    });
  });

  it.each(['http://localhost:4002', 'http://127.0.0.1:4002', 'http://[::1]:4002', 'http://flows.localhost:4002'])(
    'takes plain http on this machine: %s',
    (origin) => {
      expect(parseFlowLink(`${origin}/flow/${FLOW}`).origin).toBe(origin);
    },
  );

  it.each([
    'javascript:alert(1)',
    'java\nscript:alert(1)',
    ' javascript:alert(1)',
    'data:text/html,x',
    'blob:https://my.dots.dev/x',
    'ftp://my.dots.dev/flow/1',
    'http://my.dots.dev/flow/1',
    'http://127.0.0.1.evil.example/flow/1',
    'http://localhost.evil.example/flow/1',
    'https://user@my.dots.dev/flow/1',
    'https://user:pass@my.dots.dev/flow/1',
    'https://my.dots.dev\\@evil.example/flow/1',
    'https://my.dots.dev\\flow/1',
    'https://my.dots.dev/fl\tow/1',
    'https://my.dots.dev/flow/1\n',
    'https://my.dots.dev/flow/\u007f1',
    ' https://my.dots.dev/flow/1',
    'https://',
    '/flow/1',
    '//my.dots.dev/flow/1',
    'flow',
    '',
    null,
    undefined,
    42,
  ])('refuses %j', (link) => {
    expect(refusal(link)).toMatch(/^The Flow link cannot be shown: /);
  });

  it.each([
    'https://my.dots.dev.evil.example/flow/1',
    'https://evil.example/my.dots.dev',
    'https://my.dots.dev:8443/flow/1',
    'https://my-dots.dev/flow/1',
    'https://xmy.dots.dev/flow/1',
  ])('refuses an origin that only looks like a trusted one: %s', (link) => {
    expect(refusal(link, ['https://my.dots.dev'])).toMatch(/not on the list/);
  });

  it('never repeats the link, which is a secret', () => {
    expect(refusal(`https://my.dots.dev.evil.example/flow/${FLOW}`, ['https://my.dots.dev'])).not.toContain(FLOW);
    expect(refusal(`https://user:hunter2@my.dots.dev/flow/${FLOW}`)).not.toMatch(/hunter2|7b1f6a52/);
  });
});
