import { isDotsFlowsError } from '@dots-flows/core';
import type { ErrorCode, Problem } from '@dots-flows/core';
import type { Clock } from '../clock.ts';
import { problemAnswer, problemOf } from './answers.ts';
import type { Answer } from './answers.ts';
import { describeCause } from './http-event.ts';
import type { HttpEventSink } from './http-event.ts';
import type { RouteDefinition } from './route-table.ts';
import { createTokenBuckets } from './token-bucket.ts';

/** Turns whatever a route threw into an answer, and reports what somebody should look at. */
export type FailureAnswer = (error: unknown, route: RouteDefinition | null) => Answer;

/** Reports of each code within a minute: a flood of refusals must not become a flood of log lines. */
const REPORTS_PER_MINUTE = 60;

/** Refusals that tell of an attack or of a wrong set-up. The rest of the 4xx is everyday life. */
const REPORTED_REFUSALS: ReadonlySet<ErrorCode> = new Set([
  'forbidden-origin',
  'invalid-signature',
  'stale-webhook',
  // An amount is the host's, never the caller's.
  'invalid-amount',
]);

/** The one place where an exception becomes an HTTP answer. */
export function createFailureAnswer(report: HttpEventSink, clock: Pick<Clock, 'nowMs'>): FailureAnswer {
  const reports = createTokenBuckets({ capacity: REPORTS_PER_MINUTE, periodMs: 60_000 }, clock);

  return (error, route) => {
    const problem = problemFor(error, route);
    const { code, status } = problem;
    const isFailure = status >= 500;
    if ((isFailure || REPORTED_REFUSALS.has(code)) && reports.take(code) === 0) {
      const where = route === null ? 'unknown' : `${route.method} ${route.path}`;
      report(
        isFailure
          ? { type: 'http-failed', route: where, code, status, ...describeCause(error) }
          : { type: 'http-refused', route: where, code, status },
      );
    }
    // RFC 9110 wants every 401 to name a scheme; only this route's is ours to name.
    return problemAnswer(problem, status === 401 && route?.access === 'secret' ? { 'www-authenticate': 'Bearer' } : {});
  };
}

/** A problem that the contract does not know for the route would be an answer that nobody is prepared for. */
function problemFor(error: unknown, route: RouteDefinition | null): Problem {
  const problem = problemOf(isDotsFlowsError(error) ? error : undefined);
  return route === null || route.problems.includes(problem.status) ? problem : problemOf(undefined);
}
