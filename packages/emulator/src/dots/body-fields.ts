import { invalidInput } from './dots-refusal.ts';
import type { Metadata } from './records.ts';

/** A JSON object from outside, of which nothing is known yet. */
export type Body = Readonly<Record<string, unknown>>;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const UUID_V4 = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;

export function isBody(value: unknown): value is Body {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isUuid(value: unknown, version: 'any' | 'v4' = 'any'): value is string {
  return typeof value === 'string' && (version === 'v4' ? UUID_V4 : UUID).test(value);
}

/** @throws DotsRefusal `invalid-input` when it is there and no boolean. */
export function optionalBoolean(body: Body, name: string, fallback: boolean): boolean {
  const value = body[name];
  if (value === undefined || value === null) return fallback;
  if (typeof value !== 'boolean') throw invalidInput(`${name} must be true or false.`);
  return value;
}

/** @throws DotsRefusal `invalid-input` when it is missing, no text, or outside the lengths. */
export function requiredText(body: Body, name: string, length: { min: number; max: number }): string {
  const value = body[name];
  if (typeof value !== 'string') throw invalidInput(`${name} is required and must be text.`);
  const text = value.trim();
  if (text.length < length.min || text.length > length.max) {
    throw invalidInput(`${name} must have ${length.min} to ${length.max} characters.`);
  }
  return text;
}

/** Metadata comes back as it was sent: text, an object, or null (documented). */
export function optionalMetadata(body: Body): Metadata {
  const value = body['metadata'];
  if (value === undefined || value === null) return null;
  if (typeof value === 'string' || isBody(value)) return value;
  throw invalidInput('metadata must be an object, a text or null.');
}

/** @throws DotsRefusal `invalid-input` when there is a key of another form. */
export function optionalKey(body: Body, format: 'uuid' | 'uuid-v4'): string | null {
  const key = body['idempotency_key'] ?? null;
  if (key === null) return null;
  if (!isUuid(key, format === 'uuid-v4' ? 'v4' : 'any')) {
    throw invalidInput(`idempotency_key must be a UUID${format === 'uuid-v4' ? ' of version 4' : ''}.`);
  }
  return key;
}
