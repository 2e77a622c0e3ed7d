import { isDotsFlowsError } from '@dots-flows/core';
import type { PayoutSession } from '@dots-flows/core';
import { Crash, PAYOUT } from './payout-harness.ts';
import type { Harness, Instance } from './payout-harness.ts';

export interface PersonOptions {
  /** Every instance the person meets; a dead one is replaced by the next. Default: new ones without crash points. */
  readonly first: Instance;
  readonly replace: () => Instance;
  /** Longest virtual time to try, in milliseconds. */
  readonly patienceMs: number;
  readonly stepMs?: number | undefined;
  /** Asks for another try after a failure that allows one. */
  readonly retries?: boolean | undefined;
  /** Whether webhooks arrive. Default `true`. */
  readonly webhooks?: boolean | undefined;
  /** Called between the steps of the clock. */
  readonly onStep?: (() => void) | undefined;
  /** Stops at this stage. Default: when nothing changes any more. */
  readonly until?: ((session: PayoutSession) => boolean) | undefined;
}

export interface PersonReport {
  readonly last: PayoutSession;
  readonly instance: Instance;
  readonly stages: readonly PayoutSession['stage'][];
  /** Virtual time it took. */
  readonly tookMs: number;
  readonly crashes: number;
}

/**
 * A person who does not give up, and a host that restarts what dies: asks, does what is asked, waits, asks again. In
 * between the running instance sweeps and gets the webhooks. Checks what must hold at every moment.
 */
export async function bePatient(harness: Harness, options: PersonOptions): Promise<PersonReport> {
  const { stepMs = 5_000 } = options;
  const { world, clock } = harness.emulator;
  let instance = options.first;
  let crashes = 0;
  let last: PayoutSession | null = null;
  const stages: PayoutSession['stage'][] = [];
  const beganAtMs = clock.nowMs();
  const webhooks: unknown[] = [];
  const stopListening = world.onEvent((event) => {
    const { name, ...ids } = event as { name: string; flowId?: string; transferId?: string; userId?: string };
    webhooks.push({ event: name, flow_id: ids.flowId, transfer_id: ids.transferId, user_id: ids.userId });
  });
  let delivered = 0;

  async function survive(work: () => Promise<unknown>): Promise<boolean> {
    try {
      await work();
      return true;
    } catch (error) {
      if (error instanceof Crash) {
        crashes += 1;
        instance = options.replace();
      } else if (!isDotsFlowsError(error)) throw error;
      return false;
    }
  }

  try {
    while (clock.nowMs() - beganAtMs < options.patienceMs) {
      await survive(async () => {
        const retry = options.retries === true && last?.stage === 'failed';
        last = await advanceWhileTimePasses(harness, instance, retry);
        if (stages.at(-1) !== last.stage) stages.push(last.stage);
        act(harness, last);
      });
      checkAlways(harness);
      if (last !== null && (options.until ?? isOver)(last)) break;
      while (options.webhooks !== false && delivered < webhooks.length) {
        const index = delivered;
        const wasTaken = await survive(() =>
          instance.payouts.receiveWebhook({ messageId: `msg_${index}`, body: webhooks[index] }),
        );
        if (wasTaken) delivered += 1;
      }
      await harness.pass(stepMs);
      options.onStep?.();
      await survive(() => instance.sweep());
      checkAlways(harness);
    }
  } finally {
    stopListening();
  }
  if (last === null) throw new Error('The person never got an answer.');
  return { last, instance, stages, crashes, tookMs: clock.nowMs() - beganAtMs };
}

/** An advance may wait for somebody else's lease, and the clock stands still: it is moved while it waits. */
async function advanceWhileTimePasses(harness: Harness, instance: Instance, retry: boolean): Promise<PayoutSession> {
  let isOver = false;
  const answer = instance.advance({ payoutId: PAYOUT, retry }).finally(() => {
    isOver = true;
  });
  answer.catch(() => undefined);
  // Real turns of the event loop, so that what can go on without time goes on before time passes.
  for (let turns = 0; !isOver; turns++) {
    await new Promise((resolve) => setImmediate(resolve));
    if (turns > 25 && !isOver) await harness.pass(500);
  }
  return answer;
}

function act(harness: Harness, session: PayoutSession): void {
  if (session.stage === 'onboarding') harness.finishOnboarding(session.flow.flowId);
  if (session.stage !== 'withdrawing') return;
  // Link before funds: the worst that a hand-over can do.
  const user = harness.emulator.world.flows.require(session.flow.flowId).userId ?? '';
  if (!harness.paid().some(({ userId, status }) => userId === user && status === 'completed'))
    throw new Error('A payout link was shown before the transfer was completed.');
  harness.finishPayout(session.flow.flowId);
}

function checkAlways(harness: Harness): void {
  const live = harness.paid().filter(({ status }) => !['failed', 'canceled', 'reversed'].includes(status));
  if (live.length > 1) throw new Error(`${live.length} transfers are live at the same time.`);
  if (!harness.emulator.world.ledger.report().balanced) throw new Error('The books do not balance.');
}

const isOver = ({ stage }: PayoutSession): boolean => stage === 'completed';
