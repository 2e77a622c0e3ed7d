import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buildHostPages } from './vitest-host-pages.ts';
import type { HostPages } from './vitest-host-pages.ts';

/**
 * Pages for the frame tests, on an origin of their own. A page does what the test tells it: by its query when it loads
 * (`?height=612`, `?hang` keeps it from ever being loaded), later by messages: `{ post }` to the page around it, `{ go }` elsewhere, `{ nest }` a frame, `{ pass }`
 * a message on to it.
 */
const FLOW_PAGE = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Flow page</title>
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
if (query.has('hang')) document.body.append(Object.assign(new Image(), { src: '/never' }));
if (query.has('height')) parent.postMessage({ height: Number(query.get('height')) }, '*');
parent.postMessage({ test: 'loaded', path: location.pathname, styles: query.get('styles'), referrer: document.referrer }, '*');
</script></html>`;

/** A page that only says that it is there, and goes where it is told. */
const START_PAGE = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Start</title><p>Start</p>
<script>
addEventListener('message', ({ data }) => { if (data && data.go) location.href = data.go; });
addEventListener('pageshow', () => (opener ?? parent).postMessage({ host: 'start' }, '*'));
</script></html>`;

const head = (title: string): string => `<!doctype html><html lang="en"><meta charset="utf-8"><title>${title}</title>`;

interface Site {
  readonly flowOrigin: () => string;
  readonly hostPages: () => Promise<HostPages>;
}

async function answer(request: IncomingMessage, response: ServerResponse, site: Site): Promise<void> {
  const { pathname } = new URL(request.url ?? '/', 'http://localhost');
  const headers: Record<string, string> = { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' };
  const send = (body: string): void => void response.writeHead(200, headers).end(body);
  if (pathname === '/never') return;
  if (pathname === '/start') return send(START_PAGE);
  if (!pathname.startsWith('/host')) return send(FLOW_PAGE);

  const { files, html } = await site.hostPages();
  const file = files.get(pathname);
  if (file) {
    headers['content-type'] = file.type;
    return send(file.body);
  }
  // As strict as a policy can be for a page with a Flow; 'self' is for the return page in the frame.
  headers['content-security-policy'] =
    `default-src 'none'; script-src 'self'; style-src 'self'; frame-src ${site.flowOrigin()} 'self'; base-uri 'none'`;
  if (pathname === '/host/return')
    return send(`${head('Return')}<p>Back again</p><script type="module" src="/host/return.js"></script></html>`);
  const flowOrigin = site.flowOrigin();
  if (pathname === '/host/sent') {
    delete headers['content-security-policy'];
    return send(
      `${head('Sent')}<script>parent.postMessage({ sent: ${JSON.stringify(html(flowOrigin))} }, '*')</script></html>`,
    );
  }
  send(
    `${head('Host')}<link rel="stylesheet" href="/host/styles.css"><div id="root" data-flow-origin="${flowOrigin}">${html(flowOrigin)}</div><script type="module" src="/host/client.js"></script></html>`,
  );
}

/** Starts two servers, two origins, both on another site than the test page's `localhost`. */
export async function startFrameServers(): Promise<{ origins: [string, string]; stop: () => void }> {
  let origins: readonly string[] = [];
  let hostPages: Promise<HostPages> | undefined;
  const site: Site = { flowOrigin: () => origins[0] ?? '', hostPages: () => (hostPages ??= buildHostPages()) };
  const listen = (request: IncomingMessage, response: ServerResponse): void => {
    answer(request, response, site).catch((error: unknown) => response.writeHead(500).end(String(error)));
  };
  const servers: Server[] = [createServer(listen), createServer(listen)];
  origins = await Promise.all(
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
