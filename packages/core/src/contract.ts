const below = (collection: string, id: string): string => `/${collection}/${encodeURIComponent(id)}`;
const payout = (payoutId: string): string => below('payouts', payoutId);

/**
 * The part of {@link ROUTES} that a browser calls; apart, so that its bundle carries no other.
 *
 * @public
 */
export const BROWSER_ROUTES = {
  /** `POST`: open or resume, verify with Dots, transfer, next Flow. Body {@link AdvanceRequest}, answers a payout session. */
  advancePayout: (payoutId: string): string => `${payout(payoutId)}/advance`,
  /** `GET`: a payout session. `?after=<version>` waits for a newer one, up to {@link MAX_WAIT_MS}. */
  payout,
  /** `GET`: the same as server-sent events, each named `session`. */
  payoutEvents: (payoutId: string): string => `${payout(payoutId)}/events`,
  /** `POST`: a free-standing Flow. Body `CreateFlowRequest`, answers a Flow. */
  flows: (): string => '/flows',
  /** `GET`: a Flow of the caller. */
  flow: (flowId: string): string => below('flows', flowId),
} as const;

/**
 * The HTTP contract between the browser half and the server half: routes below the mount path and their bodies.
 *
 * @public
 */
export const ROUTES = /* @__PURE__ */ Object.freeze({
  ...BROWSER_ROUTES,
  /** `POST`: Svix-signed events of Dots. */
  webhooks: (): string => '/webhooks',
  /** `POST`: finish what is stuck; needs the sweep secret. */
  sweep: (): string => '/sweep',
  openApi: (): string => '/openapi.json',
  health: (): string => '/health',
});

/** How long a read with `?after=` waits at the most, in milliseconds: below the 30 s at which many proxies give up. @public */
export const MAX_WAIT_MS = 25_000;

/** A payout id: 1 to 200 characters that are safe in a path and a log line. @public */
export const PAYOUT_ID_PATTERN = /^[A-Za-z0-9_.:~-]{1,200}$/;

/** Body of `POST /payouts/:payoutId/advance`. @public */
export interface AdvanceRequest {
  /** Ask for a fresh link in place of one that has aged. */
  readonly renewLink?: true | undefined;
  /** Ask for another attempt after `failed` with `canRetry`. */
  readonly retry?: true | undefined;
}
