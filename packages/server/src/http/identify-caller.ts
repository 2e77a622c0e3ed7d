import { DotsFlowsError } from '@dots-flows/core';
import { askHost } from '../ask-host.ts';
import type { Clock } from '../clock.ts';

/** Who is calling, as the host application knows it. @public */
export interface Caller {
  /** The host's own, stable id of the account: 1 to 512 characters. */
  readonly accountId: string;
}

/**
 * Says who is calling, from the request's headers (a session cookie, a token); `null` when nobody is signed in. It must
 * not read the body. What it throws, any other answer, and none within 30 s fail closed.
 *
 * @public
 */
export type Authenticate = (request: Request) => Caller | null | Promise<Caller | null>;

const MAX_ACCOUNT_ID_LENGTH = 512;
/** No store keeps NUL, and half a surrogate pair is kept as another character: two accounts would become one. */
const UNSTORABLE = /[\0\ud800-\udfff]/u;

const nonsense = (what: string, cause?: unknown): DotsFlowsError =>
  new DotsFlowsError('host-callback-failed', {
    message: `The host application's authenticate callback ${what}, so it is not known who is calling and nothing was done. It has to return { accountId } or null.`,
    cause,
  });

/**
 * Asks the host who is calling.
 *
 * @throws {@link DotsFlowsError} `unauthenticated` when nobody is, `host-callback-failed` when the callback throws or
 *   answers something else, or nothing in time.
 */
export async function identifyCaller(request: Request, authenticate: Authenticate, clock: Clock): Promise<Caller> {
  const caller: unknown = await askHost(clock, () => authenticate(request), nonsense);
  // The stream is gone then, and a route that needs it would blame the sender.
  if (request.bodyUsed) throw nonsense('read the body of the request');
  if (caller === null)
    throw new DotsFlowsError('unauthenticated', {
      message: 'Nobody is signed in, so no payout can be shown. Sign in and try again.',
    });
  const accountId: unknown = typeof caller === 'object' ? (caller as Partial<Caller>).accountId : undefined;
  if (typeof accountId !== 'string' || accountId === '' || accountId.length > MAX_ACCOUNT_ID_LENGTH)
    throw nonsense('answered something else than an account or null');
  if (UNSTORABLE.test(accountId)) throw nonsense('answered an account id that is no whole text');
  return { accountId };
}
