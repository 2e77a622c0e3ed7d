import { DotsFlowsError } from './dots-flows-error.ts';

const REMOTE_TIMESTAMP = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}:\d{2})(?:\.(\d{1,9}))?(Z|[+-]\d{2}:?\d{2})?$/;

/**
 * Reads a date-time as Dots sends it and gives it back as ISO 8601 UTC with milliseconds.
 *
 * Dots sends microseconds and no zone, as in `2026-08-03T09:15:22.104913` (documented: samples on docs.dots.dev). That
 * such a text is UTC is inferred: the transfer sample pairs one with a GMT stamp of the same second.
 *
 * @throws {@link DotsFlowsError} `dots-answer-unusable` when the text is no date-time.
 * @example
 * ```ts
 * import { parseTimestamp } from '@dots-flows/core';
 * parseTimestamp('2026-08-03T09:15:22.104913'); // "2026-08-03T09:15:22.104Z"
 * ```
 * @public
 */
export function parseTimestamp(value: unknown): string {
  const match = typeof value === 'string' ? REMOTE_TIMESTAMP.exec(value) : null;
  if (match) {
    const [, date = '', time = '', fraction = '', zone = 'Z'] = match;
    const milliseconds = fraction.slice(0, 3).padEnd(3, '0');
    const instant = new Date(`${date}T${time}.${milliseconds}${zone}`);
    // A day like 31 February rolls over silently in some engines; the round trip catches it.
    if (!Number.isNaN(instant.getTime()) && (zone !== 'Z' || instant.toISOString().startsWith(date)))
      return instant.toISOString();
  }
  throw new DotsFlowsError('dots-answer-unusable', {
    message: 'Dots sent a date-time that cannot be read. Nothing was changed; the next look-up reads it again.',
  });
}
