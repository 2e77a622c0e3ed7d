import type { IncomingMessage, ServerResponse } from 'node:http';
import { DotsFlowsError } from '@dots-flows/core';
import { getRequestListener } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { problemAnswer, problemOf, toResponse } from '../http/answers.ts';
import type { Answer } from '../http/answers.ts';
import { answererOf } from '../http/create-handler.ts';
import type { Handler } from '../http/create-handler.ts';

/** What `node:http`, Express and Connect call for each request. @public */
export type NodeListener = (incoming: IncomingMessage, outgoing: ServerResponse) => void;

/** Fields that body parsers leave on a request of Node. */
type ParsedIncoming = IncomingMessage & { rawBody?: unknown; body?: unknown };

/** A property and no WeakMap, which costs a fifth of a small request in garbage collection (measured). */
const INCOMING = Symbol('dots-flows.incoming');
type TaggedRequest = Request & { [INCOMING]?: IncomingMessage };

/**
 * The request of Node behind a request that came through {@link toNodeListener}: for an `authenticate` that reads what
 * a session middleware has put on it. `undefined` for any other request.
 *
 * @example
 * ```ts
 * import { incomingOf } from '@dots-flows/server/node';
 *
 * const authenticate = (request: Request) => {
 *   const incoming = incomingOf(request) as { session?: { userId?: string } } | undefined;
 *   const accountId = incoming?.session?.userId;
 *   return accountId ? { accountId } : null;
 * };
 * ```
 * @public
 */
export function incomingOf(request: Request): IncomingMessage | undefined {
  return (request as TaggedRequest)[INCOMING];
}

/**
 * Turns the handler into a listener for `node:http`, Express and Connect. The body reaches the handler byte by byte, a
 * client that leaves aborts the request's signal, and events are written as they come.
 *
 * Mount it before body parsers, or let them keep the raw bytes in `req.rawBody`: a webhook's signature is over the
 * bytes, and nothing can be verified once they are parsed.
 *
 * @example
 * ```ts
 * import { createServer } from 'node:http';
 * import { toNodeListener } from '@dots-flows/server/node';
 *
 * declare const dots: { handler: (request: Request) => Promise<Response> };
 * createServer(toNodeListener(dots.handler)).listen(3000);
 * ```
 * @public
 */
export function toNodeListener(handler: Handler): NodeListener {
  const answer = answererOf(handler);
  const listen = getRequestListener(
    (request, env) => {
      const incoming = env.incoming as ParsedIncoming;
      const outgoing = env.outgoing as ServerResponse;
      if (!keepRawBody(incoming)) return toResponse(bodyWasParsed());
      (request as TaggedRequest)[INCOMING] = incoming;
      if (answer === undefined) return handler(request);
      const made = answer(request);
      return made instanceof Promise ? made.then((later) => send(later, outgoing)) : send(made, outgoing);
    },
    {
      // The globals are the application's own; a library that replaces them is found by nobody.
      overrideGlobalObjects: false,
      errorHandler: () => toResponse(malformedAddress()),
    },
  );
  // It answers its own failures, so that nobody has to wait for it.
  return (incoming, outgoing) => void listen(incoming, outgoing);
}

/** Writes an answer that is all there at once; a stream is left to the listener, which writes it as it comes. */
function send(answer: Answer, outgoing: ServerResponse): Response {
  const { status, headers, body } = answer;
  if (typeof body === 'object' && body !== null) return toResponse(answer);
  // A client that left has nothing to write to, and the listener knows how to drop an answer.
  if (outgoing.headersSent || outgoing.destroyed) return toResponse(answer);
  outgoing.writeHead(status, body === null ? headers : { ...headers, 'content-length': Buffer.byteLength(body) });
  outgoing.end(body ?? undefined);
  return RESPONSE_ALREADY_SENT;
}

/** Says whether the bytes of the body can still be had, and puts them where they are looked for. */
function keepRawBody(incoming: ParsedIncoming): boolean {
  if (!incoming.readableDidRead || incoming.rawBody instanceof Buffer) return true;
  const { body } = incoming;
  if (typeof body !== 'string' && !(body instanceof Buffer))
    return incoming.method === 'GET' || incoming.method === 'HEAD';
  incoming.rawBody = Buffer.from(body as string);
  return true;
}

function bodyWasParsed(): Answer {
  return problemAnswer(
    problemOf(
      new DotsFlowsError('not-configured', {
        message:
          'A body parser read the request before the Dots Flows handler, so its bytes are gone and no signature can be checked. Mount the handler before express.json() and the like, or keep the bytes in req.rawBody.',
      }),
    ),
  );
}

/** What Node accepts as a request but no URL can be made of. */
function malformedAddress(): Answer {
  return problemAnswer(
    problemOf(
      new DotsFlowsError('invalid-request', {
        message: 'The address or the Host header of the request is malformed. Nothing was done.',
      }),
    ),
  );
}
