import type { FlowMessageSettings } from '../flow-page/flow-page-backend.ts';

/** How this Dots behaves where the documentation leaves a choice. All can be changed while it runs. */
export interface WorldSettings {
  /** The name on the pages and in transactions. Default `Demo App`. */
  appName: string;
  /** Money of a new App, in cents. Default 100,000,000: the $1,000,000 of docs.dots.dev/guides/getting-started. */
  appBalanceCents: number;
  /** Shows the red bar, and always asks for tax data again, as Dots' sandbox does (documented). Default `true`. */
  sandbox: boolean;
  /** Amounts of transfers on the wire: text as in real samples (default), or numbers as in the OpenAPI file. */
  amounts: 'text' | 'number';
  /** Name of the step that Dots puts first when no user is given. Default `onboard`, the newest documented spelling. */
  automaticStepName: 'onboard' | 'authorization' | 'authentication' | 'onboarding';
  /** Puts that step into `steps` and `completed_steps` of the API too. Default `false`, as the samples show it. */
  automaticStepListed: boolean;
  /** Status of a POST with a used idempotency key. The real one is unknown. Default 400. */
  usedKeyStatus: number;
  /** How long a key counts as used. Default 24 h (documented). */
  keyLifetimeMs: number;
  /** Which texts are taken as a key: any UUID (default), or version 4 only. */
  keyFormat: 'uuid' | 'uuid-v4';
  /** How long a link with a user stays signed in, from creation. Default 15 min (documented). */
  signedInMs: number;
  /** How long a page stays signed in after its last action. Default 15 min (a choice of ours). */
  pageSessionMs: number;
  /** The emulator's fixed sign-in code. No code is documented for the sandbox: this one is ours. Default `000000`. */
  verificationCode: string;
  /** Lists leave out what is younger than this. Single reads are never late. Default 0. */
  listLagMs: number;
  /** `documented`: the host needs a dot and a last label of at most 6 characters, so `localhost` is refused. Default `documented`. */
  redirectUrlRule: 'documented' | 'any';
  /** Step names outside the OpenAPI list: refuse (default) or accept. */
  unknownSteps: 'refuse' | 'accept';
  /** Status of a transfer to a person in review. Default `flagged`. */
  transferToPersonInReview: 'flagged' | 'completed';
  /** How the pages talk to their parent. */
  messages: FlowMessageSettings;
  /** Status of wrong credentials: 401 (default) or 403. The real one is unknown. */
  authFailureStatus: number;
}

const MINUTE_MS = 60_000;

export const defaultSettings: WorldSettings = {
  appName: 'Demo App',
  appBalanceCents: 100_000_000,
  sandbox: true,
  amounts: 'text',
  automaticStepName: 'onboard',
  automaticStepListed: false,
  usedKeyStatus: 400,
  keyLifetimeMs: 24 * 60 * MINUTE_MS,
  keyFormat: 'uuid',
  signedInMs: 15 * MINUTE_MS,
  pageSessionMs: 15 * MINUTE_MS,
  verificationCode: '000000',
  listLagMs: 0,
  redirectUrlRule: 'documented',
  unknownSteps: 'refuse',
  transferToPersonInReview: 'flagged',
  messages: { height: 'once', encoding: 'object', steps: 'once', statusOverride: null },
  authFailureStatus: 401,
};
