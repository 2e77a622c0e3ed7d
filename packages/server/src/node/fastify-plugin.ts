import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Handler } from '../http/create-handler.ts';
import { toNodeListener } from './node-listener.ts';

/** What the plugin needs of a Fastify instance, so that Fastify itself is no dependency. @public */
export interface FastifyLike {
  removeAllContentTypeParsers(): void;
  addContentTypeParser(
    contentType: '*',
    parser: (request: unknown, payload: unknown, done: (error: Error | null, body?: undefined) => void) => void,
  ): unknown;
  all(
    path: string,
    handler: (
      request: { readonly raw: IncomingMessage },
      reply: { readonly raw: ServerResponse; hijack(): unknown },
    ) => void,
  ): unknown;
}

/**
 * Turns the handler into a Fastify 5 plugin. Within its prefix no body is parsed, so that webhooks can be verified;
 * the rest of the application keeps its parsers. Fastify passes full paths: the prefix and the option `basePath` have
 * to be the same.
 *
 * @example
 * ```ts
 * import { toFastifyPlugin } from '@dots-flows/server/node';
 * import Fastify from 'fastify';
 *
 * declare const dots: { handler: (request: Request) => Promise<Response> };
 * const app = Fastify();
 * await app.register(toFastifyPlugin(dots.handler), { prefix: '/api/dots' });
 * ```
 * @public
 */
export function toFastifyPlugin(handler: Handler): (instance: FastifyLike) => Promise<void> {
  const listen = toNodeListener(handler);
  return async (instance) => {
    instance.removeAllContentTypeParsers();
    instance.addContentTypeParser('*', (_request, _payload, done) => done(null));
    instance.all('/*', (request, reply) => {
      // From here on the answer is ours, streams included; Fastify would else wait for a return value.
      reply.hijack();
      listen(request.raw, reply.raw);
    });
  };
}
