/**
 * A message of a Flow page to the page around it (documented: docs.dots.dev, flow-advanced-features).
 *
 * @public
 */
export type FlowMessage =
  /** How tall the page is, in CSS pixels (the unit is inferred). Sent when the Flow first loads; later ones are read too. */
  | { readonly type: 'height'; readonly heightPx: number }
  /** A step ended. `status` is `completed`, or `completed-saved` when payout methods were saved unchanged. */
  | { readonly type: 'step'; readonly step: string; readonly status: string };

/** Longer texts than this are no step name or status; a hostile page could send megabytes. */
const MAX_TEXT_LENGTH = 200;

function isShortText(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && value.length <= MAX_TEXT_LENGTH;
}

function asRecord(data: unknown): Record<string, unknown> | null {
  if (typeof data === 'object' && data !== null && !Array.isArray(data)) return data as Record<string, unknown>;
  if (typeof data !== 'string' || data.length > 4 * MAX_TEXT_LENGTH || !data.startsWith('{')) return null;
  try {
    return asRecord(JSON.parse(data) as unknown);
  } catch {
    return null;
  }
}

/**
 * Reads what a Flow page posted: an object, or a text that holds one as JSON (which of the two is unknown). Anything
 * else gives `null` and is to be ignored in silence. This checks the shape only: who sent it must be checked first, by
 * exact origin and by window.
 *
 * @example
 * ```ts
 * import { parseFlowMessage } from '@dots-flows/core';
 * parseFlowMessage({ step: 'compliance', status: 'completed' }); // { type: 'step', step: 'compliance', status: 'completed' }
 * parseFlowMessage({ height: -3 }); // null
 * ```
 * @public
 */
export function parseFlowMessage(data: unknown): FlowMessage | null {
  const record = asRecord(data);
  if (record === null) return null;
  if (isShortText(record['step']) && isShortText(record['status']))
    return { type: 'step', step: record['step'], status: record['status'] };
  const height = record['height'] as number;
  return Number.isFinite(height) && height > 0 ? { type: 'height', heightPx: height } : null;
}

/**
 * Says whether a status means that the step ended well: `completed`, `completed-saved`, or a later word that starts the
 * same (inferred).
 *
 * @public
 */
export function isCompletedStatus(status: string): boolean {
  return status.startsWith('completed');
}
