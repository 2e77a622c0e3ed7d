import { DotsFlowsError } from '@dots-flows/core';
import type { CreateFlowRequest, Flow, PayoutSession, PayoutStage } from '@dots-flows/core';
import type { Clock } from '../../src/clock.ts';
import type { FlowService, PayoutService } from '../../src/payouts/payout-service.ts';

/** A payout half that keeps sessions in memory and moves no money: what the HTTP half can be tested against alone. */
export interface FakePayouts extends PayoutService {
  /** Every call in order, by name. */
  readonly calls: string[];
  readonly webhooks: { readonly messageId: string; readonly body: unknown }[];
  /** Makes a payout, or moves one on by a version. */
  set(accountId: string, payoutId: string, stage: PayoutStage): PayoutSession;
  /** Makes the next call throw this, whatever it is; `undefined` takes it back. */
  failNext(error: unknown): void;
  /** Calls that wait for a change right now. */
  readonly waiting: number;
}

const notFound = (): DotsFlowsError => new DotsFlowsError('payout-not-found', { message: 'There is no such payout.' });

export function createFakePayouts(clock: Clock): FakePayouts {
  const sessions = new Map<string, { accountId: string; session: PayoutSession }>();
  const listeners = new Set<() => void>();
  const calls: string[] = [];
  const webhooks: { messageId: string; body: unknown }[] = [];
  let failure: unknown;

  function enter(name: string): void {
    calls.push(name);
    const thrown = failure;
    failure = undefined;
    // What a faulty service throws need not be an error.
    // oxlint-disable-next-line typescript/only-throw-error -- the handler must stand it
    if (thrown !== undefined) throw thrown;
  }
  function find(accountId: string, payoutId: string): PayoutSession {
    const found = sessions.get(payoutId);
    if (found?.accountId !== accountId) throw notFound();
    return found.session;
  }

  return {
    calls,
    webhooks,
    get waiting() {
      return listeners.size;
    },
    failNext: (error) => void (failure = error),
    set(accountId, payoutId, stage) {
      const version = (sessions.get(payoutId)?.session.version ?? 0) + 1;
      const session: PayoutSession = { payoutId, amountCents: 24_850, currency: 'USD', version, ...stage };
      sessions.set(payoutId, { accountId, session });
      for (const listener of listeners) listener();
      return session;
    },
    async advance({ accountId, payoutId }) {
      enter('advance');
      return find(accountId, payoutId);
    },
    async read({ accountId, payoutId }) {
      enter('read');
      return find(accountId, payoutId);
    },
    async waitForChange({ accountId, payoutId, afterVersion, timeoutMs, signal }) {
      enter('waitForChange');
      const now = find(accountId, payoutId);
      if (now.version > afterVersion || signal.aborted) return now;
      await new Promise<void>((resolve) => {
        const stop = clock.after(timeoutMs, wake);
        function wake(): void {
          stop();
          listeners.delete(wake);
          signal.removeEventListener('abort', wake);
          resolve();
        }
        listeners.add(wake);
        signal.addEventListener('abort', wake);
      });
      return find(accountId, payoutId);
    },
    async receiveWebhook(message) {
      enter('receiveWebhook');
      if (webhooks.some(({ messageId }) => messageId === message.messageId)) return 'duplicate';
      webhooks.push(message);
      return 'stored';
    },
    async sweep() {
      enter('sweep');
      return { sessions: sessions.size, webhooks: webhooks.length, more: false };
    },
  };
}

/** Flows in memory, each for the account that made it. */
export interface FakeFlows extends FlowService {
  readonly created: { readonly accountId: string; readonly request: CreateFlowRequest }[];
  /** How often a Flow was asked for. */
  readonly reads: number;
}

export function createFakeFlows(): FakeFlows {
  const created: { accountId: string; request: CreateFlowRequest }[] = [];
  let reads = 0;
  const flowOf = (index: number): Flow => ({
    flowId: `flow-${index}`,
    link: `https://flows.example.com/flow/${index}`,
    steps: (created[index]?.request.steps ?? []).map((step) => (typeof step === 'string' ? step : step.name)),
    completedSteps: [],
    signedInUntil: null,
    createdAt: '2026-08-03T09:15:22.104Z',
  });
  return {
    created,
    create: async (call) => flowOf(created.push(call) - 1),
    get reads() {
      return reads;
    },
    async read({ accountId, flowId }) {
      reads += 1;
      const index = Number(flowId.slice('flow-'.length));
      if (created[index]?.accountId !== accountId)
        throw new DotsFlowsError('flow-not-found', { message: 'There is no such Flow.' });
      return flowOf(index);
    },
  };
}
