import { createHistory } from './history.ts';
import type { HistoryEntry } from './history.ts';
import type { FaultPlan } from './fault-plan.ts';
import { copyMemoryDatabase, createMemoryDatabase, memoryStore, SAFE_RULES, webhookPayload } from './internals.ts';
import type { MemoryDatabase, Rules, Store } from './internals.ts';
import { judge } from './judge.ts';
import type { Verdict } from './judge.ts';
import { CANARY_NAME, createPeople } from './people.ts';
import type { SimPayout } from './people.ts';
import { createRandom } from './random.ts';
import { API_KEY, createSimDots, FLOW_ORIGIN } from './sim-dots.ts';
import { startInstance } from './sim-instance.ts';
import type { SimInstance } from './sim-instance.ts';
import { createSimTime } from './sim-time.ts';

/** Which store the instances share, and whether it can be put back to an earlier copy. */
export interface SimStore {
  /** A view for one instance; `clockOffsetMs` is used by the mutant whose leases follow the local clock. */
  forInstance(clock: { nowMs(): number }): Store;
  snapshot(): void;
  /** `false` when this kind of store cannot be put back. */
  restore(): boolean;
}

export interface ScheduleOptions {
  readonly seed: string;
  readonly plan: FaultPlan;
  readonly rules?: Rules | undefined;
  readonly makeStore?: (() => SimStore) | undefined;
  /** A mutant: each instance reads its own clock for leases. */
  readonly hasLocalLeases?: boolean | undefined;
}

export interface ScheduleResult {
  readonly verdicts: readonly Verdict[];
  readonly entries: readonly HistoryEntry[];
  readonly crashPointsHit: readonly string[];
}

const START_MS = Date.UTC(2026, 2, 1, 12);
const MINUTE_MS = 60_000;
const QUIET_MS = 90_000;
/** After the last fault: the quiet period, the longest backoff, two sweeps, and people who come back. */
const HEALING_MS = 35 * MINUTE_MS;
/**
 * On top of it: what a rejected key that no list shows is given before a person is asked, and the longest pause between
 * looks at a transfer that browsers may not ask for, because the host has changed its amount.
 */
const LONG_HEALING_MS = 50 * MINUTE_MS;
/** The POST itself may be one of the last things that people set off. */
const MOST_LONG_HEALINGS = 2;
const SWEEP_JITTER_MS = 5_000;
const FIRST_AMOUNT_CENTS = 24_850;

export function memorySimStore(): SimStore {
  let database: MemoryDatabase = createMemoryDatabase();
  let backup: MemoryDatabase | null = null;
  return {
    forInstance: (clock) => {
      // Read through a proxy of maps would be slower: instances are made anew after a restore.
      return memoryStore({ clock, database });
    },
    snapshot() {
      backup = copyMemoryDatabase(database);
    },
    restore() {
      if (backup === null) return false;
      database = copyMemoryDatabase(backup);
      return true;
    },
  };
}

/** One run: chaos by the plan, then healing, then the judge. The same seed and plan give the same history. */
export async function runSchedule(options: ScheduleOptions): Promise<ScheduleResult> {
  const { plan, rules = SAFE_RULES } = options;
  const random = createRandom(options.seed);
  const holder: { advance: (nowMs: number) => Promise<void> } = { advance: async () => undefined };
  const time = createSimTime(START_MS, (nowMs) => holder.advance(nowMs));
  const history = createHistory(() => time.nowMs());
  const dotsSide = createSimDots({ plan: atStart(plan), random: random.fork('network'), time, history });
  const { world } = dotsSide;
  holder.advance = async (nowMs) => {
    const behindMs = nowMs + plan.clockSkewMs - world.clock.nowMs();
    if (behindMs > 0) await world.clock.advance(behindMs);
  };

  const simStore = (options.makeStore ?? memorySimStore)();
  const chance = random.fork('schedule');
  const crashes = [...plan.crashes];
  const passings = new Map<never, number>();
  let isHealed = false;
  let storeEpoch = 'epoch-1';
  let instances: SimInstance[] = [];
  let instanceNumber = 0;
  let reader: Store | null = null;
  let dueAtMs = Number.POSITIVE_INFINITY;

  const payouts: SimPayout[] = Array.from({ length: plan.payouts }, (_, index) => ({
    payoutId: `inv_${index + 1}`,
    accountId: `account_${(index % plan.accounts) + 1}`,
  }));
  const isAmended = () => plan.amendsAmountAtMs !== null && time.nowMs() - START_MS >= plan.amendsAmountAtMs;
  const amountOf = (payoutId: string): number => FIRST_AMOUNT_CENTS + payoutId.length + (isAmended() ? 100 : 0);

  function start(): void {
    instanceNumber += 1;
    const skewMs = options.hasLocalLeases ? (instanceNumber % 2 === 0 ? 75_000 : 0) : 0;
    const store = simStore.forInstance({ nowMs: () => time.nowMs() + skewMs });
    // A store is opened by the instance that it belongs to; the newest one is read when all is over.
    reader = store;
    const instance = startInstance({
      plan,
      time,
      random: random.fork(`instance ${instanceNumber}`),
      history,
      dotsSide,
      store,
      storeEpoch,
      rules,
      crashes,
      passings: passings as never,
      amountOf,
      ownerOf: (payoutId) => payouts.find((payout) => payout.payoutId === payoutId)?.accountId,
      isHealed: () => isHealed,
      onDeath: (dead) => {
        instances = instances.filter((one) => one !== dead);
        time.after(chance.between(500, 60_000), start);
      },
      onDue: (inMs) => planSweep(inMs),
    });
    instances = [...instances, instance];
    planSweep(0);
  }

  const anyInstance = (): SimInstance | null => {
    const [first, ...rest] = instances;
    return first === undefined ? null : chance.pick([first, ...rest]);
  };

  /** The sweeper looks every few seconds; a look when nothing is due changes nothing, so only the others are run. */
  function planSweep(inMs: number): void {
    const atMs = time.nowMs() + inMs + chance.between(1, SWEEP_JITTER_MS);
    if (atMs >= dueAtMs) return;
    dueAtMs = atMs;
    time.after(atMs - time.nowMs(), () => {
      if (dueAtMs !== atMs) return;
      dueAtMs = Number.POSITIVE_INFINITY;
      const instance = anyInstance();
      if (instance === null) {
        planSweep(5_000);
        return;
      }
      void instance.dots.sweep().then(
        (report) => planSweep(report.more ? 0 : 2 * MINUTE_MS),
        () => planSweep(5_000),
      );
    });
  }

  let messageNumber = 0;
  world.onEvent((event) => {
    if (plan.webhooks === 'never' && !isHealed) return;
    messageNumber += 1;
    const messageId = `msg_${messageNumber}`;
    const body = webhookPayload(event, world, 'published');
    const isFlaky = plan.webhooks === 'flaky' && !isHealed;
    if (isFlaky && chance.chance(0.2)) return;
    const copies = isFlaky && chance.chance(0.3) ? 2 : 1;
    for (let copy = 0; copy < copies; copy += 1)
      time.after(chance.between(5, isFlaky ? 90_000 : 500), () => void deliver(messageId, body, 0));
  });

  async function deliver(messageId: string, body: unknown, tries: number): Promise<void> {
    const instance = anyInstance();
    try {
      if (instance === null) throw new Error('nobody there');
      await instance.dots.payouts.receiveWebhook({ messageId, body });
      history.add({ type: 'message-thanked', messageId });
    } catch {
      if (tries < 4) time.after(5_000 * 10 ** tries, () => void deliver(messageId, body, tries + 1));
    }
  }

  const people = createPeople({
    plan,
    time,
    random: random.fork('people'),
    history,
    world,
    anyInstance,
    isHealed: () => isHealed,
  });

  for (let index = 0; index < plan.instances; index += 1) start();
  for (const payout of payouts) {
    const visits = chance.between(2, 7);
    for (let index = 0; index < visits; index += 1)
      time.after(chance.between(0, plan.chaosMs), () => people.visit(payout));
    // Two tabs at the same moment.
    if (chance.chance(0.5)) {
      const atMs = chance.between(0, plan.chaosMs);
      for (const offsetMs of [0, chance.between(0, 30)]) time.after(atMs + offsetMs, () => people.visit(payout));
    }
    if (plan.hasStranger) time.after(chance.between(0, plan.chaosMs), () => people.intrude(payout));
  }

  const { restore } = plan;
  let snapshotAtMs = START_MS;
  if (restore !== null) {
    time.after(restore.snapshotAtMs, () => {
      snapshotAtMs = time.nowMs();
      simStore.snapshot();
    });
    time.after(Math.max(restore.atMs, restore.snapshotAtMs + 1), () => {
      if (!simStore.restore()) return;
      history.add({ type: 'store-restored', snapshotAtMs });
      if (restore.tellsEpoch) storeEpoch = 'epoch-2';
      // A restore is done with everything stopped: what the old processes had in memory is gone, too.
      for (const instance of instances) instance.kill();
      instances = [];
      // Without a word about it, the payouts have to rest for the quiet period, as the guide on the server says.
      const restMs = restore.tellsEpoch ? 0 : QUIET_MS;
      for (let index = 0; index < plan.instances; index += 1) time.after(restMs + chance.between(500, 5_000), start);
    });
  }

  const blackoutMs = plan.blackout === null ? 0 : plan.blackout.atMs + plan.blackout.forMs;
  await time.runUntil(START_MS + Math.max(plan.chaosMs, blackoutMs) + MINUTE_MS);

  isHealed = true;
  dotsSide.heal();
  // What Dots still had to decide is decided.
  for (const transfer of world.transfers.list()) {
    if (transfer.type === 'balance' && (transfer.status === 'pending' || transfer.status === 'flagged'))
      world.transfers.moveTo(transfer.id, 'completed');
  }
  for (const atMs of [1_000, 3 * MINUTE_MS, 12 * MINUTE_MS, 22 * MINUTE_MS])
    for (const payout of payouts) time.after(atMs + chance.between(0, 5_000), () => people.visit(payout));
  await time.runUntil(time.nowMs() + HEALING_MS);

  const readPayout = async ({ payoutId }: SimPayout) => (await reader?.readSession({ reference: payoutId })) ?? null;
  for (let round = 0; round < MOST_LONG_HEALINGS; round += 1) {
    const bundles = await Promise.all(payouts.map(readPayout));
    if (!bundles.some((bundle) => bundle?.session.phase === 'SENDING' || bundle?.session.phase === 'ACCEPTED')) break;
    await time.runUntil(time.nowMs() + LONG_HEALING_MS);
  }
  for (const payout of payouts) {
    const bundle = await readPayout(payout);
    if (bundle === null) continue;
    const { sessionId, reference, phase, reason, amountCents } = bundle.session;
    history.add({ type: 'ended', sessionId, reference, phase, reason, amountCents });
    history.add({ type: 'said', text: JSON.stringify(bundle) });
  }
  const { fundedCents, appCents, walletsCents, heldCents, paidOutCents } = world.ledger.report();
  history.add({ type: 'ledger', fundedCents, appCents, walletsCents, heldCents, paidOutCents });

  const secrets = [API_KEY, FLOW_ORIGIN, CANARY_NAME, '415555010'];
  return {
    entries: history.entries,
    verdicts: judge(history.entries, secrets),
    crashPointsHit: history.entries.flatMap((entry) => (entry.type === 'crash' ? [entry.point] : [])),
  };
}

/** Times in a plan count from its start. */
function atStart(plan: FaultPlan): FaultPlan {
  const { blackout } = plan;
  return blackout === null ? plan : { ...plan, blackout: { ...blackout, atMs: START_MS + blackout.atMs } };
}
