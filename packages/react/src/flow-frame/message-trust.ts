/**
 * Who may speak to us. A message counts only when all three hold: it comes from the very window of the frame, from an
 * allowed origin, and in a known shape, which `parseFlowMessage` knows. Each check has one place.
 */
import { RETURN_MESSAGE } from '../return/return-message.ts';

/** Why a message was ignored. */
export type MessageRejection = 'foreign-window' | 'foreign-origin' | 'unknown-shape';

type Sent = Pick<MessageEvent<unknown>, 'source' | 'origin'>;

/** The window check: without it any other frame or popup of an allowed origin could speak for this one. */
export const isFromFrameWindow = (event: Sent, iframe: HTMLIFrameElement): boolean =>
  event.source !== null && event.source === iframe.contentWindow;

/**
 * The origin check, by equality: a prefix test lets `https://my.dots.dev.evil.example` through. `"null"` is what every
 * sandboxed or data: page has for an origin, so it names nobody, even if a host lists it.
 */
export const isFromAllowedOrigin = (event: Sent, allowedOrigins: readonly (string | null)[]): boolean =>
  event.origin !== 'null' && allowedOrigins.includes(event.origin);

/** What `@dots-flows/react/return` posts counts only from a page of our own origin. */
export const isReturnMessage = (event: MessageEvent<unknown>): boolean =>
  event.origin === location.origin && (event.data as { type?: unknown } | null)?.type === RETURN_MESSAGE;
