/** Where ids, page tokens and the odd microsecond come from: the system's randomness, or a seed for runs that repeat. */
export interface IdSource {
  /** A UUID of version 4 in shape. */
  uuid(): string;
  /** A whole number from 0 up to, not including, `below`. */
  integer(below: number): number;
  /** Hexadecimal text for secrets of a page visit. */
  token(): string;
  /** Starts the seeded row again. */
  reset(): void;
}

/**
 * Makes an id source.
 *
 * @param seed - The same seed gives the same ids in the same order. Without one they are random.
 */
export function createIdSource(seed?: string | number): IdSource {
  let bytes = seed === undefined ? randomBytes : seededBytes(String(seed));

  return {
    uuid() {
      const raw = bytes(16);
      raw[6] = ((raw[6] ?? 0) & 0x0f) | 0x40;
      raw[8] = ((raw[8] ?? 0) & 0x3f) | 0x80;
      const text = hex(raw);
      return [text.slice(0, 8), text.slice(8, 12), text.slice(12, 16), text.slice(16, 20), text.slice(20)].join('-');
    },
    integer(below) {
      const value = bytes(4).reduce((sum, byte) => sum * 256 + byte, 0);
      return value % below;
    },
    token() {
      return hex(bytes(24));
    },
    reset() {
      if (seed !== undefined) bytes = seededBytes(String(seed));
    },
  };
}

function hex(bytes: readonly number[]): string {
  return bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

function randomBytes(count: number): number[] {
  return [...crypto.getRandomValues(new Uint8Array(count))];
}

/** FNV-1a of the seed feeds mulberry32: small, even enough for ids, and no secret depends on it. */
function seededBytes(seed: string): (count: number) => number[] {
  let state = 0x811c9dc5;
  for (const character of seed) state = Math.imul(state ^ (character.codePointAt(0) ?? 0), 0x01000193);
  const nextByte = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) & 0xff;
  };
  return (count) => Array.from({ length: count }, nextByte);
}
