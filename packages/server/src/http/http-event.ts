import { isDotsFlowsError } from '@dots-flows/core';
import type { ErrorCode } from '@dots-flows/core';

/**
 * What the HTTP handler reports. No event holds a header, a body, an id of a person, or the message of a foreign error:
 * any of them may be a secret.
 *
 * @public
 */
export type HttpEvent =
  /** A request ended in an answer of 500 or above. */
  | {
      readonly type: 'http-failed';
      /** The route's method and template, such as `POST /payouts/:payoutId/advance`. */
      readonly route: string;
      readonly code: ErrorCode;
      readonly status: number;
      /** The class of the underlying error, when there is one. */
      readonly errorName?: string | undefined;
      /** Where it was thrown: the stack without its message. */
      readonly stackFrames?: readonly string[] | undefined;
    }
  /** A request was refused for where it came from or how it was signed. */
  | { readonly type: 'http-refused'; readonly route: string; readonly code: ErrorCode; readonly status: number }
  /** A webhook was verified and committed. `secretIndex` says with which of the listed secrets it was signed. */
  | {
      readonly type: 'webhook-received';
      readonly messageId: string;
      readonly outcome: 'stored' | 'duplicate';
      readonly secretIndex: number;
    };

/** Takes {@link HttpEvent}s. What it throws is swallowed: reporting never changes an answer. */
export type HttpEventSink = (event: HttpEvent) => void;

/** A sink that a host's faulty callback cannot throw through, now or later. */
export function guardSink(sink: HttpEventSink | undefined): HttpEventSink {
  if (!sink) return () => {};
  return (event) => {
    try {
      // A host may hand in an async function where `void` is asked for; its rejection must not end the process.
      const returned: unknown = sink(event);
      if (returned instanceof Promise) returned.catch(() => {});
    } catch {
      // The answer is already decided; a report that fails is only a report lost.
    }
  };
}

const SAFE_NAME = /^[A-Za-z_$][\w$]{0,59}$/;
const MAX_FRAMES = 12;

/** The parts of an error that tell a developer where to look and cannot hold a secret: its class and stack frames. */
export function describeCause(error: unknown): { errorName?: string; stackFrames?: readonly string[] } {
  const source = isDotsFlowsError(error) ? (error.cause ?? error) : error;
  if (!(source instanceof Error)) return { errorName: source === null ? 'null' : typeof source };
  const name: unknown = source.constructor.name;
  const frames = (typeof source.stack === 'string' ? source.stack : '')
    .split('\n')
    // A message may span lines and mimic a frame, so only what follows the last line of the message counts.
    .slice(source.message.split('\n').length)
    .map((line) => line.trim())
    .filter((line) => /^at .*(?::\d+:\d+\)?|<anonymous>\)?|native\)?)$/.test(line))
    .slice(0, MAX_FRAMES);
  return {
    errorName: typeof name === 'string' && SAFE_NAME.test(name) ? name : 'Error',
    ...(frames.length > 0 ? { stackFrames: frames } : {}),
  };
}
