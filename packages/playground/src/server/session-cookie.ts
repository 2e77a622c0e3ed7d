import { parseSigned, serialize, serializeSigned } from 'hono/utils/cookie';

const COOKIE_NAME = 'earnings_session';
const MAX_AGE_SECONDS = 12 * 60 * 60;

/** Who is signed in, kept in a signed cookie that no script can read. */
export interface SessionCookie {
  /** The signed-in worker, or `null` when the cookie is absent or was tampered with. */
  read(request: Request): Promise<string | null>;
  /** A `Set-Cookie` value. */
  start(workerId: string): Promise<string>;
  /** A `Set-Cookie` value. */
  end(): string;
}

// No `secure`: the playground is served over plain http on this machine. A real app sets it.
const attributes = { path: '/', httpOnly: true, sameSite: 'Lax' } as const;

/** @param secret - At least 32 random bytes as text; who knows it can be anybody. */
export function createSessionCookie(secret: string): SessionCookie {
  return {
    async read(request) {
      const header = request.headers.get('cookie');
      if (!header) return null;
      const value = (await parseSigned(header, secret, COOKIE_NAME))[COOKIE_NAME];
      return typeof value === 'string' ? value : null;
    },
    start: (workerId) => serializeSigned(COOKIE_NAME, workerId, secret, { ...attributes, maxAge: MAX_AGE_SECONDS }),
    end: () => serialize(COOKIE_NAME, '', { ...attributes, maxAge: 0 }),
  };
}
