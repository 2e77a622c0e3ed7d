import { v5 as uuidV5 } from 'uuid';

/** How an idempotency key looks: which UUIDs Dots takes is unknown, any is assumed. */
export type KeyFormat = 'uuid-v5' | 'uuid-v4-shaped';

export interface KeyInput {
  /** Of the App in its environment: keys of the sandbox never meet those of production. */
  readonly namespace: string;
  readonly reference: string;
  readonly ordinal: number;
  /** Not part of the key; here so that a wrong variant can be tried. */
  readonly amountCents: number;
  readonly format: KeyFormat;
}

/**
 * The idempotency key of an attempt: derived, never made up, so that every process, and one with an empty or restored
 * store too, comes to the same key. No amount, user or time is in it: those may change, the payout may not.
 */
export function derivePayoutKey({ namespace, reference, ordinal, format }: KeyInput): string {
  const key = uuidV5(`transfer:${reference}:${ordinal}`, namespace);
  if (format === 'uuid-v5') return key;
  return `${key.slice(0, 14)}4${key.slice(15)}`;
}

/** Stands for the payout in metadata without telling its id: the same for all its attempts. */
export function referenceTag(namespace: string, reference: string): string {
  return uuidV5(`reference:${reference}`, namespace);
}
