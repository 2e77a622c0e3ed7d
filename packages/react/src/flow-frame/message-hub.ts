/**
 * One listener on `window` serves every frame: a message is looked up by its source, so pages that chatter cost the
 * same with one frame as with fifty. The listener exists only while a frame does.
 *
 * A frame's window is asked for when the first message of its origin comes, and no sooner: before the navigation has
 * begun the question makes Chromium build a whole script context for the empty page, which doubles the time to mount.
 */
import type { FlowMessage } from '@dots-flows/core';
import { isFromAllowedOrigin, isFromFrameWindow, isReturnMessage, readKnownShape } from './message-trust.ts';
import type { MessageRejection } from './message-trust.ts';

/** A frame as the hub knows it. */
export interface FrameReceiver {
  readonly iframe: HTMLIFrameElement;
  readonly allowedOrigins: () => readonly string[];
  readonly onMessage: (message: FlowMessage, event: MessageEvent<unknown>) => void;
  readonly onReturn: () => void;
}

/** A message that was ignored, for the inspector. */
export interface RejectedMessage {
  readonly reason: MessageRejection;
  readonly origin: string;
}

/** A frame in the hub, with its window once that is known. */
interface Entry {
  readonly receiver: FrameReceiver;
  window: Window | null;
}

const entriesByWindow = new Map<unknown, Entry>();
/** Each frame under every origin that may speak for it. */
const entriesByOrigin = new Map<string, Set<Entry>>();
/** The page's own, from which the redirect step comes back; `location` is slow to ask. */
let ownOrigin = '';
const rejectionListeners = new Set<(rejected: RejectedMessage) => void>();

function reject(event: MessageEvent<unknown>, reason: MessageRejection): void {
  for (const listener of rejectionListeners) listener({ reason, origin: event.origin });
}

/** The redirect step may run in a page inside the Flow page: then the window above it is the one we know. */
function findAncestor(source: MessageEventSource | null): Entry | undefined {
  let current = source as Window | null;
  while (current?.parent && current.parent !== current) {
    current = current.parent;
    const entry = entriesByWindow.get(current);
    if (entry) return entry;
  }
  return undefined;
}

function findByWindow({ source, origin }: MessageEvent<unknown>): Entry | undefined {
  return entriesByWindow.get(source) ?? (origin === ownOrigin ? findAncestor(source) : undefined);
}

function learnWindow(entry: Entry): void {
  if (entry.window) entriesByWindow.delete(entry.window);
  entry.window = entry.receiver.iframe.contentWindow;
  if (entry.window) entriesByWindow.set(entry.window, entry);
}

function receive(event: MessageEvent<unknown>): void {
  const ofOrigin = entriesByOrigin.get(event.origin);
  // Asking for the source of another process's window costs ten times what the origin costs, so chatter ends here.
  if (!ofOrigin && event.origin !== ownOrigin && rejectionListeners.size === 0) return;
  let entry = findByWindow(event);
  if (!entry && ofOrigin) {
    for (const candidate of ofOrigin) if (!candidate.window) learnWindow(candidate);
    entry = findByWindow(event);
  }
  const receiver = entry?.receiver;
  if (!receiver) return reject(event, 'foreign-window');
  if (isReturnMessage(event)) return receiver.onReturn();
  // The map may be out of date: a node that was moved in the document has another window than before.
  if (!isFromFrameWindow(event, receiver.iframe)) return reject(event, 'foreign-window');
  if (!isFromAllowedOrigin(event, receiver.allowedOrigins())) return reject(event, 'foreign-origin');
  const message = readKnownShape(event.data);
  if (!message) return reject(event, 'unknown-shape');
  receiver.onMessage(message, event);
}

/** Lets a frame hear its page. @returns `refresh` for a node whose window may have changed, and `remove`. */
export function addReceiver(receiver: FrameReceiver): { readonly refresh: () => void; readonly remove: () => void } {
  const entry: Entry = { receiver, window: null };
  // The node knows best where it goes: it is made before the newest render is known here.
  const origins = new Set([new URL(receiver.iframe.src).origin, ...receiver.allowedOrigins()]);
  if (entriesByOrigin.size === 0) {
    ownOrigin = location.origin;
    window.addEventListener('message', receive);
  }
  for (const origin of origins)
    entriesByOrigin.set(origin, (entriesByOrigin.get(origin) ?? new Set<Entry>()).add(entry));
  return {
    refresh: () => learnWindow(entry),
    remove: () => {
      if (entry.window) entriesByWindow.delete(entry.window);
      for (const origin of origins) {
        const entries = entriesByOrigin.get(origin);
        if (entries?.delete(entry) && entries.size === 0) entriesByOrigin.delete(origin);
      }
      if (entriesByOrigin.size === 0) window.removeEventListener('message', receive);
    },
  };
}

/** Tells about every ignored message, for the inspector. @returns A function that ends it. */
export function observeRejectedMessages(listener: (rejected: RejectedMessage) => void): () => void {
  rejectionListeners.add(listener);
  return () => {
    rejectionListeners.delete(listener);
  };
}
