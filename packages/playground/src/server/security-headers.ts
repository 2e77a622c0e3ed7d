import type { MiddlewareHandler } from 'hono';
import { secureHeaders } from 'hono/secure-headers';

/**
 * The headers that a page with the payout card should have. `frame-src` is all that the card needs beyond a page of
 * one's own; the camera is handed on to the Flow pages for the identity check.
 */
export function securityHeaders(flowOrigin: string): MiddlewareHandler {
  return secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'"],
      imgSrc: ["'self'"],
      fontSrc: ["'self'"],
      connectSrc: ["'self'"],
      manifestSrc: ["'self'"],
      frameSrc: [flowOrigin],
      frameAncestors: ["'self'"],
      baseUri: ["'none'"],
      formAction: ["'self'"],
    },
    permissionsPolicy: { camera: ['self', flowOrigin], microphone: [], geolocation: [], payment: [] },
    crossOriginOpenerPolicy: 'same-origin-allow-popups',
    referrerPolicy: 'strict-origin-when-cross-origin',
    // Plain http on this machine: a browser would ignore it, and a proxy in front should decide it.
    strictTransportSecurity: false,
  });
}
