import { DotsFlowsError } from './dots-flows-error.ts';

/** A Flow link that passed all checks. @public */
export interface TrustedFlowLink {
  /** The link as it may become a frame's `src`. A bearer secret while its user is signed in. */
  readonly href: string;
  /** The only origin whose messages count. */
  readonly origin: string;
}

/** @public */
export interface FlowLinkRules {
  /**
   * Origins a link may have. Left out or empty, any https host passes: Dots documents three host spellings, so none is
   * built in (documented, contradictory).
   */
  readonly allowedOrigins?: readonly string[] | undefined;
}

const refuse = (reason: string): DotsFlowsError =>
  new DotsFlowsError('untrusted-link', {
    message: `The Flow link cannot be shown: ${reason}. A page in a frame acts for your user, so only links that Dots issued are opened. Check the \`link\` that the server answers, and \`trustedOrigins\`.`,
  });

/** Hosts that browsers treat as this very machine; only there is plain http acceptable, for the local emulator. */
const isLoopbackHost = (hostname: string): boolean =>
  /^(?:(?:.+\.)?localhost|\[::1\]|127(?:\.\d{1,3}){3})$/.test(hostname);

/**
 * Checks a Flow link before it becomes a frame's `src`: https (http only for this machine), a host, no credentials, and
 * an allowed origin when the caller names some. The host is compared exactly, never by prefix.
 *
 * @throws {@link DotsFlowsError} `untrusted-link` for anything else (`javascript:`, `data:`, credentials, another
 *   origin, no absolute URL). The message never repeats the link.
 * @example
 * ```ts
 * import { parseFlowLink } from '@dots-flows/core';
 * parseFlowLink('https://my.dots.dev/flow/7b1f6a52').origin; // "https://my.dots.dev"
 * ```
 * @public
 */
export function parseFlowLink(link: unknown, { allowedOrigins = [] }: FlowLinkRules = {}): TrustedFlowLink {
  let url: URL;
  try {
    // Control characters and spaces are stripped by URL parsers, which lets "java\nscript:" through looser checks.
    url = new URL(typeof link === 'string' && !/[\p{Cc} \\]/u.test(link) ? link : '');
  } catch {
    throw refuse('it is not an absolute URL');
  }
  // With these two schemes no URL is without a host.
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopbackHost(url.hostname)))
    throw refuse('it does not use https');
  if (url.username || url.password) throw refuse('it carries credentials');
  if (allowedOrigins.length > 0 && !allowedOrigins.includes(url.origin))
    throw refuse('its origin is not on the list of trusted origins');
  return { href: url.href, origin: url.origin };
}
