import type { PayoutSession } from '@dots-flows/core';
import type { FaultPlan } from './fault-plan.ts';
import type { History } from './history.ts';
import type { DotsWorld } from './internals.ts';
import type { Random } from './random.ts';
import type { SimInstance } from './sim-instance.ts';
import type { SimTime } from './sim-time.ts';

/** Looked for in everything that is said. */
export const CANARY_NAME = 'Canaryname';

const METHOD = {
  id: 'method',
  rail: 'paypal',
  description: 'PayPal',
  mask: null,
  email: null,
  phone: null,
  cashTag: null,
} as const;

export interface SimPayout {
  readonly payoutId: string;
  readonly accountId: string;
}

export interface PeopleParts {
  readonly plan: FaultPlan;
  readonly time: SimTime;
  readonly random: Random;
  readonly history: History;
  readonly world: DotsWorld;
  readonly anyInstance: () => SimInstance | null;
  readonly isHealed: () => boolean;
}

/** The people in front of the browsers: they look, fill in, leave, come back, ask twice, and ask for what is not theirs. */
export interface People {
  /** Opens a payout once and does what its owner may do next. */
  visit(payout: SimPayout): void;
  /** Somebody who is signed in with another account asks for it. */
  intrude(payout: SimPayout): void;
}

export function createPeople({ plan, time, random, history, world, anyInstance, isHealed }: PeopleParts): People {
  const userOfAccount = new Map<string, string>();

  function personOf(accountId: string): string {
    const known = userOfAccount.get(accountId);
    if (known !== undefined) return known;
    const number = userOfAccount.size;
    const user = world.users.add({
      firstName: 'Sim',
      lastName: `${CANARY_NAME}${number}`,
      email: `person${number}@example.com`,
      phone: { countryCode: '1', number: `415555010${number}` },
      status: 'verified',
    });
    userOfAccount.set(accountId, user.id);
    return user.id;
  }

  function show(payout: SimPayout, callerAccountId: string, session: PayoutSession, askedAtMs: number): void {
    history.add({
      type: 'shown',
      askedAtMs,
      payoutId: payout.payoutId,
      callerAccountId,
      ownerAccountId: payout.accountId,
      stage: session.stage,
      reason: 'reason' in session ? session.reason : null,
      amountCents: session.amountCents,
    });
  }

  async function ask(payout: SimPayout, options: { readonly renewLink: boolean; readonly retry: boolean }) {
    const instance = anyInstance();
    if (instance === null) return null;
    const { payoutId, accountId } = payout;
    const askedAtMs = time.nowMs();
    try {
      const session = await instance.dots.payouts.advance({ payoutId, accountId, ...options });
      show(payout, accountId, session, askedAtMs);
      return session;
    } catch (error) {
      history.add({ type: 'said', text: `${String(error)} ${JSON.stringify(error)}` });
      return null;
    }
  }

  async function fillIn(payout: SimPayout, flowId: string): Promise<void> {
    const flow = world.flows.find(flowId);
    if (flow === undefined) return;
    const someoneElse = plan.hasFixation && random.chance(0.5);
    const userId = flow.userId ?? personOf(someoneElse ? 'a stranger to this account' : payout.accountId);
    world.flows.claim(flow, userId);
    for (const step of flow.steps) {
      await time.sleep(random.between(500, 20_000));
      world.flows.completeStep(flow, step.name);
    }
  }

  async function withdraw(flowId: string): Promise<void> {
    const flow = world.flows.find(flowId);
    if (flow === undefined || flow.userId === null || flow.completedSteps.includes('payout')) return;
    const user = world.users.require(flow.userId);
    const walletCents = world.walletCents(user.id);
    if (walletCents === 0) return;
    // Taking a part of it is normal.
    const amountCents = random.chance(0.3) ? random.between(1, walletCents) : walletCents;
    world.transfers.payOut({ user, amountCents, method: METHOD });
    world.flows.completeStep(flow, 'payout');
  }

  async function visit(payout: SimPayout): Promise<void> {
    const retries = isHealed() || random.chance(0.7);
    const session = await ask(payout, { renewLink: random.chance(0.15), retry: false });
    if (session === null) return;
    const stays = isHealed() ? random.chance(0.9) : random.chance(0.7);
    if (session.stage === 'failed' && session.canRetry && retries) await ask(payout, { renewLink: false, retry: true });
    if (!stays) return;
    if (session.stage === 'onboarding') await fillIn(payout, session.flow.flowId);
    else if (session.stage === 'withdrawing') {
      await time.sleep(random.between(500, 30_000));
      await withdraw(session.flow.flowId);
    } else return;
    // The frame's message makes the page ask; a closed tab leaves it to webhooks and polling.
    if (random.chance(0.7)) await ask(payout, { renewLink: false, retry: false });
  }

  return {
    visit: (payout) => void visit(payout),
    intrude(payout) {
      const instance = anyInstance();
      if (instance === null) return;
      const call = { payoutId: payout.payoutId, accountId: 'intruder' };
      const askedAtMs = time.nowMs();
      const tried = random.chance(0.5)
        ? instance.dots.payouts.read(call)
        : instance.dots.payouts.advance({ ...call, renewLink: false, retry: false });
      tried.then(
        (session) => show(payout, 'intruder', session, askedAtMs),
        (error: unknown) => history.add({ type: 'said', text: String(error) }),
      );
    },
  };
}
