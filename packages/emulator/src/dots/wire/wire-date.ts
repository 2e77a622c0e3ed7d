import type { WorldInstant } from '../records.ts';

/** `2026-08-03T09:15:22.104913`: microseconds and no zone, as in Dots' samples (documented). It is UTC (inferred). */
export function wireDate(instant: WorldInstant): string {
  const iso = new Date(instant.ms).toISOString();
  return `${iso.slice(0, -1)}${String(instant.micros).padStart(3, '0')}`;
}

/** `Mon, 03 Aug 2026 09:15:22 GMT`: the stamps of `status_history` (documented by the guide's sample). */
export function wireHttpDate(ms: number): string {
  return new Date(ms).toUTCString();
}
