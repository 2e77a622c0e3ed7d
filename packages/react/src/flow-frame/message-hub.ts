/**
 * One listener on `window` serves every frame: a message is looked up by its source, so pages that chatter cost the
 * same with one frame as with fifty. The listener exists only while a frame does.
 *
 * A frame's window is asked for when the first message of its origin comes, and no sooner: before the navigation has
 * begun the question makes Chromium build a whole script context for the empty page, which doubles the time to mount.
 */
import { parseFlowMessage } from '@dots-flows/core';
import type { FlowMessage } from '@dots-flows/core';
import { isFromAllowedOrigin, isFromFrameWindow, isReturnMessage } from './message-trust.ts';
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

/** Every frame, with its window once that is known. */
const windows = new Map<FrameReceiver, Window | null>();
const byWindow = new Map<unknown, FrameReceiver>();
/** Every origin that may speak for one of them; `null` when it has to be gathered anew. */
let origins: ReadonlySet<string> | null = null;
/** The page's own, from which the redirect step comes back; `location` is slow to ask. */
let ownOrigin = '';
const rejectionListeners = new Set<(rejected: RejectedMessage) => void>();

/** Its own window, or the one above: the redirect step may run in a page inside the Flow page. */
function findFrame({ source, origin }: MessageEvent<unknown>): FrameReceiver | undefined {
  let current = source as Window | null;
  let frame = byWindow.get(current);
  while (!frame && origin === ownOrigin && current?.parent && current.parent !== current) {
    current = current.parent;
    frame = byWindow.get(current);
  }
  return frame;
}

function learnWindow(frame: FrameReceiver): void {
  byWindow.delete(windows.get(frame));
  const { contentWindow } = frame.iframe;
  windows.set(frame, contentWindow);
  if (contentWindow) byWindow.set(contentWindow, frame);
}

function receive(event: MessageEvent<unknown>): void {
  origins ??= new Set([...windows.keys()].flatMap((frame) => frame.allowedOrigins()));
  const isExpected = origins.has(event.origin);
  // Asking for the source of another process's window costs ten times what the origin costs, so chatter ends here.
  if (!isExpected && event.origin !== ownOrigin && rejectionListeners.size === 0) return;
  const reject = (reason: MessageRejection): void => {
    for (const listener of rejectionListeners) listener({ reason, origin: event.origin });
  };
  let frame = findFrame(event);
  if (!frame && isExpected) {
    for (const [candidate, known] of windows) if (!known) learnWindow(candidate);
    frame = findFrame(event);
  }
  if (!frame) return reject('foreign-window');
  if (isReturnMessage(event)) return frame.onReturn();
  // The map may be out of date: a node that was moved in the document has another window than before.
  if (!isFromFrameWindow(event, frame.iframe)) return reject('foreign-window');
  if (!isFromAllowedOrigin(event, frame.allowedOrigins())) return reject('foreign-origin');
  const message = parseFlowMessage(event.data);
  if (!message) return reject('unknown-shape');
  frame.onMessage(message, event);
}

/** Lets a frame hear its page. @returns `refresh` for a node whose window may have changed, and `remove`. */
export function addReceiver(frame: FrameReceiver): { readonly refresh: () => void; readonly remove: () => void } {
  if (windows.size === 0) {
    ownOrigin = location.origin;
    window.addEventListener('message', receive);
  }
  windows.set(frame, null);
  origins = null;
  return {
    refresh: () => learnWindow(frame),
    remove: () => {
      byWindow.delete(windows.get(frame));
      windows.delete(frame);
      origins = null;
      if (windows.size === 0) window.removeEventListener('message', receive);
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
