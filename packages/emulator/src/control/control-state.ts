import { maskPhone } from '../dots/validation/phone-number.ts';
import type { EmulatorParts } from './emulator-parts.ts';

/** Everything that can be seen from outside, as one JSON value. No key, no webhook secret, no page token. */
export function controlState({ world, faults, webhooks, webhookFaults, requests }: EmulatorParts) {
  return {
    clock: { now: new Date(world.clock.nowMs()).toISOString(), isPaused: world.clock.isPaused },
    settings: world.settings,
    ledger: world.ledger.report(),
    users: world.users.list().map((user) => ({ ...world.wire.user(user), phone_mask: maskPhone(user.phone) })),
    flows: world.flows.list().map((flow) => world.wire.flow(flow)),
    transfers: world.transfers.list().map((transfer) => world.wire.transfer(transfer)),
    transferScript: world.transferScript.planned(),
    webhookEndpoints: webhooks.endpoints().map(({ secret: _secret, ...endpoint }) => endpoint),
    webhooks: webhooks.messages(),
    webhookFaults: webhookFaults.list(),
    faults: faults.list(),
    requests: requests.list(),
  };
}

export type ControlState = ReturnType<typeof controlState>;
