// The server side of the throughput comparison, a process of its own: `ours` or `bare`.
import { createServer } from 'node:http';
import type { RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createDotsApi, createDotsFlows, memoryStore } from '@dots-flows/server';
import { toNodeListener } from '@dots-flows/server/node';

/** What the parent is told first. */
export interface ServedRoute {
  readonly port: number;
}

/** The answer to every later message of the parent. */
export interface UsedCpu {
  readonly cpuMs: number;
}

/** The same bytes under the same path, by nothing but `node:http`. */
const bare: RequestListener = (request, response) => {
  if (request.url !== '/api/dots/health') {
    response.writeHead(404).end();
    return;
  }
  const body = JSON.stringify({ status: 'ok' });
  response.writeHead(200, {
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
  });
  response.end(body);
};

function ours(): RequestListener {
  const dots = createDotsFlows({
    api: createDotsApi({ environment: { baseUrl: 'http://127.0.0.1:9/api' }, clientId: 'pk', apiKey: 'sk' }),
    store: memoryStore(),
    authenticate: () => null,
    resolvePayout: () => null,
    allowedOrigins: ['http://localhost:3000'],
  });
  return toNodeListener(dots.handler);
}

const server = createServer(process.argv[2] === 'ours' ? ours() : bare);
server.listen(0, '127.0.0.1', () => {
  process.send?.({ port: (server.address() as AddressInfo).port } satisfies ServedRoute);
});
process.on('message', () => {
  const { user, system } = process.cpuUsage();
  process.send?.({ cpuMs: (user + system) / 1000 } satisfies UsedCpu);
});
process.on('disconnect', () => process.exit());
