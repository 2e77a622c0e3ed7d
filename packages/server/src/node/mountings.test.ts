import { createServer } from 'node:http';
import { createAdaptorServer } from '@hono/node-server';
import express from 'express';
import Fastify from 'fastify';
import { Hono } from 'hono';
import { describeHttpConformance } from '../../test/http/http-conformance.ts';
import { fetchMounting, mountListener, mountServer } from '../../test/http/mounting.ts';
import { toFastifyPlugin } from './fastify-plugin.ts';
import { toNodeListener } from './node-listener.ts';

describeHttpConformance(fetchMounting);

describeHttpConformance({
  name: 'node:http',
  mount: (handler) => mountListener(toNodeListener(handler)),
});

describeHttpConformance({
  name: 'node:http, around a function of the host',
  mount: (handler) => mountListener(toNodeListener((request) => handler(request))),
});

describeHttpConformance({
  name: 'Express 5',
  mount(handler) {
    const app = express();
    app.use('/api/dots', toNodeListener(handler));
    app.use(express.json());
    return mountListener(app);
  },
});

describeHttpConformance({
  name: 'Express 5, behind a parser that keeps the bytes',
  mount(handler) {
    const app = express();
    app.use(express.raw({ type: () => true, limit: '1mb' }));
    app.use('/api/dots', toNodeListener(handler));
    return mountListener(app);
  },
});

describeHttpConformance({
  name: 'Fastify 5',
  async mount(handler) {
    const app = Fastify();
    await app.register(toFastifyPlugin(handler), { prefix: '/api/dots' });
    await app.listen({ port: 0, host: '127.0.0.1' });
    const mounted = await mountServer(app.server);
    return { ...mounted, close: () => app.close() };
  },
});

describeHttpConformance({
  name: 'Hono 4, as a route',
  mount(handler) {
    const app = new Hono();
    app.all('/api/dots/*', (c) => handler(c.req.raw));
    return mountServer(createAdaptorServer({ fetch: app.fetch, createServer }) as ReturnType<typeof createServer>);
  },
});

describeHttpConformance({
  name: 'Hono 4, with the mount path cut off',
  mount(handler) {
    const app = new Hono();
    app.mount('/api/dots', handler);
    return mountServer(createAdaptorServer({ fetch: app.fetch, createServer }) as ReturnType<typeof createServer>);
  },
});
