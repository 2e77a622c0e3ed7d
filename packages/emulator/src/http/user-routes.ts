import { Hono } from 'hono';
import { DotsRefusal, invalidInput } from '../dots/dots-refusal.ts';
import type { DotsWorld } from '../dots/world.ts';
import { wireNewUser, wirePayoutMethod } from '../dots/wire/wire-user.ts';
import type { ApiEnv } from './api-app.ts';
import { listPage, withoutTooYoung } from './list-page.ts';
import { readJson } from './read-json.ts';

/** Users: 201 with a subset of the fields on creation (documented by the white-label guide), 200 with all on reading. */
export function userRoutes(world: DotsWorld): Hono<ApiEnv> {
  return new Hono<ApiEnv>({ strict: false })
    .post('/', async (c) => c.json(wireNewUser(world.users.createFromBody(await readJson(c.req.raw))), 201))
    .get('/', (c) => {
      const query = new URL(c.req.url).searchParams;
      const status = query.get('status');
      const found = withoutTooYoung(world, world.users.list()).filter(
        (user) => status === null || user.status === status,
      );
      const page = listPage(found, query);
      return c.json({ ...page, data: page.data.map((user) => world.wire.user(user)) });
    })
    .get('/:id', (c) => c.json(world.wire.user(world.users.require(c.req.param('id')))))
    .patch('/:id', async (c) =>
      c.json(world.wire.user(world.userChanges.patch(c.req.param('id'), await readJson(c.req.raw)))),
    )
    .get('/:id/payout-methods', (c) =>
      c.json(world.users.require(c.req.param('id')).payoutMethods.map(wirePayoutMethod)),
    )
    .put('/:id/payout-methods', async (c) =>
      c.json(wirePayoutMethod(world.userChanges.addPayoutMethod(c.req.param('id'), await readJson(c.req.raw)))),
    )
    .put('/:id/compliance', async (c) => {
      world.userChanges.submitCompliance(c.req.param('id'), await readJson(c.req.raw));
      return c.body(null, 200);
    })
    .post('/:id/send-verification-token', (c) => {
      world.users.require(c.req.param('id'));
      return c.text('', 202);
    })
    .post('/:id/verify', async (c) => {
      const user = world.users.require(c.req.param('id'));
      const { token } = await readJson(c.req.raw);
      if (typeof token !== 'string' || token.length < 6)
        throw invalidInput('token must be text of at least 6 characters.');
      if (token !== world.settings.verificationCode) throw new DotsRefusal(400, 'invalid-input', 'The token is wrong.');
      if (user.status === 'unverified') world.users.setStatus(user.id, 'verified');
      return c.text('');
    });
}
