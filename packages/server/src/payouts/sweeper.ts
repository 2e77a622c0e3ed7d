import { isDotsFlowsError } from '@dots-flows/core';
import type { PayoutContext } from './payout-context.ts';
import type { SweepReport } from './payout-service.ts';
import { sweepOnce } from './sweep-sessions.ts';

/** Works in the background of a long-lived process. */
export interface Sweeper {
  start(): void;
  /** Takes no new work, and resolves when what is under way has ended. */
  stop(): Promise<void>;
  /** One pass now. */
  sweep(): Promise<SweepReport>;
  /** A small pass in the background of a request, when no process sweeps and the last one was a while ago. */
  piggyBack(): void;
  /** Something came in: does not wait for the next pass, when started. */
  kick(): void;
  readonly isStarted: boolean;
}

/** What one request may bring along: it must not cost its caller. */
const PIGGY_BACK = { sessions: 2, messages: 10, notices: 5 } as const;

export function createSweeper(context: PayoutContext): Sweeper {
  const { clock, randomness, rules, store } = context;
  const { sweepEveryMs, sweepLimit, piggyBackEveryMs, purgeEveryMs, inboxKeptMs } = rules.times;
  const limits = { sessions: sweepLimit, messages: sweepLimit, notices: sweepLimit };
  let isStarted = false;
  let isStopping = false;
  let stopping: Promise<void> | null = null;
  let cancelTimer: () => void = () => undefined;
  let running: Promise<void> | null = null;
  let isWanted = false;
  let purgedAtMs = clock.nowMs();
  let piggyBackedAtMs = Number.NEGATIVE_INFINITY;
  let hasToldSkew = false;

  const pass = () =>
    context.tracing.run({ name: 'dots-flows sweep', attributes: {} }, async (note) => {
      const report = await passOnce();
      note({ 'dots_flows.sessions': report.sessions, 'dots_flows.webhooks': report.webhooks });
      return report;
    });

  async function passOnce(): Promise<SweepReport> {
    await context.opened();
    const report = await sweepOnce(context, limits, () => isStopping);
    if (clock.nowMs() - purgedAtMs >= purgeEveryMs) {
      purgedAtMs = clock.nowMs();
      await store.purge({ olderThanMs: inboxKeptMs });
    }
    tellSkew();
    return report;
  }

  function tellSkew() {
    const isSkewed = Math.abs(context.api.clockSkewMs() ?? 0) > rules.times.clockSkewMs;
    if (isSkewed && !hasToldSkew) context.emit({ type: 'alarm', alarm: 'clock-skew', payoutId: null, sessionId: null });
    hasToldSkew = isSkewed;
  }

  async function run(): Promise<void> {
    try {
      do {
        isWanted = false;
        const report = await pass();
        isWanted ||= report.more;
      } while (isStarted && isWanted && !isStopping);
    } catch (error) {
      // The store is away, most likely: the next pass tries again.
      context.emit({ type: 'sweep-failed', code: isDotsFlowsError(error) ? error.code : 'internal-error' });
    }
  }

  async function small(): Promise<void> {
    try {
      await sweepOnce(context, PIGGY_BACK, () => isStopping);
    } catch (error) {
      context.emit({ type: 'sweep-failed', code: isDotsFlowsError(error) ? error.code : 'internal-error' });
    }
  }

  function plan(delayMs: number) {
    cancelTimer();
    cancelTimer = clock.after(delayMs, () => {
      running ??= run().finally(() => {
        running = null;
        // Instances that were started together drift apart.
        if (isStarted) plan(Math.round(sweepEveryMs * (0.75 + randomness.fraction() / 2)));
      });
    });
  }

  function begin() {
    if (!isStarted) return;
    context.inFlight.start();
    plan(0);
  }

  async function drain(): Promise<void> {
    isStopping = true;
    await Promise.all([running, context.inFlight.stop()]);
    isStopping = false;
    stopping = null;
  }

  return {
    get isStarted() {
      return isStarted;
    },
    start() {
      if (isStarted) return;
      isStarted = true;
      if (stopping === null) begin();
      // A pass would claim work and give it back, over and over, until what is under way has ended.
      else void stopping.then(begin);
    },
    stop() {
      isStarted = false;
      cancelTimer();
      stopping ??= drain();
      return stopping;
    },
    sweep: () => context.inFlight.track(pass()),
    piggyBack() {
      if (isStarted || context.inFlight.isStopped || running !== null || !context.piggyBacks) return;
      if (Math.abs(clock.nowMs() - piggyBackedAtMs) < piggyBackEveryMs) return;
      piggyBackedAtMs = clock.nowMs();
      running = small().finally(() => {
        running = null;
      });
    },
    kick() {
      if (!isStarted) return;
      isWanted = true;
      if (running === null) plan(0);
    },
  };
}
