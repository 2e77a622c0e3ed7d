import { createServer, request as httpRequest } from 'node:http';
import type { IncomingMessage, RequestListener, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip } from 'node:zlib';
import type { Handler } from '../../src/http/create-handler.ts';

/** A way to run a handler, mounted at `/api/dots`. */
export interface Mounting {
  readonly name: string;
  /** What the framework answers by itself, before any handler is asked. */
  readonly answersItself?: {
    readonly malformedPercent?: boolean;
    readonly unusualMethods?: boolean;
    readonly malformedType?: boolean;
    /** Slashes at the end and twice in a row: it redirects to the path without. */
    readonly surplusSlashes?: boolean;
  };
  mount(handler: Handler): Promise<Mounted>;
}

export interface Mounted {
  readonly send: (method: string, path: string, init?: MountedInit) => Promise<Response>;
  /** Where to connect to by hand; `null` without a socket. */
  readonly port: number | null;
  close(): Promise<void>;
}

export interface MountedInit {
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array | readonly (string | Uint8Array)[];
  readonly signal?: AbortSignal;
}

/** No socket: the handler as a function, as Next and other fetch-native frameworks call it. */
export const fetchMounting: Mounting = {
  name: 'fetch',
  async mount(handler) {
    return {
      port: null,
      async close() {},
      async send(method, path, { headers, body, signal } = {}) {
        const parts = Array.isArray(body)
          ? (body as readonly (string | Uint8Array)[])
          : body === undefined
            ? []
            : [body];
        const stream = Readable.toWeb(Readable.from(parts.map((part) => Buffer.from(part as string))));
        const hasBody = body !== undefined && method !== 'GET' && method !== 'HEAD';
        return handler(
          new Request(`http://app.example.com/api/dots${path}`, {
            method,
            ...(headers ? { headers } : {}),
            ...(hasBody ? { body: stream, duplex: 'half' } : {}),
            ...(signal ? { signal } : {}),
          } as RequestInit),
        );
      },
    };
  },
};

/** Puts a listener of Node behind a socket of this machine. */
export async function mountListener(listener: RequestListener): Promise<Mounted> {
  return mountServer(createServer(listener));
}

export async function mountServer(server: Server): Promise<Mounted> {
  if (!server.listening) await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
        server.closeAllConnections();
      }),
    send: (method, path, init) => sendOverSocket(port, method, path, init),
  };
}

/** A client that sends what it is told, which `fetch` does not do with every header and method. */
function sendOverSocket(
  port: number,
  method: string,
  path: string,
  { headers, body, signal }: MountedInit = {},
): Promise<Response> {
  return new Promise((resolve, reject) => {
    // Node frames the body by itself for some methods only; a body without a frame would be taken for a next request.
    const framing =
      body === undefined
        ? {}
        : Array.isArray(body)
          ? { 'transfer-encoding': 'chunked' }
          : { 'content-length': Buffer.byteLength(body as string | Uint8Array) };
    const outgoing = httpRequest(
      {
        host: '127.0.0.1',
        port,
        method,
        path: `/api/dots${path}`,
        headers: { ...headers, ...framing },
        signal,
        agent: false,
      },
      (incoming) => {
        const answer = new Headers();
        for (let index = 0; index < incoming.rawHeaders.length; index += 2)
          answer.append(incoming.rawHeaders[index] ?? '', incoming.rawHeaders[index + 1] ?? '');
        const status = incoming.statusCode ?? 0;
        // A connection that is cut on purpose is no error of the test.
        incoming.on('error', () => {});
        const isEmpty = status === 204 || method === 'HEAD';
        if (isEmpty) incoming.resume();
        const stream = isEmpty ? null : (Readable.toWeb(decoded(incoming, answer)) as ReadableStream<Uint8Array>);
        resolve(new Response(stream, { status, headers: answer }));
      },
    );
    outgoing.on('error', reject);
    // Several parts go out one by one, in chunks without a length.
    const parts = Array.isArray(body) ? (body as readonly (string | Uint8Array)[]) : [];
    for (const part of parts) outgoing.write(part);
    if (body === undefined || Array.isArray(body)) outgoing.end();
    else outgoing.end(body);
  });
}

/** Some frameworks compress what they send, when the client says that it may be. */
function decoded(incoming: IncomingMessage, headers: Headers): Readable {
  const encoding = headers.get('content-encoding');
  if (encoding === null) return incoming;
  const decoder = encoding === 'br' ? createBrotliDecompress() : createGunzip();
  // Cut off on purpose, as above.
  decoder.on('error', () => {});
  return incoming.pipe(decoder);
}
