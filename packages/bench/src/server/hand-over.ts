import type { PayoutSession } from '@dots-flows/core';
import { createEmulator } from '@dots-flows/emulator';
import type { Emulator } from '@dots-flows/emulator';
import { atMost, SectionBuilder } from '../measurement.ts';
import type { Section } from '../measurement.ts';
import { formatNumber } from '../report.ts';
import { median, quantile } from '../statistics.ts';
import { callFromAfar, TRIP_MS } from './browser-trip.ts';
import { startNaiveHost } from './naive-host.ts';
import type { NodeHost } from './node-host.ts';
import { AMOUNT_CENTS, ONBOARDING_STEPS, PAGE_ORIGIN, startOurHost } from './our-host.ts';

const LATENCY_MS = 200;
const WARM_UP_ROUNDS = 2;
const ROUNDS = 12;

/** How long it took from the last onboarding step to the payout link, and what the browser sent meanwhile. */
interface HandOver {
  readonly elapsedMs: number;
  readonly trips: number;
}

export async function measureHandOver(): Promise<Section> {
  const emulator = await createEmulator();
  const [ours, naive] = await Promise.all([startOurHost(emulator), startNaiveHost(emulator)]);
  const sides = {
    'user id known': () => handOverByUs(emulator, ours, { isUserKnown: true }),
    'user id not known': () => handOverByUs(emulator, ours, { isUserKnown: false }),
    'naive four-call client': () => handOverNaively(emulator, naive),
  };
  const results = new Map<keyof typeof sides, HandOver[]>();
  try {
    emulator.faults.add({ path: '/v2/**', count: null, effect: { kind: 'latency', ms: LATENCY_MS } });
    const names = Object.keys(sides) as (keyof typeof sides)[];
    for (let round = 0; round < WARM_UP_ROUNDS + ROUNDS; round += 1) {
      // Every round begins with another side.
      for (const name of [...names.slice(round % 3), ...names.slice(0, round % 3)]) {
        const handOver = await sides[name]();
        if (round >= WARM_UP_ROUNDS) results.set(name, [...(results.get(name) ?? []), handOver]);
      }
    }
  } finally {
    await Promise.all([ours.close(), naive.close(), emulator.close()]);
  }
  return report(results);
}

function report(results: ReadonlyMap<string, readonly HandOver[]>): Section {
  const columns = ['', 'ms', 'middle half', 'trips', 'without trips', 'naive/this'];
  const section = new SectionBuilder('Hand-over: onboarding done to payout link', columns)
    .note(`Every answer of Dots takes L = ${LATENCY_MS} ms, every trip of the browser ${TRIP_MS} ms; ${ROUNDS} rounds.`)
    .note('Our server keeps its payouts in memory here: what is measured is the order of the calls.');
  const elapsed = (name: string) => (results.get(name) ?? []).map(({ elapsedMs }) => elapsedMs);
  const naiveMs = median(elapsed('naive four-call client'));
  const inLatencies = (name: string) => {
    const handOvers = results.get(name) ?? [];
    return median(handOvers.map(({ elapsedMs, trips }) => (elapsedMs - trips * TRIP_MS) / LATENCY_MS));
  };
  for (const name of results.keys()) {
    const times = elapsed(name);
    section.row(
      name,
      formatNumber(median(times)),
      `${formatNumber(quantile(times, 0.25))}-${formatNumber(quantile(times, 0.75))}`,
      String(median((results.get(name) ?? []).map(({ trips }) => trips))),
      `${formatNumber(inLatencies(name))} L`,
      `${formatNumber(naiveMs / median(times))}x`,
    );
  }
  return section
    .measure('server/hand-over/user-known', inLatencies('user id known'), 'L', atMost(2.15))
    .measure('server/hand-over/user-not-known', inLatencies('user id not known'), 'L', atMost(3.15))
    .measure('server/hand-over/naive', inLatencies('naive four-call client'), 'L')
    .measure('server/hand-over/trips', median((results.get('user id known') ?? []).map(({ trips }) => trips)), 'trips')
    .build();
}

let people = 0;

/** A person who was never seen before, with everything given that payouts need. */
function addPerson(emulator: Emulator) {
  people += 1;
  return emulator.world.addUser({
    phone: `+1 415 555 ${String(people).padStart(4, '0')}`,
    firstName: 'Ana',
    lastName: `Sousa${people}`,
    email: `ana${people}@example.com`,
    compliance: 'w9',
    payoutMethods: [
      { rail: 'ach', routingNumber: '021000021', accountNumber: '000123456789', accountType: 'checking' },
    ],
  });
}

/** What the person does on the Flow's page, without the page. */
function doSteps(emulator: Emulator, flowId: string, userId: string, steps: readonly string[]): void {
  const flow = emulator.world.flows.require(flowId);
  emulator.world.flows.claim(flow, userId);
  for (const step of steps) emulator.world.flows.completeStep(flow, step);
}

async function handOverByUs(
  emulator: Emulator,
  host: NodeHost,
  { isUserKnown }: { readonly isUserKnown: boolean },
): Promise<HandOver> {
  const person = addPerson(emulator);
  const payoutUrl = `${host.origin}/api/dots/payouts/inv_${person.id}`;
  const headers = { 'x-account': person.id, origin: PAGE_ORIGIN, 'content-type': 'application/json' };
  const advance = () => callFromAfar<PayoutSession>(`${payoutUrl}/advance`, { method: 'POST', headers, body: '{}' });

  const opened = await advance();
  if (opened.stage !== 'onboarding') throw new Error(`A new payout is ${opened.stage}.`);
  const [first, ...others] = ONBOARDING_STEPS;
  doSteps(emulator, opened.flow.flowId, person.id, [first]);
  // The component asks after every step that the frame reports: so the server has seen the person before the last one.
  if (isUserKnown) await advance();
  doSteps(emulator, opened.flow.flowId, person.id, others);

  const startedAt = performance.now();
  let session = await advance();
  let trips = 1;
  while (session.stage !== 'withdrawing') {
    if (session.stage !== 'transferring' && session.stage !== 'onboarding')
      throw new Error(`The payout ended as ${session.stage}.`);
    session = await callFromAfar<PayoutSession>(`${payoutUrl}?after=${session.version}`, { headers });
    trips += 1;
  }
  return { elapsedMs: performance.now() - startedAt, trips };
}

async function handOverNaively(emulator: Emulator, host: NodeHost): Promise<HandOver> {
  const person = addPerson(emulator);
  const post = (path: string, body: unknown) =>
    callFromAfar<{ id: string; link: string }>(`${host.origin}${path}`, { method: 'POST', body: JSON.stringify(body) });
  const onboarding = await post('/flows', { steps: ONBOARDING_STEPS });
  doSteps(emulator, onboarding.id, person.id, ONBOARDING_STEPS);

  const startedAt = performance.now();
  const flow = await callFromAfar<{ user_id: string }>(`${host.origin}/flows/${onboarding.id}`, {});
  const transfer = await post('/transfers', { amount: -AMOUNT_CENTS, user_id: flow.user_id });
  const { status } = await callFromAfar<{ status: string }>(`${host.origin}/transfers/${transfer.id}`, {});
  if (status !== 'completed') throw new Error(`The transfer is ${status}.`);
  const payout = await post('/flows', { steps: ['payout'], user_id: flow.user_id });
  if (!payout.link) throw new Error('The payout Flow has no link.');
  return { elapsedMs: performance.now() - startedAt, trips: 4 };
}
