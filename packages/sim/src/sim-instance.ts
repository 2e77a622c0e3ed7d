import type { FaultPlan, PlannedCrash } from './fault-plan.ts';
import type { History } from './history.ts';
import { assembleDotsFlows, createDotsApi } from './internals.ts';
import type { Clock, CrashPointName, DotsFlows, InternalPorts, Rules, Store } from './internals.ts';
import type { Random } from './random.ts';
import { API_KEY, CLIENT_ID } from './sim-dots.ts';
import type { SimDots } from './sim-dots.ts';
import type { SimTime } from './sim-time.ts';
import { watchStore } from './watched-store.ts';

/** One process of the host: the real server half on simulated ports. */
export interface SimInstance {
  readonly isAlive: () => boolean;
  readonly dots: DotsFlows;
  /** Ends it as a power loss does. */
  kill(): void;
}

export interface InstanceParts {
  readonly plan: FaultPlan;
  readonly time: SimTime;
  readonly random: Random;
  readonly history: History;
  readonly dotsSide: SimDots;
  readonly store: Store;
  readonly storeEpoch: string;
  readonly rules: Rules;
  /** Crashes that are still to come, shared by all instances; taken out when they happen. */
  readonly crashes: PlannedCrash[];
  readonly passings: Map<CrashPointName, number>;
  readonly amountOf: (payoutId: string) => number;
  readonly ownerOf: (payoutId: string) => string | undefined;
  readonly onDeath: (instance: SimInstance) => void;
  readonly onDue: (inMs: number) => void;
  readonly isHealed: () => boolean;
}

/** How long a stalled process stands still: past the freshness of an intent, past a lease. */
const STALLS_MS = [3_000, 15_000, 65_000, 100_000] as const;

export function startInstance(parts: InstanceParts): SimInstance {
  const { time, random, history, dotsSide, rules, crashes, passings } = parts;
  let alive = true;
  const isAlive = () => alive;
  const { promise: death, resolve: die } = Promise.withResolvers<void>();
  const kill = (): void => {
    alive = false;
    die();
  };

  const crashPoint = async (point: CrashPointName): Promise<void> => {
    const passing = (passings.get(point) ?? 0) + 1;
    passings.set(point, passing);
    const index = crashes.findIndex((crash) => crash.point === point && crash.passing <= passing);
    const crash = crashes[index];
    if (crash === undefined || parts.isHealed()) return;
    crashes.splice(index, 1);
    history.add({ type: 'crash', point });
    if (crash.kind === 'stall') {
      await time.sleep(random.pick(STALLS_MS));
      return;
    }
    kill();
    parts.onDeath(instance);
    // As after a power loss: nothing that comes behind this point ever runs.
    await new Promise(() => undefined);
  };

  const clock: Clock = {
    nowMs: () => time.nowMs(),
    after: (delayMs, run) =>
      time.after(delayMs, () => {
        if (alive) run();
      }),
  };
  const ports: InternalPorts = {
    rules,
    crashPoint,
    randomness: { fraction: () => random.fraction(), id: () => randomId(random) },
    piggyBack: false,
  };
  const api = createDotsApi({
    environment: { baseUrl: 'https://api.dots.test/api' },
    clientId: CLIENT_ID,
    apiKey: API_KEY,
    fetch: dotsSide.fetchFor({ isAlive, death }),
    clock,
  });
  const dots = assembleDotsFlows(
    {
      api,
      clock,
      store: watchStore({ store: parts.store, history, time, random, isAlive, onDue: parts.onDue }),
      storeEpoch: parts.storeEpoch,
      allowedOrigins: ['https://app.example.com'],
      authenticate: () => null,
      resolvePayout: ({ payoutId, accountId }) =>
        parts.ownerOf(payoutId) === accountId
          ? { amountCents: parts.amountOf(payoutId), onboardingSteps: ['compliance'] }
          : null,
      allowNewAttempt: () => true,
      onNotice: (notice) => {
        if (alive) history.add({ type: 'notice-delivered', noticeId: notice.id, body: JSON.stringify(notice) });
      },
      onEvent: (event) => history.add({ type: 'said', text: JSON.stringify(event) }),
    },
    ports,
  );
  const instance: SimInstance = {
    isAlive,
    dots,
    kill,
  };
  return instance;
}

function randomId(random: Random): string {
  const hex = Array.from({ length: 32 }, () => random.between(0, 15).toString(16)).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`;
}
