import { Hono } from 'hono';
import { DotsRefusal } from '../dots/dots-refusal.ts';
import type { DotsWorld } from '../dots/world.ts';
import { isAuthorized } from './basic-auth.ts';
import type { Credentials } from './basic-auth.ts';
import { flowRoutes } from './flow-routes.ts';
import { payoutRoutes, transferRoutes } from './transfer-routes.ts';
import { userRoutes } from './user-routes.ts';
import type { RequestOverrides } from './request-overrides.ts';

/** What Hono carries for each request. */
export interface ApiEnv {
  readonly Bindings: { readonly overrides: RequestOverrides };
}

export interface ApiParts extends Credentials {
  readonly world: DotsWorld;
}

/** Dots' API v2 under `/api/v2`, with and without a slash at the end of paths. */
export function createApiApp({ world, ...credentials }: ApiParts): Hono<ApiEnv> {
  const app = new Hono<ApiEnv>({ strict: false });
  app.use('/api/*', async (c, next) => {
    if (!isAuthorized(c.req.header('authorization'), credentials)) {
      throw new DotsRefusal(
        world.settings.authFailureStatus,
        'unauthorized',
        'The client id or the API key is wrong or missing.',
      );
    }
    await next();
  });
  app.route('/api/v2/flows', flowRoutes(world));
  app.route('/api/v2/transfers', transferRoutes(world));
  app.route('/api/v2/payouts', payoutRoutes(world));
  app.route('/api/v2/users', userRoutes(world));
  app.notFound((c) => c.json(errorBody('not-found', 'The emulator does not serve this path.'), 404));
  app.onError((error) => refusalResponse(error));
  return app;
}

/** Dots' error body; what is no refusal is a fault of ours and says so without details. */
export function refusalResponse(error: unknown): Response {
  if (error instanceof DotsRefusal) {
    return Response.json(errorBody(error.errorCode, error.message), { status: error.status });
  }
  return Response.json(errorBody('service-unavailable', 'The emulator failed on this request.'), { status: 500 });
}

function errorBody(errorCode: string, message: string) {
  return { success: false, error_code: errorCode, message };
}
