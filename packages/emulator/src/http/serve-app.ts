import { createAdaptorServer } from '@hono/node-server';
import type { HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { Server } from 'node:http';
import { ConnectionCut } from './with-faults.ts';

/** A handler behind a port. */
export interface ServedApp {
  readonly port: number;
  /** Ends open connections too. */
  close(): Promise<void>;
}

/**
 * Serves a fetch-style handler. A {@link ConnectionCut} ends the socket without an answer.
 *
 * @throws Error of `listen`, when the port is taken for example.
 */
export async function serveApp(
  handle: (request: Request) => Promise<Response>,
  { host, port }: { readonly host: string; readonly port: number },
): Promise<ServedApp> {
  const server = createAdaptorServer({
    overrideGlobalObjects: false,
    async fetch(request, env) {
      try {
        return await handle(request);
      } catch (error) {
        if (!(error instanceof ConnectionCut)) throw error;
        const { outgoing } = env as HttpBindings;
        outgoing.destroy();
        return RESPONSE_ALREADY_SENT;
      }
    },
  }) as Server;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : port,
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error === undefined ? resolve() : reject(error)));
        server.closeAllConnections();
      }),
  };
}
