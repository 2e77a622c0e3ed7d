import { setTimeout as wait } from 'node:timers/promises';
import type { PayoutSession } from '@dots-flows/core';
import type { Emulator, TransferRecord } from '@dots-flows/emulator';
import type { Fleet, Worker } from './fleet.ts';
import { AMOUNT_CENTS, PAGE_ORIGIN } from './worker-settings.ts';

/** A person with a payout of their own, and what their browser did. */
export interface Person {
  readonly accountId: string;
  readonly payoutId: string;
  readonly phone: string;
  userId: string | null;
}

let people = 0;

export function newPerson(): Person {
  people += 1;
  const accountId = `acc_${people}`;
  const area = ['415', '212', '312', '206'][Math.floor(people / 10_000)] ?? '415';
  const phone = `+1 ${area} 555 ${String(people % 10_000).padStart(4, '0')}`;
  return { accountId, payoutId: `inv_${accountId}`, phone, userId: null };
}

/** One call of a browser to one worker; `null` when it came to nothing (the worker died, or is in trouble). */
export async function advance(
  worker: Worker,
  { accountId, payoutId }: Person,
  body: { readonly retry?: true } = {},
): Promise<PayoutSession | null> {
  try {
    const response = await fetch(`${worker.origin}/api/dots/payouts/${payoutId}/advance`, {
      method: 'POST',
      headers: { 'x-account': accountId, origin: PAGE_ORIGIN, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    const answer: unknown = await response.json();
    if (response.ok) return answer as PayoutSession;
    if (response.status < 500 && response.status !== 429)
      throw new Error(`A browser was answered ${response.status}: ${JSON.stringify(answer)}`);
    return null;
  } catch (error) {
    if (error instanceof TypeError || (error instanceof Error && error.name === 'SyntaxError')) return null;
    throw error;
  }
}

/** Does the steps of the onboarding Flow, as one person with one phone, however often the Flow is made anew. */
export function finishOnboarding({ world }: Emulator, person: Person, flowId: string): void {
  const flow = world.flows.require(flowId);
  person.userId ??= world.addUser({
    phone: person.phone,
    firstName: 'Ana',
    lastName: 'Sousa',
    compliance: 'w9',
    payoutMethods: [{ rail: 'paypal', email: `${person.accountId}@example.com` }],
  }).id;
  world.flows.claim(flow, person.userId);
  for (const { name } of flow.steps) world.flows.completeStep(flow, name);
}

/** Withdraws on the page of the payout Flow. @throws Error when the link came before the money. */
export function finishPayout(emulator: Emulator, person: Person, flowId: string): void {
  const { world } = emulator;
  const flow = world.flows.require(flowId);
  const user = world.users.require(flow.userId ?? '');
  if (user.id !== person.userId) throw new Error('The payout Flow is for somebody else.');
  if (!transfersOf(emulator, person).some(({ status }) => status === 'completed'))
    throw new Error('A payout link was shown before the transfer was completed.');
  const [method] = user.payoutMethods;
  const amountCents = world.walletCents(user.id);
  if (method !== undefined && amountCents > 0) world.transfers.payOut({ user, method, amountCents });
  world.flows.completeStep(flow, 'payout');
}

/** Balance transfers of the App to this person, as Dots has them. */
export function transfersOf({ world }: Emulator, { userId }: Person): readonly TransferRecord[] {
  return world.transfers
    .list()
    .filter((transfer) => transfer.userId === userId && transfer.type === 'balance' && transfer.amountCents < 0);
}

/** A person who does not give up: asks any worker that is there, does what is to be done, until the money is withdrawn. */
export async function bePaid(fleet: Fleet, person: Person, options: { readonly giveUpAfterMs: number }): Promise<void> {
  const untilMs = Date.now() + options.giveUpAfterMs;
  let last = null as PayoutSession | null;
  while (Date.now() < untilMs) {
    const workers = fleet.workers();
    const worker = workers[Math.floor(Math.random() * workers.length)];
    const session =
      worker === undefined ? null : await advance(worker, person, last?.stage === 'failed' ? { retry: true } : {});
    last = session ?? last;
    if (session?.stage === 'completed') return;
    if (session?.stage === 'onboarding') finishOnboarding(fleet.emulator, person, session.flow.flowId);
    else if (session?.stage === 'withdrawing') finishPayout(fleet.emulator, person, session.flow.flowId);
    else await wait(100);
  }
  throw new Error(`${person.payoutId} did not end; it is ${JSON.stringify(last?.stage)}.`);
}

/** What is wrong with the money of these people; empty when everybody was paid exactly once. */
export function wrongsOf(emulator: Emulator, persons: readonly Person[]): readonly string[] {
  const wrongs: string[] = [];
  for (const person of persons) {
    const live = transfersOf(emulator, person).filter(({ status }) => !['failed', 'canceled'].includes(status));
    const [paid] = live;
    if (live.length !== 1 || paid?.status !== 'completed' || paid.amountCents !== -AMOUNT_CENTS)
      wrongs.push(`${person.payoutId}: ${JSON.stringify(live.map(({ id, status }) => ({ id, status })))}`);
  }
  if (!emulator.world.ledger.report().balanced) wrongs.push('the books do not balance');
  return wrongs;
}
