export { toFastifyPlugin } from './node/fastify-plugin.ts';
export { incomingOf, toNodeListener } from './node/node-listener.ts';

export type { FastifyLike } from './node/fastify-plugin.ts';
export type { NodeListener } from './node/node-listener.ts';
