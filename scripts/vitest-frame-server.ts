import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * Pages for the frame tests, on an origin of their own. A page does what the test tells it: by its query when it loads
 * (`?height=612`), later by messages (`{ post }`, `{ go }`, `{ nest }`).
 */
const PAGE = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Flow page</title>
<style>body{margin:0;font:16px sans-serif;padding:24px}</style>
<main><h1>Flow page</h1><label>Name <input id="name"></label></main>
<script>
const query = new URLSearchParams(location.search);
addEventListener('message', ({ data }) => {
  if (!data || typeof data !== 'object') return;
  if ('post' in data) (data.to === 'grandparent' ? parent.parent : parent).postMessage(data.post, '*');
  if ('go' in data) location.href = data.go;
  if ('nest' in data) { const frame = document.createElement('iframe'); frame.src = data.nest; document.body.append(frame); }
  if ('pass' in data) for (const frame of document.querySelectorAll('iframe')) frame.contentWindow.postMessage(data.pass, '*');
});
if (query.has('height')) parent.postMessage({ height: Number(query.get('height')) }, '*');
parent.postMessage({ test: 'loaded', path: location.pathname, styles: query.get('styles'), referrer: document.referrer }, '*');
</script></html>`;

function answer(request: IncomingMessage, response: ServerResponse): void {
  const path = new URL(request.url ?? '/', 'http://localhost').pathname;
  if (path === '/never') return;
  const headers: Record<string, string> = { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' };
  if (path === '/blocked') headers['content-security-policy'] = "frame-ancestors 'none'";
  response.writeHead(200, headers).end(PAGE);
}

/** Starts two servers, two origins, both other sites than the test page's `localhost`. */
export async function startFrameServers(): Promise<{ origins: [string, string]; stop: () => void }> {
  const servers: Server[] = [createServer(answer), createServer(answer)];
  const origins = await Promise.all(
    servers.map(
      (server) =>
        new Promise<string>((resolve) => {
          server.listen(0, '127.0.0.1', () => resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
        }),
    ),
  );
  return {
    origins: origins as [string, string],
    stop: () => {
      for (const server of servers) {
        server.closeAllConnections();
        server.close();
      }
    },
  };
}
