import type { IncomingMessage } from 'node:http';
import type { Emulator } from '@dots-flows/emulator';
import { startNodeHost } from './node-host.ts';
import type { NodeHost } from './node-host.ts';

/**
 * The server that a reader of the guide would write: one endpoint for each call to Dots, each passed on as it comes. It
 * trusts the browser with the amount and repeats nothing; it stands here for its time alone.
 */
export function startNaiveHost(emulator: Emulator): Promise<NodeHost> {
  const authorization = `Basic ${btoa(`${emulator.clientId}:${emulator.apiKey}`)}`;
  return startNodeHost((request, response) => {
    void (async () => {
      const body = request.method === 'POST' ? await readBody(request) : null;
      const answer = await fetch(`${emulator.apiUrl}/v2${request.url}`, {
        method: request.method ?? 'GET',
        headers: { authorization, 'content-type': 'application/json' },
        body,
      });
      response.writeHead(answer.status, { 'content-type': 'application/json' });
      response.end(await answer.text());
    })();
  });
}

async function readBody(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request) body += String(chunk);
  return body;
}
