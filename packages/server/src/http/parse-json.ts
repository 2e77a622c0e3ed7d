import { DotsFlowsError } from '@dots-flows/core';

/** Deeper than anything in the contract; what is deeper is meant to exhaust a stack. */
const MAX_DEPTH = 8;

const refuse = (what: string): DotsFlowsError =>
  new DotsFlowsError('invalid-request', {
    message: `The request body ${what}. Nothing was done. Send JSON in the form of the OpenAPI document.`,
  });

/**
 * Reads JSON of an untrusted sender. Objects come back without a prototype, so that a key like `__proto__` is a key
 * like any other; of a key that comes twice the last one counts, before anything is checked.
 *
 * @throws {@link DotsFlowsError} `invalid-request` for bytes that are no UTF-8, text that is no JSON, nesting beyond 8
 *   levels and numbers that no number can hold.
 */
export function parseJson(bytes: Uint8Array): unknown {
  return withoutPrototypes(jsonOf(bytes), 1, refuse);
}

/**
 * The same for a sender who is known: what is too deep or too large becomes `null`, and the rest is read. Metadata of a
 * host, which Dots repeats, may be nested as it likes.
 *
 * @throws {@link DotsFlowsError} `invalid-request` for bytes that are no UTF-8 and text that is no JSON.
 */
export function parseSignedJson(bytes: Uint8Array): unknown {
  return withoutPrototypes(jsonOf(bytes), 1, () => null);
}

function jsonOf(bytes: Uint8Array): unknown {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw refuse('is not UTF-8');
  }
  try {
    return JSON.parse(text);
  } catch {
    throw refuse('is not JSON');
  }
}

/** `odd` is asked about what cannot be taken: an error to throw, or what stands in its place. */
function withoutPrototypes(value: unknown, depth: number, odd: (what: string) => Error | null): unknown {
  if (typeof value === 'number' && !Number.isFinite(value)) return orThrow(odd('holds a number that is too large'));
  if (typeof value !== 'object' || value === null) return value;
  if (depth > MAX_DEPTH) return orThrow(odd('is nested too deeply'));
  if (Array.isArray(value)) return value.map((item) => withoutPrototypes(item, depth + 1, odd));
  const plain = Object.create(null) as Record<string, unknown>;
  for (const [key, item] of Object.entries(value)) plain[key] = withoutPrototypes(item, depth + 1, odd);
  return plain;
}

function orThrow(error: Error | null): null {
  if (error !== null) throw error;
  return null;
}
