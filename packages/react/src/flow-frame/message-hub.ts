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
  /** The window of the node, once it is known; the hub finds it. */
  window: Window | null;
  readonly allowedOrigins: () => readonly (string | null)[];
  readonly onMessage: (message: FlowMessage, event: MessageEvent<unknown>) => void;
  readonly onReturn: () => void;
}

/** A message that was ignored, for the inspector. */
export interface RejectedMessage {
  readonly reason: MessageRejection;
  readonly origin: string;
}

const frames = new Set<FrameReceiver>();
const byWindow = new Map<unknown, FrameReceiver>();
/** Every origin that may speak for one of them; `null` when it has to be gathered anew. */
let origins: ReadonlySet<string | null> | null = null;
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

/** Asks for the window of a frame's node: after each load, because a node that was moved has another one. */
export function learnWindow(frame: FrameReceiver): void {
  byWindow.delete(frame.window);
  frame.window = frame.iframe.contentWindow;
  if (frame.window) byWindow.set(frame.window, frame);
}

function receive(event: MessageEvent<unknown>): void {
  origins ??= new Set([...frames].flatMap((frame) => frame.allowedOrigins()));
  const isExpected = origins.has(event.origin);
  // Asking for the source of another process's window costs ten times what the origin costs, so chatter ends here.
  if (!isExpected && event.origin !== ownOrigin && rejectionListeners.size === 0) return;
  const reject = (reason: MessageRejection): void => {
    for (const listener of rejectionListeners) listener({ reason, origin: event.origin });
  };
  let frame = findFrame(event);
  if (!frame && isExpected) {
    for (const candidate of frames) if (!candidate.window) learnWindow(candidate);
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

/** Lets a frame hear its page. */
export function addFrame(frame: FrameReceiver): void {
  if (frames.size === 0) {
    ownOrigin ||= location.origin;
    window.addEventListener('message', receive);
  }
  frames.add(frame);
  origins = null;
}

export function removeFrame(frame: FrameReceiver): void {
  byWindow.delete(frame.window);
  frames.delete(frame);
  origins = null;
  if (frames.size === 0) window.removeEventListener('message', receive);
}

/** Tells about every ignored message, for the inspector. @returns A function that ends it. */
export function observeRejectedMessages(listener: (rejected: RejectedMessage) => void): () => void {
  rejectionListeners.add(listener);
  return () => {
    rejectionListeners.delete(listener);
  };
}
