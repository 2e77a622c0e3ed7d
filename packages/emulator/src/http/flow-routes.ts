import { Hono } from 'hono';
import type { DotsWorld } from '../dots/world.ts';
import type { ApiEnv } from './api-app.ts';
import { listPage, withoutTooYoung } from './list-page.ts';
import { readJson } from './read-json.ts';
import { withOverrides } from './request-overrides.ts';

/** `POST /v2/flows` answers 200, not 201 (documented); there is no filter by user, no update and no delete. */
export function flowRoutes(world: DotsWorld): Hono<ApiEnv> {
  return new Hono<ApiEnv>({ strict: false })
    .post('/', async (c) => c.json(world.wire.flow(world.flows.createFromBody(await readJson(c.req.raw)))))
    .get('/', (c) =>
      withOverrides(world, c.env.overrides, () => {
        const page = listPage(withoutTooYoung(world, world.flows.list()), new URL(c.req.url).searchParams);
        return c.json({ ...page, data: page.data.map((flow) => world.wire.flow(flow)) });
      }),
    )
    .get('/:id', (c) => c.json(world.wire.flow(world.flows.require(c.req.param('id')))));
}
