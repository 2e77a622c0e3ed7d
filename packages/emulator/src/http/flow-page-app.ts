import { Hono } from 'hono';
import { DotsRefusal } from '../dots/dots-refusal.ts';
import type { DotsWorld } from '../dots/world.ts';
import type { FlowPageAnswer, OpenFlow } from '../flow-page/flow-page-backend.ts';
import type { ApiEnv } from './api-app.ts';
import { isFlowAction } from './flow-action-shape.ts';
import type { FlowPageFiles } from './flow-page-files.ts';
import { readJson } from './read-json.ts';

/**
 * The origin of the Flow pages: the page app at `/flow/:id`, its files below `/flow-assets/`, and what it asks
 * below `/flow-api/`. Any site may frame it, as with Dots; nothing here may be cached but the hashed files.
 */
export function createFlowPageApp(world: DotsWorld, files: FlowPageFiles): Hono<ApiEnv> {
  const app = new Hono<ApiEnv>({ strict: false });
  app.use(async (c, next) => {
    await next();
    c.header('x-content-type-options', 'nosniff');
    c.header('referrer-policy', 'no-referrer');
    if (!c.res.headers.has('cache-control')) c.header('cache-control', 'no-store');
  });
  app.get('/flow/:id', (c) =>
    c.body(files.page(), 200, { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': PAGE_POLICY }),
  );
  app.get('/flow-assets/:name{.+}', (c) => {
    const file = files.asset(c.req.param('name'));
    if (file === undefined) return c.text('Not found', 404);
    return c.body(file.bytes, 200, {
      'content-type': file.type,
      'cache-control': 'public, max-age=31536000, immutable',
    });
  });
  app.post('/flow-api/open', async (c) => {
    const request = readOpen(await readJson(c.req.raw));
    return c.json(request === null ? NOT_UNDERSTOOD : world.pages.open(request));
  });
  app.post('/flow-api/act', async (c) => {
    const body = await readJson(c.req.raw);
    const request = readOpen(body);
    const { action } = body;
    return c.json(request === null || !isFlowAction(action) ? NOT_UNDERSTOOD : world.pages.act({ ...request, action }));
  });
  app.get('/', (c) => c.text('Flow pages of the Dots emulator. Open a link of a Flow.'));
  app.notFound((c) => c.text('Not found', 404));
  app.onError((error, c) => c.json(NOT_UNDERSTOOD, error instanceof DotsRefusal ? 400 : 500));
  return app;
}

const NOT_UNDERSTOOD: FlowPageAnswer = {
  ok: false,
  problem: { code: 'invalid-input', message: 'This page sent something that was not understood. Load it again.' },
};

/** The page brings all it needs; `blob:` and `data:` show camera pictures that never leave it. */
const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "media-src 'self' blob: mediastream:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  'frame-ancestors *',
].join('; ');

function readOpen(body: Readonly<Record<string, unknown>>): OpenFlow | null {
  const { flowId, pageToken = null } = body;
  if (typeof flowId !== 'string' || (pageToken !== null && typeof pageToken !== 'string')) return null;
  return { flowId, pageToken };
}
