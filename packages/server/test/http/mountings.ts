import { createServer } from 'node:http';
import { createAdaptorServer } from '@hono/node-server';
import express from 'express';
import Fastify from 'fastify';
import { Hono } from 'hono';
import { toFastifyPlugin } from '../../src/node/fastify-plugin.ts';
import { toNodeListener } from '../../src/node/node-listener.ts';
import { fetchMounting, mountListener, mountServer } from './mounting.ts';
import type { Mounted, Mounting } from './mounting.ts';

const nodeMounting: Mounting = {
  name: 'node:http',
  mount: (handler) => mountListener(toNodeListener(handler)),
};

const expressMounting: Mounting = {
  name: 'Express 5',
  mount(handler) {
    const app = express();
    app.use('/api/dots', toNodeListener(handler));
    app.use(express.json());
    return mountListener(app);
  },
};

const fastifyMounting: Mounting = {
  name: 'Fastify 5',
  answersItself: { malformedPercent: true, unusualMethods: true, malformedType: true },
  async mount(handler) {
    const app = Fastify();
    await app.register(toFastifyPlugin(handler), { prefix: '/api/dots' });
    await app.listen({ port: 0, host: '127.0.0.1' });
    const mounted = await mountServer(app.server);
    return { ...mounted, close: () => app.close() };
  },
};

const honoMounting: Mounting = {
  name: 'Hono 4',
  mount(handler) {
    const app = new Hono();
    app.all('/api/dots/*', (c) => handler(c.req.raw));
    return mountHono(app);
  },
};

/** The usual one of each kind. Hono comes last, because its server replaces `Request` and `Response` for all. */
export const MOUNTINGS: readonly Mounting[] = [
  fetchMounting,
  nodeMounting,
  expressMounting,
  fastifyMounting,
  honoMounting,
];

/** The same frameworks, used in other ways that their documentation shows. */
export const OTHER_MOUNTINGS: readonly Mounting[] = [
  {
    name: 'node:http, around a function of the host',
    mount: (handler) => mountListener(toNodeListener((request) => handler(request))),
  },
  {
    name: 'Express 5, behind a parser that keeps the bytes',
    mount(handler) {
      const app = express();
      app.use(express.raw({ type: () => true, limit: '1mb' }));
      app.use('/api/dots', toNodeListener(handler));
      return mountListener(app);
    },
  },
  {
    name: 'Hono 4, with the mount path cut off',
    mount(handler) {
      const app = new Hono();
      app.mount('/api/dots', handler);
      return mountHono(app);
    },
  },
];

function mountHono(app: Hono): Promise<Mounted> {
  return mountServer(createAdaptorServer({ fetch: app.fetch, createServer }) as ReturnType<typeof createServer>);
}
