import type { FailureReason, HoldReason, SendableStep } from '@dots-flows/core';

/** A heading and what it means for the reader. @public */
export interface TitledText {
  readonly title: string;
  readonly body: string;
}

/**
 * Every word that the components show or say, in one language. Plain texts, so that they can come from a translation
 * service as JSON; `{amount}` and the other names in braces are filled in.
 *
 * @example
 * ```tsx
 * import { DotsFlowsProvider } from '@dots-flows/react';
 * import { httpAdapter } from '@dots-flows/react/http-adapter';
 * import { es } from '@dots-flows/react/messages/es';
 *
 * const adapter = httpAdapter({ baseUrl: '/api/dots' });
 * export const App = () => (
 *   <DotsFlowsProvider adapter={adapter} messages={{ ...es, locale: 'es-MX' }}>
 *     …
 *   </DotsFlowsProvider>
 * );
 * ```
 * @public
 */
export interface DotsFlowsMessages {
  /** BCP 47 tag: the language of these texts, and the one in which amounts are written. */
  readonly locale: string;
  readonly direction: 'ltr' | 'rtl';
  readonly frame: FrameMessages;
  /** Left out, the dialog speaks English. */
  readonly dialog?: DialogMessages | undefined;
  readonly payout: PayoutMessages;
}

/** Words of `DotsFlowFrame`. @public */
export interface FrameMessages {
  /** Said by the skeleton. */
  readonly loading: string;
  /** The page has not spoken in time. */
  readonly slow: TitledText;
  /** The Flow could not be made or opened. */
  readonly error: TitledText;
  readonly tryAgain: string;
  readonly openInNewTab: string;
  /** Shows a page that was loaded and stays silent. */
  readonly showAnyway: string;
  /** The signed-in link is about to age out. */
  readonly linkAging: string;
  readonly renewLink: string;
  /** The frame's accessible name while one of these steps is due. */
  readonly stepTitles: Readonly<Record<SendableStep | 'sign-in', string>>;
  /** The frame's accessible name when the step is not known. */
  readonly flowTitle: string;
}

/** Words of `DotsFlowDialog`. @public */
export interface DialogMessages {
  readonly close: string;
  /** Asked before unfinished work is left. */
  readonly confirm: TitledText;
  readonly stay: string;
  readonly leave: string;
}

/** Words of `OnboardThenPayout`. @public */
export interface PayoutMessages {
  /** The card's heading when the host gives none. */
  readonly title: string;
  /** Accessible name of the amount in the head. */
  readonly amountLabel: string;
  readonly progressLabel: string;
  readonly steps: { readonly verify: string; readonly receive: string; readonly withdraw: string };
  /** Said after a step that is done. */
  readonly stepDone: string;
  /** Said when the journey moves on: `{number}`, `{count}`, `{step}`. */
  readonly stepAnnouncement: string;
  readonly loading: string;
  /** Heading above the onboarding Flow; heard, not seen. */
  readonly onboardingTitle: string;
  /** Heading above the payout Flow; heard, not seen: `{amount}`. */
  readonly withdrawingTitle: string;
  /** The last onboarding step is done, the server has not confirmed it yet. */
  readonly verifying: TitledText;
  /** The withdrawal is done in the frame, the server has not confirmed it yet. */
  readonly confirming: TitledText;
  /** Added when either takes long. */
  readonly stillVerifying: string;
  readonly backToForm: string;
  /** Both texts may use `{amount}`. */
  readonly transferring: TitledText;
  /** Body in place of the usual one when Dots reports the transfer as pending. */
  readonly transferPending: string;
  readonly held: Readonly<Record<HoldReason, TitledText>>;
  readonly failed: Readonly<Record<FailureReason, TitledText>>;
  readonly canRetry: string;
  readonly cannotRetry: string;
  /** Both texts may use `{amount}`. Dots may withdraw another amount than ours, so nothing here promises one. */
  readonly completed: TitledText;
  readonly notFound: TitledText;
  readonly signedOut: TitledText;
  readonly offline: TitledText;
  readonly error: TitledText;
  /** A newer state could not be read; what is shown may be old. */
  readonly outOfDate: string;
  readonly tryAgain: string;
  readonly getHelp: string;
  readonly done: string;
  readonly footer: string;
}
