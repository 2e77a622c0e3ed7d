import { Hono } from 'hono';
import type { Context } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { EarningsAnswer, EarningsProblem, SessionAnswer } from '../wire/earnings.ts';
import type { EarningsBook } from './earnings-book.ts';
import type { ReadPayoutStatus } from './payout-status.ts';
import type { SessionCookie } from './session-cookie.ts';

const BODY_LIMIT_BYTES = 1024;

export interface EarningsApiOptions {
  readonly book: EarningsBook;
  readonly session: SessionCookie;
  readonly readStatus: ReadPayoutStatus;
  readonly flowOrigin: string;
  /** Where the page itself is; no other page may sign anybody in or out. */
  readonly pageOrigin: string;
  /** Demo only: lets Dots finish its review of somebody. `null` where the remote is not ours to command. */
  readonly finishReview: ((workerId: string) => Promise<void>) | null;
}

/** The JSON that the page needs beside the payout contract: who is signed in, and what they earned. */
export function earningsApi(options: EarningsApiOptions): Hono {
  const { book, session, readStatus, flowOrigin, pageOrigin, finishReview } = options;
  const api = new Hono();

  const signedIn = async (request: Request) => {
    const workerId = await session.read(request);
    return workerId === null ? null : book.findWorker(workerId);
  };

  api.use(async (context, next) => {
    await next();
    context.header('cache-control', 'no-store');
  });

  api.use(
    bodyLimit({ maxSize: BODY_LIMIT_BYTES, onError: (context) => problem(context, 413, 'The request is too large.') }),
  );

  api.use(async (context, next) => {
    const { method } = context.req;
    const origin = context.req.header('origin');
    if (method !== 'GET' && method !== 'HEAD' && origin !== pageOrigin)
      return problem(context, 403, `Only the page at ${pageOrigin} may do this. Open that address.`);
    return next();
  });

  api.get('/session', async (context) => {
    const answer: SessionAnswer = { worker: await signedIn(context.req.raw), workers: book.workers, flowOrigin };
    return context.json(answer);
  });

  api.post('/session', async (context) => {
    const worker = book.findWorker(readWorkerId(await context.req.json().catch(() => null)));
    if (!worker) return problem(context, 400, 'There is no such demo worker. Choose one from the list.');
    context.header('set-cookie', await session.start(worker.workerId));
    const answer: SessionAnswer = { worker, workers: book.workers, flowOrigin };
    return context.json(answer);
  });

  api.delete('/session', (context) => {
    context.header('set-cookie', session.end());
    return context.body(null, 204);
  });

  api.get('/earnings', async (context) => {
    const worker = await signedIn(context.req.raw);
    if (!worker) return problem(context, 401, 'Nobody is signed in. Choose a demo worker first.');
    const payouts = book.payoutsOf(worker.workerId).map(async (booked) => {
      const { workerId: _, ...payout } = booked;
      return { ...payout, status: await readStatus(booked) };
    });
    const answer: EarningsAnswer = {
      payouts: await Promise.all(payouts),
      currentWeek: book.currentWeekOf(worker.workerId),
      nextPayoutDay: book.nextPayoutDay(),
    };
    return context.json(answer);
  });

  api.post('/demo/finish-review', async (context) => {
    const worker = await signedIn(context.req.raw);
    if (!worker) return problem(context, 401, 'Nobody is signed in. Choose a demo worker first.');
    if (!finishReview)
      return problem(context, 404, 'Reviews end at Dots: this playground runs against another Dots than its own.');
    await finishReview(worker.workerId);
    return context.body(null, 204);
  });

  api.all('*', (context) => problem(context, 404, 'There is no such address in the earnings API.'));
  return api;
}

function readWorkerId(body: unknown): string {
  return typeof body === 'object' && body !== null && 'workerId' in body && typeof body.workerId === 'string'
    ? body.workerId
    : '';
}

function problem(context: Context, status: ContentfulStatusCode, detail: string): Response {
  const body: EarningsProblem = { title: TITLES[status] ?? 'Not possible', status, detail };
  return context.json(body, status, { 'content-type': 'application/problem+json' });
}

const TITLES: Readonly<Record<number, string>> = {
  400: 'Bad request',
  401: 'Not signed in',
  403: 'Not allowed',
  404: 'Not found',
  413: 'Too large',
};
