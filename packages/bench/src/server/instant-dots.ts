import { randomUUID } from 'node:crypto';
import type { DotsApi } from '@dots-flows/server';

type Accepted<Method extends (...args: never) => unknown> =
  Extract<Awaited<ReturnType<Method>>, { kind: 'accepted' }> extends { value: infer Value } ? Value : never;
type Flow = Accepted<DotsApi['createFlow']>;
type Transfer = Accepted<DotsApi['createTransfer']>;

/**
 * A Dots that answers at once and costs nothing, so that what is measured is our own work. Every person does all steps
 * of a Flow the moment it exists.
 */
export function instantDots(): DotsApi {
  const flows = new Map<string, Flow>();
  const transfers = new Map<string, Transfer>();
  const accept = <T>(value: T) => Promise.resolve({ kind: 'accepted', value } as const);
  const notFound = () =>
    Promise.resolve({ kind: 'refused', status: 404, remoteCode: undefined, reason: 'not-found' } as const);
  return {
    namespace: '3f2b1c7e-52f5-5a64-8f43-6f1f0c1f7a2d',
    environmentName: 'local',
    timeoutMs: 20_000,
    clockSkewMs: () => null,
    createFlow({ steps, userId, metadata = {} }) {
      const flowId = randomUUID();
      const names = steps.map((step) => (typeof step === 'string' ? step : step.name));
      const flow: Flow = {
        flowId,
        link: `https://flows.dots.test/flow/${flowId}`,
        steps: names,
        completedSteps: userId === undefined ? names : [],
        userId: userId ?? randomUUID(),
        createdAtMs: Date.now(),
        metadata,
      };
      flows.set(flowId, flow);
      return accept({ ...flow, userId: userId ?? null, completedSteps: [] });
    },
    readFlow(flowId) {
      const flow = flows.get(flowId);
      return flow ? accept(flow) : notFound();
    },
    listFlows: () => accept({ items: [], hasMore: false }),
    createTransfer({ userId, wireAmountCents, metadata }) {
      const transferId = randomUUID();
      const transfer: Transfer = {
        transferId,
        status: 'completed',
        userId,
        amountCents: wireAmountCents,
        createdAtMs: Date.now(),
        metadata,
      };
      transfers.set(userId, transfer);
      return accept(transfer);
    },
    readTransfer(transferId) {
      const transfer = [...transfers.values()].find((candidate) => candidate.transferId === transferId);
      return transfer ? accept(transfer) : notFound();
    },
    listTransfers({ userId }) {
      const transfer = transfers.get(userId);
      return accept({ items: transfer ? [transfer] : [], hasMore: false });
    },
    readUser: (userId) =>
      accept({
        userId,
        status: 'verified',
        firstName: 'Ana',
        lastName: 'Sousa',
        email: 'ana@example.com',
        phone: { countryCode: '1', phoneNumber: '4155550134' },
        defaultPayoutMethod: 'ach',
        compliance: {
          mustCollect1099: false,
          isTaxFormCollected: true,
          isIdVerified: false,
          isFlagged: false,
          hasCriminalActivity: false,
          backgroundCheckStatus: null,
        },
        metadata: {},
      }),
  };
}
