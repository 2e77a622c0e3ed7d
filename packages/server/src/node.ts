import type { IncomingMessage, ServerResponse } from 'node:http';
import { DotsFlowsError } from '@dots-flows/core';
import { getRequestListener } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { plainAnswerOf, problemAnswer, problemOf } from './http/answers.ts';
import type { Handler } from './http/create-handler.ts';

/** What `node:http`, Express and Connect call for each request. @public */
export type NodeListener = (incoming: IncomingMessage, outgoing: ServerResponse) => Promise<void>;

/** Fields that body parsers leave on a request of Node. */
type ParsedIncoming = IncomingMessage & { rawBody?: unknown; body?: unknown };

const incomingByRequest = new WeakMap<Request, IncomingMessage>();

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
  return incomingByRequest.get(request);
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
  return getRequestListener(
    async (request, env) => {
      const incoming = env.incoming as ParsedIncoming;
      if (!keepRawBody(incoming)) return bodyWasParsed();
      incomingByRequest.set(request, incoming);
      const response = await handler(request);
      return sendPlain(response, env.outgoing as ServerResponse) ? RESPONSE_ALREADY_SENT : response;
    },
    {
      // The globals are the application's own; a library that replaces them is found by nobody.
      overrideGlobalObjects: false,
      errorHandler: () => badRequest(),
    },
  ) as NodeListener;
}

/** Writes an answer that has a text without reading it back out of its stream, which costs as much as all the rest. */
function sendPlain(response: Response, outgoing: ServerResponse): boolean {
  const plain = plainAnswerOf(response);
  if (plain === undefined || outgoing.headersSent || outgoing.destroyed) return false;
  const length = Buffer.byteLength(plain.text);
  outgoing.writeHead(response.status, { ...plain.headers, 'content-length': length });
  outgoing.end(plain.text);
  return true;
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

function bodyWasParsed(): Response {
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
function badRequest(): Response {
  return problemAnswer(
    problemOf(
      new DotsFlowsError('invalid-request', {
        message: 'The address or the Host header of the request is malformed. Nothing was done.',
      }),
    ),
  );
}
