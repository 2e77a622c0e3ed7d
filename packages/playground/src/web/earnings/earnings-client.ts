import type { EarningsAnswer, EarningsProblem, SessionAnswer, SignInRequest } from '../../wire/earnings.ts';

/** The server said no, or did not answer. Its message is for people. */
export class EarningsRequestError extends Error {
  override readonly name = 'EarningsRequestError';
  /** HTTP status; 0 when there was no answer. */
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

const NO_ANSWER = 'The server does not answer. Is it still running? Start it again with npm start, then try again.';

async function request(method: 'GET' | 'POST' | 'DELETE', path: string, body?: unknown): Promise<unknown> {
  let response: Response;
  try {
    response = await fetch(path, {
      method,
      ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    });
  } catch {
    throw new EarningsRequestError(0, NO_ANSWER);
  }
  const answer: unknown = response.status === 204 ? null : await response.json().catch(() => null);
  if (response.ok) return answer;
  throw new EarningsRequestError(response.status, (answer as Partial<EarningsProblem> | null)?.detail ?? NO_ANSWER);
}

// The page and its server are built from the same commit, so their answers are not checked again here.
export const earningsClient = {
  readSession: () => request('GET', '/api/session') as Promise<SessionAnswer>,
  signIn: (body: SignInRequest) => request('POST', '/api/session', body) as Promise<SessionAnswer>,
  signOut: () => request('DELETE', '/api/session'),
  readEarnings: () => request('GET', '/api/earnings') as Promise<EarningsAnswer>,
  finishReview: () => request('POST', '/api/demo/finish-review'),
};
