import { ROUTES, parsePayoutSession } from '@dots-flows/core';
import type { PayoutSession } from '@dots-flows/core';
import type { DotsWorld } from '@dots-flows/emulator';
import type { DemoWorkerPlan } from './demo-workers.ts';
import type { BookedPayout, EarningsBook } from './earnings-book.ts';
import { walkFlow } from './walk-flow.ts';

export interface DemoPastOptions {
  readonly world: DotsWorld;
  readonly book: EarningsBook;
  /** Asks the payout handler in the name of a worker, as the browser would. */
  readonly askAs: (workerId: string, path: string, method?: 'GET' | 'POST') => Promise<Response>;
}

/** More calls than a payout needs from its first page to its last. */
const MOST_ADVANCES = 12;

/**
 * Lets those demo workers who were paid before be paid: through the same handler, pages and transfers as everybody
 * else, so that nothing about them is made up but their names.
 */
export async function playDemoPast(plans: readonly DemoWorkerPlan[], options: DemoPastOptions): Promise<void> {
  for (const plan of plans) {
    if (plan.past === 'none') continue;
    const payouts = options.book.payoutsOf(plan.workerId);
    for (const payout of payouts.slice(plan.openWeeks.length)) await collect(plan, payout, options);
    await setTheScene(plan, payouts[0], options);
  }
}

/** Demo only: Dots ends its review of a worker, and lets what it held back go. */
export function finishReview(world: DotsWorld, plan: DemoWorkerPlan): void {
  const userId = userIdOf(world, plan);
  world.users.setStatus(userId, 'verified');
  for (const transfer of world.transfers.list())
    if (transfer.userId === userId && transfer.status === 'flagged') world.transfers.moveTo(transfer.id, 'completed');
}

async function collect(
  plan: DemoWorkerPlan,
  { payoutId }: BookedPayout,
  { world, askAs }: DemoPastOptions,
): Promise<void> {
  for (let advances = 0; advances < MOST_ADVANCES; advances += 1) {
    const response = await askAs(plan.workerId, ROUTES.advancePayout(payoutId), 'POST');
    const session = parsePayoutSession(await response.json());
    if (session.stage === 'completed') return;
    if (hasFlow(session)) walkFlow(world, session.flow.flowId, plan);
  }
  throw new Error(
    `The past payout of ${plan.firstName} did not complete. Start again; if it stays so, the packages do not fit together.`,
  );
}

const hasFlow = (session: PayoutSession) => session.stage === 'onboarding' || session.stage === 'withdrawing';

async function setTheScene(
  plan: DemoWorkerPlan,
  newest: BookedPayout | undefined,
  { world, askAs }: DemoPastOptions,
): Promise<void> {
  if (plan.past === 'in-review') world.users.setStatus(userIdOf(world, plan), 'in_review');
  if (plan.past === 'transfer-failed' && newest) {
    world.transferScript.plan({ status: 'failed', userId: userIdOf(world, plan), type: 'balance' });
    await askAs(plan.workerId, ROUTES.advancePayout(newest.payoutId), 'POST');
  }
}

function userIdOf(world: DotsWorld, plan: DemoWorkerPlan): string {
  const user = world.users.findByPhone({ countryCode: '1', number: plan.phoneNumber });
  if (!user) throw new Error(`${plan.firstName} is not known at Dots yet.`);
  return user.id;
}
