/** Turns what happens into lines that are safe to show and to paste into a bug report: no links, no whole flow ids. */
import { isDotsFlowsError } from '@dots-flows/core';
import type { DotsFlowsEvent } from '../events/dots-flows-event.ts';
import type { RejectedMessage } from '../flow-frame/message-hub.ts';

/** What a line is about; the inspector filters by it. @public */
export const TIMELINE_KINDS = ['accepted', 'rejected', 'frame', 'session', 'call', 'error'] as const;

/** One of {@link TIMELINE_KINDS}. @public */
export type TimelineKind = (typeof TIMELINE_KINDS)[number];

/** One line. @public */
export interface TimelineEntry {
  readonly id: number;
  /** ISO 8601 UTC. */
  readonly at: string;
  readonly kind: TimelineKind;
  readonly title: string;
  /** Plain data without secrets. */
  readonly details: unknown;
  /** How often the very same thing happened in a row. */
  readonly count: number;
}

/** Longer histories help nobody and cost memory. */
const MAX_ENTRIES = 500;

/** A flow id is all that a link has beyond its host, so only its beginning is shown. */
const shorten = (flowId: string): string => (flowId.length > 4 ? `${flowId.slice(0, 4)}…` : flowId);

/** A copy as plain data. Links become their origin, flow ids are shortened, raw messages are left out. */
export function withoutSecrets(value: unknown, key = ''): unknown {
  if (typeof value === 'string') {
    if (key === 'flowId') return shorten(value);
    return value.replaceAll(/\b(https?:\/\/)(?:[^/?#\s"'<>]*@)?([^/?#\s"'<>]+)[/?#][^\s"'<>]*/gi, '$1$2/…');
  }
  if (isDotsFlowsError(value)) return { code: value.code, retry: value.retry, message: withoutSecrets(value.message) };
  if (value instanceof Error) return { name: value.name, message: withoutSecrets(value.message) };
  if (Array.isArray(value)) return value.map((item) => withoutSecrets(item));
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(
      Object.entries(value)
        .filter(([name]) => name !== 'data' && name !== 'link')
        .map(([name, item]) => [name, withoutSecrets(item, name)]),
    );
  return value;
}

const quote = (text: string): string => `“${text}”`;

function describe(event: DotsFlowsEvent): { readonly kind: TimelineKind; readonly title: string } | null {
  switch (event.type) {
    case 'onMessage': {
      const { message } = event.details;
      return {
        kind: 'accepted',
        title: message.type === 'step' ? `step ${message.step}: ${message.status}` : `height ${message.heightPx}`,
      };
    }
    case 'frame-phase':
      return { kind: 'frame', title: event.phase };
    case 'session':
      return { kind: 'session', title: `${event.payoutId}: ${event.stage}, version ${event.version}` };
    case 'call':
      return { kind: 'call', title: `${event.call}: ${event.outcome}, ${Math.round(event.durationMs)} ms` };
    case 'onError':
      return { kind: 'error', title: event.details.code };
    case 'callback-threw':
      return { kind: 'error', title: `${event.callback} of the host threw` };
    case 'height-capped':
      return { kind: 'error', title: `height stopped at ${event.heightPx}: the page grows or swings without end` };
    case 'link-renewal':
      return { kind: 'frame', title: 'fresh link asked for' };
    case 'onStepComplete':
      return { kind: 'frame', title: `onStepComplete ${event.details.step}` };
    case 'onResize':
    case 'onReady':
    case 'onComplete':
    case 'onReturn':
      return { kind: 'frame', title: event.type };
  }
}

const REASONS: Readonly<Record<RejectedMessage['reason'], string>> = {
  'foreign-window': 'not from a frame of ours',
  'foreign-origin': 'not from an allowed origin',
  'unknown-shape': 'not a message that Dots documents',
};

/** Adds a line for an event; an event that says the same as the line before counts there. @internal */
export function addEvent(entries: readonly TimelineEntry[], event: DotsFlowsEvent, at: Date): readonly TimelineEntry[] {
  const described = describe(event);
  if (!described) return entries;
  const { type: _type, ...rest } = event;
  // What a host throws may be anything of its own: a request with its headers, an object without end.
  if ('error' in rest && typeof rest.error === 'object' && !(rest.error instanceof Error)) rest.error = 'no Error';
  return add(entries, { ...described, details: withoutSecrets('details' in rest ? rest.details : rest) }, at);
}

/** Adds a line for a message that was ignored. @internal */
export function addRejection(
  entries: readonly TimelineEntry[],
  { reason, origin }: RejectedMessage,
  at: Date,
): readonly TimelineEntry[] {
  const title = `from ${quote(origin)}: ${REASONS[reason]}`;
  return add(entries, { kind: 'rejected', title, details: { reason, origin } }, at);
}

function add(
  entries: readonly TimelineEntry[],
  line: Pick<TimelineEntry, 'kind' | 'title' | 'details'>,
  at: Date,
): readonly TimelineEntry[] {
  const last = entries.at(-1);
  if (last && last.kind === line.kind && last.title === line.title)
    return [...entries.slice(0, -1), { ...last, details: line.details, at: at.toISOString(), count: last.count + 1 }];
  const entry = { id: (last?.id ?? 0) + 1, at: at.toISOString(), count: 1, ...line };
  return [...entries.slice(-MAX_ENTRIES + 1), entry];
}
