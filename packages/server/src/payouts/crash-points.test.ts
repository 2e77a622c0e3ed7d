import { afterEach, describe, expect, it } from 'vitest';
import { bePatient } from '../../test/payouts/patient-person.ts';
import { AMOUNT_CENTS, createHarness } from '../../test/payouts/payout-harness.ts';
import type { Harness } from '../../test/payouts/payout-harness.ts';
import { CRASH_POINTS } from './crash-points.ts';
import type { CrashPointName } from './crash-points.ts';

let harness: Harness;
afterEach(async () => harness.close());

const POST = { method: 'POST', path: '/v2/transfers' } as const;

/** What goes wrong at Dots while the host dies. */
const REMOTE_FAULTS = {
  'nothing else going wrong': () => undefined,
  'the answer to the POST lost': () => harness.emulator.faults.add({ ...POST, effect: { kind: 'lost-response' } }),
  'the POST carried out a minute late': () =>
    harness.emulator.faults.add({ ...POST, effect: { kind: 'late', delayMs: 60_000 } }),
  'the first look failing': () =>
    harness.emulator.faults.add({ method: 'GET', path: '/v2/transfers', effect: { kind: 'error', status: 502 } }),
  'the POST failing once with 500': () =>
    harness.emulator.faults.add({ ...POST, effect: { kind: 'error', status: 500 } }),
  'the transfer pending for a while': () => {
    harness.emulator.world.transferScript.plan({ status: 'pending', type: 'balance' });
    const settle = () => {
      harness.emulator.clock.after(120_000, settle);
      for (const { id, status } of harness.paid())
        if (status === 'pending') harness.emulator.world.transfers.moveTo(id, 'completed');
    };
    harness.emulator.clock.after(120_000, settle);
  },
  'the list two minutes behind, the answer lost and no webhook': () => {
    harness.emulator.world.settings.listLagMs = 120_000;
    harness.emulator.faults.add({ ...POST, effect: { kind: 'lost-response' } });
  },
  'the transfer failed, and tried again': () => harness.emulator.world.transferScript.plan({ status: 'failed' }),
} satisfies Record<string, () => unknown>;

type RemoteFault = keyof typeof REMOTE_FAULTS;

/** Points that a payout only comes to when something else goes wrong too. */
const NEEDS: Partial<Record<CrashPointName, RemoteFault>> = {
  CP16: 'the list two minutes behind, the answer lost and no webhook',
  CP18: 'the answer to the POST lost',
  CP20: 'the transfer pending for a while',
  CP23: 'the answer to the POST lost',
  CP24: 'the answer to the POST lost',
  CP26: 'the transfer failed, and tried again',
  // Without READY committed by itself: the look before the POST fails.
  CP9: 'the first look failing',
};

const points = Object.keys(CRASH_POINTS) as CrashPointName[];
const names = Object.keys(REMOTE_FAULTS) as RemoteFault[];

async function liveThrough(store: 'memory' | 'sqlite', point: CrashPointName, fault: RemoteFault, skip = 0) {
  harness = await createHarness({
    store,
    flows: { allowNewAttempt: () => true, onNotice: () => undefined },
  });
  REMOTE_FAULTS[fault]();
  const first = harness.instance();
  first.crashAt(point, skip);
  const report = await bePatient(harness, {
    first,
    replace: () => harness.instance(),
    patienceMs: 20 * 60_000,
    retries: true,
    webhooks: !fault.endsWith('no webhook'),
  });
  return { first, report };
}

function expectPaidOnce() {
  const completed = harness.paid().filter(({ status }) => status === 'completed');
  expect(completed).toHaveLength(1);
  expect(completed[0]?.amountCents).toBe(-AMOUNT_CENTS);
  expect(harness.emulator.world.ledger.report()).toMatchObject({ balanced: true, paidOutCents: AMOUNT_CENTS });
}

describe.each(names)('a payout with %s', (fault) => {
  it.each(points)('is paid once when the host dies at %s', async (point) => {
    const { report } = await liveThrough('memory', point, fault);
    expect(report.last.stage).toBe('completed');
    expectPaidOnce();
  });
});

describe('the crash points', () => {
  it.each(points)('include %s, which a payout does come to', async (point) => {
    const { first, report } = await liveThrough('memory', point, NEEDS[point] ?? 'nothing else going wrong');
    expect(first.crashed).toEqual([point]);
    expect(report.crashes).toBe(1);
  });

  it.each(points)(
    'heal on SQLite too, after %s',
    async (point) => {
      const { report } = await liveThrough('sqlite', point, NEEDS[point] ?? 'nothing else going wrong');
      expect(report.last.stage).toBe('completed');
      expectPaidOnce();
      // Every commit is on disk before it counts, and disks differ.
    },
    30_000,
  );
});
