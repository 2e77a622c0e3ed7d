import { createAdaptorServer } from '@hono/node-server';
import type { Server } from 'node:http';

/** A web server that can be given its handler after its port is known. */
export interface Listener {
  readonly port: number;
  /** Answers every request from now on. */
  serve(handler: (request: Request) => Response | Promise<Response>): void;
  /** Frees the port and ends open connections. */
  close(): Promise<void>;
}

const notReady = (): Response =>
  new Response('The playground is starting.', { status: 503, headers: { 'retry-after': '1' } });

/**
 * Opens a port on this machine only.
 *
 * @param port - 0 takes any free one.
 * @throws Error of `listen`, when the port is taken for example.
 */
export async function listen(port: number): Promise<Listener> {
  let handler: (request: Request) => Response | Promise<Response> = notReady;
  const server = createAdaptorServer({ fetch: (request: Request) => handler(request) }) as Server;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve();
    });
  });
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : port,
    serve(next) {
      handler = next;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
