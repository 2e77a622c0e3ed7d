import type { Emulator, Fault } from '@dots-flows/emulator';

const POST = { method: 'POST', path: '/v2/transfers' } as const;

const BAD_DAYS: readonly Fault[] = [
  { ...POST, effect: { kind: 'lost-response' } },
  { ...POST, effect: { kind: 'lost-response' } },
  { ...POST, effect: { kind: 'error', status: 500 } },
  { ...POST, effect: { kind: 'late', delayMs: 60_000 } },
  { ...POST, effect: { kind: 'refused' } },
  { ...POST, effect: { kind: 'truncated' } },
  { ...POST, effect: { kind: 'transfer-outcome', status: 'pending' } },
  { ...POST, effect: { kind: 'transfer-outcome', status: 'failed' } },
  { method: 'GET', path: '/v2/transfers', effect: { kind: 'error', status: 502 } },
  { method: 'GET', path: '/v2/**', effect: { kind: 'error', status: 503, headers: { 'retry-after': '2' } } },
  { method: 'POST', path: '/v2/flows', effect: { kind: 'lost-response' } },
];

/**
 * In turns of so many faults, Dots' list is up to date, and then behind while its webhooks get lost. Long enough that a
 * transfer made early in a foul season is looked for in vain until its quiet period is over.
 */
const SEASON = 60;
const LIST_LAG_MS = 150_000;

/**
 * Something new goes wrong at Dots every `everyMs`; pending transfers are completed after a while; and every other season a
 * transfer whose answer was lost is neither listed nor told for longer than the quiet period, so that its key is sent again.
 */
export function startWeather(emulator: Emulator, everyMs: number): () => void {
  let turn = 0;
  const timer = setInterval(() => {
    const fault = BAD_DAYS[turn % BAD_DAYS.length];
    turn += 1;
    if (fault !== undefined && emulator.faults.list().length < 3) emulator.faults.add(fault);
    if (turn % SEASON === 0) changeSeason(emulator, turn % (2 * SEASON) === 0);
    if (turn % 3 !== 0) return;
    for (const { id, status } of emulator.world.transfers.list())
      if (status === 'pending') emulator.world.transfers.moveTo(id, 'completed');
  }, everyMs);
  return () => {
    clearInterval(timer);
    changeSeason(emulator, true);
    emulator.faults.clear();
  };
}

function changeSeason({ world, webhookFaults }: Emulator, isFair: boolean): void {
  world.settings.listLagMs = isFair ? 0 : LIST_LAG_MS;
  webhookFaults.clear();
  if (!isFair) webhookFaults.add({ count: null, effect: { kind: 'missing' } });
}
