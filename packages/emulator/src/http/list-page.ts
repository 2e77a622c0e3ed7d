import { invalidInput } from '../dots/dots-refusal.ts';
import type { WorldInstant } from '../dots/records.ts';
import type { DotsWorld } from '../dots/world.ts';

/** How many items a list answers when `limit` is left out. The real default is unknown; a small one shows missing paging. */
const DEFAULT_LIMIT = 10;
const HIGHEST_LIMIT = 100;

interface Listed {
  readonly id: string;
  readonly createdAt: WorldInstant;
}

export interface ListQuery {
  get(name: string): string | null;
}

export interface ListPage<Item> {
  readonly has_more: boolean;
  readonly data: readonly Item[];
}

/**
 * Cuts one page out of a list, as Dots does: `limit` 1 to 100, `starting_after` and `ending_before` an object's id with
 * the object itself left out, newest first unless `reverse_order` (documented for transfers).
 *
 * @param newestFirst - Everything that passed the filters.
 * @throws DotsRefusal `invalid-input` for a bad limit or an id that is not in the list.
 */
export function listPage<Item extends Listed>(newestFirst: readonly Item[], query: ListQuery): ListPage<Item> {
  const limit = readLimit(query.get('limit'));
  const ordered = readBoolean(query, 'reverse_order') ? newestFirst.toReversed() : newestFirst;
  const after = cursorIndex(ordered, query, 'starting_after');
  const before = cursorIndex(ordered, query, 'ending_before');
  if (after !== null && before !== null) throw invalidInput('Send starting_after or ending_before, not both.');
  if (before !== null) {
    const start = Math.max(before - limit, 0);
    return { has_more: start > 0, data: ordered.slice(start, before) };
  }
  const start = after === null ? 0 : after + 1;
  return { has_more: start + limit < ordered.length, data: ordered.slice(start, start + limit) };
}

function cursorIndex(items: readonly Listed[], query: ListQuery, name: string): number | null {
  const id = query.get(name);
  if (id === null || id === '') return null;
  const index = items.findIndex((item) => item.id === id);
  if (index === -1) throw invalidInput(`${name} names no object of this list.`);
  return index;
}

function readLimit(text: string | null): number {
  if (text === null || text === '') return DEFAULT_LIMIT;
  const limit = Number(text);
  if (!Number.isInteger(limit) || limit < 1 || limit > HIGHEST_LIMIT) throw invalidInput('limit must be 1 to 100.');
  return limit;
}

function readBoolean(query: ListQuery, name: string): boolean {
  const text = query.get(name);
  if (text === null || text === '' || /^false$/i.test(text)) return false;
  if (/^true$/i.test(text)) return true;
  throw invalidInput(`${name} must be true or false.`);
}

/** Leaves out what is younger than the list lag: a remote whose lists run behind its single reads. */
export function withoutTooYoung<Item extends Listed>(world: DotsWorld, items: readonly Item[]): readonly Item[] {
  const newestMs = world.clock.nowMs() - world.settings.listLagMs;
  return world.settings.listLagMs === 0 ? items : items.filter(({ createdAt }) => createdAt.ms <= newestMs);
}

/** Keeps what was made between `start_date` and `end_date`, both included. A date without a zone is UTC. */
export function withinDates<Item extends Listed>(items: readonly Item[], query: ListQuery): readonly Item[] {
  const start = readDate(query, 'start_date') ?? -Infinity;
  const end = readDate(query, 'end_date') ?? Infinity;
  return items.filter(({ createdAt }) => createdAt.ms >= start && createdAt.ms <= end);
}

function readDate(query: ListQuery, name: string): number | null {
  const text = query.get(name);
  if (text === null || text === '') return null;
  const hasZone = /(?:z|[+-]\d{2}:?\d{2})$/i.test(text) || !text.includes('T');
  const ms = Date.parse(hasZone ? text : `${text}Z`);
  if (Number.isNaN(ms)) throw invalidInput(`${name} must be a date and time.`);
  return ms;
}
