import { Hono } from 'hono';
import type { TransferRecord } from '../dots/records.ts';
import type { DotsWorld } from '../dots/world.ts';
import type { ApiEnv } from './api-app.ts';
import { listPage, withinDates, withoutTooYoung } from './list-page.ts';
import { readJson } from './read-json.ts';
import { withOverrides } from './request-overrides.ts';

/** `POST /v2/transfers` answers 200 (documented). The key is never told again, in lists neither (documented). */
export function transferRoutes(world: DotsWorld): Hono<ApiEnv> {
  return new Hono<ApiEnv>({ strict: false })
    .post('/', async (c) => {
      const body = await readJson(c.req.raw);
      const transfer = withOverrides(world, c.env.overrides, () => world.transfers.createFromBody(body));
      return c.json(world.wire.transfer(transfer));
    })
    .get('/', (c) =>
      withOverrides(world, c.env.overrides, () => {
        const query = new URL(c.req.url).searchParams;
        const found = withinDates(withoutTooYoung(world, world.transfers.list()), query).filter((transfer) =>
          passes(transfer, query),
        );
        const page = listPage(found, query);
        return c.json({ ...page, data: page.data.map((transfer) => world.wire.transfer(transfer)) });
      }),
    )
    .get('/:id', (c) => c.json(world.wire.transfer(world.transfers.require(c.req.param('id')))));
}

/** `POST /v2/payouts` answers 201 with a transfer (documented). */
export function payoutRoutes(world: DotsWorld): Hono<ApiEnv> {
  return new Hono<ApiEnv>({ strict: false }).post('/', async (c) => {
    const body = await readJson(c.req.raw);
    const transfer = withOverrides(world, c.env.overrides, () => world.userChanges.payOut(body));
    return c.json(world.wire.transfer(transfer), 201);
  });
}

function passes(transfer: TransferRecord, query: URLSearchParams): boolean {
  const wanted = { user_id: transfer.userId, type: transfer.type, status: transfer.status };
  return Object.entries(wanted).every(([name, value]) => [null, '', value].includes(query.get(name)));
}
