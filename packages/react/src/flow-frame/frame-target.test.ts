import { describe, expect, it } from 'vitest';
import { checkLink } from './frame-target.ts';

const link = 'https://my.dots.dev/flow/7b1f6a52-93c4-4e0d-8a37-2f5c0d9e4b61';

describe('checkLink', () => {
  it('puts the appearance on a good link and keeps the bare one beside it', () => {
    const { target, origin } = checkLink(link, { theme: 'dark' }, undefined);
    expect(target).toEqual({ link, src: `${link}?styles=%7B%22theme%22%3A%22dark%22%7D` });
    expect(origin).toBe('https://my.dots.dev');
  });

  it.each([
    ['a script', 'javascript:alert(1)'],
    ['data', 'data:text/html,<p>hello'],
    ['credentials', 'https://user:secret@my.dots.dev/flow/1'],
    ['plain http', 'http://my.dots.dev/flow/1'],
    ['a relative path', '/flow/1'],
    ['nothing', ''],
  ])('refuses %s without repeating it', (_what, bad) => {
    const { target, error } = checkLink(bad, undefined, undefined);
    expect(target).toBeNull();
    expect(error).toMatchObject({ code: 'untrusted-link', retry: 'never' });
    expect(error?.message).not.toMatch(/alert|data:|secret|my\.dots\.dev|flow\/1/);
  });

  it('refuses another origin when the host names some', () => {
    expect(checkLink(link, undefined, ['https://my-sandbox.dots.dev']).error?.code).toBe('untrusted-link');
    expect(checkLink(link, undefined, ['https://my.dots.dev']).error).toBeNull();
  });

  it('has neither target nor error without a link', () => {
    expect(checkLink(null, undefined, undefined)).toEqual({ target: null, origin: null, error: null });
  });
});
