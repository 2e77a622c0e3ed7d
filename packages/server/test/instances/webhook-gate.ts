import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Worker } from './fleet.ts';

export interface WebhookGate {
  readonly origin: string;
  close(): Promise<void>;
}

/** What stands before a fleet: passes each webhook on to one of the workers that are alive, in turn. */
export async function startWebhookGate(workers: () => readonly Worker[]): Promise<WebhookGate> {
  let turn = 0;

  async function pass(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const alive = workers();
    const worker = alive[(turn += 1) % Math.max(alive.length, 1)];
    try {
      if (worker === undefined) throw new Error('Nobody is there.');
      const headers = Object.entries(incoming.headers).filter(([name]) =>
        /^(?:svix-|webhook-|content-type)/.test(name),
      );
      const { status } = await fetch(`${worker.origin}${incoming.url ?? ''}`, {
        method: 'POST',
        headers: headers.map(([name, value]) => [name, String(value)]),
        body: Buffer.concat(chunks),
      });
      outgoing.writeHead(status).end();
    } catch {
      outgoing.writeHead(502).end();
    }
  }

  const server = createServer((incoming, outgoing) => void pass(incoming, outgoing));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
