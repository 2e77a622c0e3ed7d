import { createServer } from 'node:http';
import type { RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface LocalServer {
  readonly port: number;
  close(): Promise<void>;
}

/** Serves on a free port of this machine, under every name the loopback has. */
export async function serveLocally(listener: RequestListener): Promise<LocalServer> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, resolve));
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

// Isolated pages get a clock of 5 µs instead of 100 µs, which a mount of one millisecond needs. Frames have to agree.
const ISOLATION = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'cross-origin',
};

/** The host page: one document, one script. */
export function hostPage(script: string): RequestListener {
  const document = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Bench</title><body><script type="module" src="/main.js"></script>`;
  return (request, response) => {
    const isScript = request.url === '/main.js';
    response.writeHead(200, {
      ...ISOLATION,
      'Content-Type': isScript ? 'text/javascript; charset=utf-8' : 'text/html; charset=utf-8',
    });
    response.end(isScript ? script : document);
  };
}

/**
 * The framed page: silent and tiny, so that what is measured is the host page's work. `?flood=n` posts n messages that
 * no Flow page sends, once it is asked to.
 */
export const framedPage: RequestListener = (_request, response) => {
  response.writeHead(200, {
    ...ISOLATION,
    'Content-Type': 'text/html; charset=utf-8',
    'Cache-Control': 'no-store',
    // Lets the host page see when the request went out.
    'Timing-Allow-Origin': '*',
  });
  response.end(`<!doctype html><html lang="en"><meta charset="utf-8"><title>Framed</title><p>Framed</p><script>
addEventListener('message', (event) => {
  for (let number = 1; number <= event.data.flood; number += 1) parent.postMessage({ noise: number }, '*');
});
</script>`);
};
