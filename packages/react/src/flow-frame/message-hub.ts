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

const receiversByWindow = new Map<unknown, FrameReceiver>();
/** What asks for the windows that are not known yet, by the origins that may speak for them. */
const askersByOrigin = new Map<string, Set<() => void>>();
/** How many frames each origin may speak for. */
const framesByOrigin = new Map<string, number>();
/** The page's own, from which the redirect step comes back; `location` is slow to ask. */
let ownOrigin = '';
let receiverCount = 0;
const rejectionListeners = new Set<(rejected: RejectedMessage) => void>();

function reject(event: MessageEvent<unknown>, reason: MessageRejection): void {
  for (const listener of rejectionListeners) listener({ reason, origin: event.origin });
}

/** The redirect step may run in a page inside the Flow page: then the window above it is the one we know. */
function findAncestor(source: MessageEventSource | null): FrameReceiver | undefined {
  let current = source as Window | null;
  while (current?.parent && current.parent !== current) {
    current = current.parent;
    const receiver = receiversByWindow.get(current);
    if (receiver) return receiver;
  }
  return undefined;
}

function lookUp({ source, origin }: MessageEvent<unknown>): FrameReceiver | undefined {
  return receiversByWindow.get(source) ?? (origin === location.origin ? findAncestor(source) : undefined);
}

function receive(event: MessageEvent<unknown>): void {
  // Asking for the source of another process's window costs ten times what the origin costs, so chatter ends here.
  const { origin } = event;
  if (rejectionListeners.size === 0 && origin !== ownOrigin && !framesByOrigin.has(origin)) return;
  let receiver = lookUp(event);
  const askers = receiver ? undefined : askersByOrigin.get(event.origin);
  if (askers) {
    // A node that is not in the document asks to be asked again, so the set changes meanwhile.
    for (const ask of Array.from(askers)) ask();
    receiver = lookUp(event);
  }
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
  // The node knows best where it goes: it is made before the newest render is known here.
  const origins = new Set([new URL(receiver.iframe.src).origin, ...receiver.allowedOrigins()]);
  let known: Window | null = null;
  const forget = (): void => {
    if (known) receiversByWindow.delete(known);
    for (const origin of origins) {
      const askers = askersByOrigin.get(origin);
      if (askers?.delete(refresh) && askers.size === 0) askersByOrigin.delete(origin);
    }
  };
  const askLater = (): void => {
    for (const origin of origins)
      askersByOrigin.set(origin, (askersByOrigin.get(origin) ?? new Set<() => void>()).add(refresh));
  };
  const refresh = (): void => {
    forget();
    known = receiver.iframe.contentWindow;
    if (known) receiversByWindow.set(known, receiver);
    // It is not in the document yet.
    else askLater();
  };
  askLater();
  for (const origin of origins) framesByOrigin.set(origin, (framesByOrigin.get(origin) ?? 0) + 1);
  if (receiverCount === 0) {
    ownOrigin = location.origin;
    window.addEventListener('message', receive);
  }
  receiverCount += 1;
  return {
    refresh,
    remove: () => {
      forget();
      for (const origin of origins) {
        const left = (framesByOrigin.get(origin) ?? 1) - 1;
        if (left > 0) framesByOrigin.set(origin, left);
        else framesByOrigin.delete(origin);
      }
      receiverCount -= 1;
      if (receiverCount === 0) window.removeEventListener('message', receive);
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
