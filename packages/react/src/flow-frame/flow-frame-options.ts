import type { Appearance, DotsFlowsError, Flow, FlowLink } from '@dots-flows/core';
import type { IframeHTMLAttributes, RefCallback, RefObject } from 'react';
import type { FlowFrameCallbacks } from './flow-frame-events.ts';
import type { FrameMessages } from '../messages/messages.ts';
import type { FlowFramePhase } from './flow-frame-reducer.ts';

/** Options of `useFlowFrame`, all of them props of `<DotsFlowFrame>` too. @public */
export interface UseFlowFrameOptions extends FlowFrameCallbacks {
  /** The Flow to show, as the adapter or a payout session gives it; `null` while it is not there yet. */
  readonly flow?: Flow | FlowLink | null | undefined;
  /** A bare link instead of a Flow: then neither the flow id nor the steps are known. */
  readonly link?: string | null | undefined;
  /** Why there is no Flow. */
  readonly error?: DotsFlowsError | null | undefined;
  /** Makes the Flow again, after `error` or a wait that was too long. */
  readonly onReload?: (() => unknown) | undefined;
  /**
   * Asks for a fresh link in place of one whose sign-in has run out; the new one comes as `flow`. Return a promise if
   * you can: it says when to stop waiting. Without it an aged link is shown as it is, and its user signs in by code.
   */
  readonly onRenew?: (() => unknown) | undefined;
  /** How the page inside looks. Default: the provider's. */
  readonly appearance?: Appearance | undefined;
  /** Accessible name of the frame. Default: names the step that is due. */
  readonly title?: string | undefined;
  /** The `allow` attribute. Default: clipboard; camera and microphone too when the Flow has `id-verification`. */
  readonly allow?: string | undefined;
  /** `true` for the tried preset, or a token list. Default: no sandbox, since what the real pages need is unknown. */
  readonly sandbox?: boolean | string | undefined;
  /** Smallest height in CSS pixels, and the one reserved before the page speaks. Default 400. */
  readonly minHeight?: number | undefined;
  /** Largest height in CSS pixels; beyond it the page scrolls inside. Default 4000. */
  readonly maxHeight?: number | undefined;
  /** `'auto'` follows the page, `'fill'` takes the height of the parent, a number is fixed CSS pixels. Default `'auto'`. */
  readonly height?: 'auto' | 'fill' | number | undefined;
  /** Origins a link may have, and whose messages count. Default: the provider's. */
  readonly trustedOrigins?: readonly string[] | undefined;
  /**
   * Another link than the one that is shown waits for as long as the user works in the page, unless `onRenew` was asked
   * for it. Default `false`: it is shown at once.
   */
  readonly keepWork?: boolean | undefined;
  /** How long each of link, page and first message may take, in milliseconds, before it is an error. Default 20 000. */
  readonly timeoutMs?: number | undefined;
  /** When the wait counts as long and ways on are offered, in milliseconds. Default 8 000. */
  readonly slowAfterMs?: number | undefined;
}

/** The options of one render with every default filled in, the provider's included. */
export interface FrameInputs extends UseFlowFrameOptions {
  readonly flow: Flow | FlowLink | null;
  readonly minHeight: number;
  readonly maxHeight: number;
  readonly height: 'auto' | 'fill' | number;
  readonly timeoutMs: number;
  readonly slowAfterMs: number;
  readonly words: FrameMessages;
}

/** What `useFlowFrame` hands back. @public */
export interface FlowFrameHandle {
  readonly phase: FlowFramePhase;
  readonly error: DotsFlowsError | null;
  /** The step that is due, as far as the frame knows. */
  readonly step: string | null;
  /** The user has worked in the page. */
  readonly isTouched: boolean;
  /** Use it as `key` of the iframe: a new link is a new node, or the Back button would step through old links. */
  readonly frameKey: number;
  /** Spread onto an `<iframe>`; `null` while there is nothing to show, and on the server. */
  readonly frameProps:
    (IframeHTMLAttributes<HTMLIFrameElement> & { readonly ref: RefCallback<HTMLIFrameElement> }) | null;
  readonly iframeRef: RefObject<HTMLIFrameElement | null>;
  /**
   * Put it on an empty element above the iframe: it is scrolled back into view when the step changes, and with
   * `tabIndex={-1}` takes the focus of buttons that go away.
   */
  readonly topRef: RefObject<HTMLElement | null>;
  /** CSS pixels to reserve where the frame will be; `null` when it fills its parent. */
  readonly reservedPx: number | null;
  /** Starts again with a new node; `null` when there is nothing to start, or it was tried often enough. */
  readonly retry: (() => void) | null;
  /** Shows a page that was loaded and stays silent; `null` when there is none. */
  readonly reveal: (() => void) | null;
  /** Opens the page in a tab of its own; `null` without a link. */
  readonly openInNewTab: (() => void) | null;
  /** Asks for a fresh link; `null` unless this one's sign-in is running out in front of the user. */
  readonly renew: (() => void) | null;
}
