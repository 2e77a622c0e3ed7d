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

/** Something new goes wrong at Dots every `everyMs`, and pending transfers are completed after a while. */
export function startWeather(emulator: Emulator, everyMs: number): () => void {
  let turn = 0;
  const timer = setInterval(() => {
    const fault = BAD_DAYS[turn % BAD_DAYS.length];
    turn += 1;
    if (fault !== undefined && emulator.faults.list().length < 3) emulator.faults.add(fault);
    if (turn % 3 !== 0) return;
    for (const { id, status } of emulator.world.transfers.list())
      if (status === 'pending') emulator.world.transfers.moveTo(id, 'completed');
  }, everyMs);
  return () => {
    clearInterval(timer);
    emulator.faults.clear();
  };
}
