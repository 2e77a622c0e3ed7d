import { listen } from '../../src/server/listen.ts';
import type { SwappedLink } from './process-messages.ts';

/** Stands between a server and its Dots, and hands on everything but the Flow links. */
export interface LinkSwap {
  readonly baseUrl: string;
  close(): Promise<void>;
}

const LINKS: Readonly<Record<SwappedLink, string>> = {
  'other-host': 'https://flows.dots-payments.example/flow/1',
  javascript: 'javascript:alert(document.domain)',
  credentials: 'https://someone:secret@my.dots.dev/flow/1',
};

export async function startLinkSwap(apiUrl: string, kind: SwappedLink): Promise<LinkSwap> {
  const listener = await listen(0);
  const origin = new URL(apiUrl).origin;
  listener.serve(async (request) => {
    const { pathname, search } = new URL(request.url);
    const response = await fetch(`${origin}${pathname}${search}`, {
      method: request.method,
      headers: [...request.headers].filter(([name]) => !['host', 'connection', 'content-length'].includes(name)),
      ...(request.method === 'GET' ? {} : { body: await request.text() }),
    });
    const text = (await response.text()).replace(/"link":"[^"]*"/g, `"link":${JSON.stringify(LINKS[kind])}`);
    return new Response(text, { status: response.status, headers: { 'content-type': 'application/json' } });
  });
  return { baseUrl: `http://127.0.0.1:${listener.port}/api`, close: () => listener.close() };
}
