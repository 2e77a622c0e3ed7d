import { describe, expect, it } from 'vitest';
import { createSessionCookie } from './session-cookie.ts';

const SECRET = 'a'.repeat(43);
const withCookie = (cookie: string) => new Request('http://localhost/', { headers: { cookie } });
const pairOf = (setCookie: string) => setCookie.split(';')[0] ?? '';

describe('createSessionCookie', () => {
  it('reads back whom it signed in, and is out of reach of scripts and foreign pages', async () => {
    const session = createSessionCookie(SECRET);
    const setCookie = await session.start('maya');
    expect(setCookie).toMatch(/; HttpOnly(;|$)/);
    expect(setCookie).toMatch(/; SameSite=Lax(;|$)/);
    expect(await session.read(withCookie(pairOf(setCookie)))).toBe('maya');
  });

  it('takes no cookie that was changed, unsigned, or signed with another secret', async () => {
    const session = createSessionCookie(SECRET);
    const pair = pairOf(await session.start('maya'));
    const foreign = pairOf(await createSessionCookie('b'.repeat(43)).start('leo'));
    const cookies = [pair.replace('maya', 'leo'), 'earnings_session=maya', foreign, 'earnings_session='];
    expect(await Promise.all(cookies.map((cookie) => session.read(withCookie(cookie))))).toEqual(
      cookies.map(() => null),
    );
    expect(await session.read(new Request('http://localhost/'))).toBeNull();
  });
});
