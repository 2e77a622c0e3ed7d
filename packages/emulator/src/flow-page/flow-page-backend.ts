/**
 * What the Flow pages ask of the place they run against: the emulator over HTTP, or a Dots world inside the same page
 * (a static Storybook). Everything is plain JSON, so that both ways speak the same words.
 */
export interface FlowPageBackend {
  /** Reads the Flow as this visitor may see it. */
  open(request: OpenFlow): Promise<FlowPageAnswer>;
  /** Does one thing on the current step, and says what is to be shown next. */
  act(request: ActOnFlow): Promise<FlowPageAnswer>;
}

export interface OpenFlow {
  readonly flowId: string;
  /** Proof of an earlier sign-in on this page; `null` on the first visit. */
  readonly pageToken: string | null;
}

export interface ActOnFlow extends OpenFlow {
  readonly action: FlowAction;
}

export type FlowPageAnswer =
  | { readonly ok: true; readonly view: FlowView; readonly completed?: CompletedStep }
  | { readonly ok: false; readonly problem: FlowPageProblem };

/** A step that this action ended: the page posts it to its parent, as Dots does. */
export interface CompletedStep {
  readonly step: string;
  /** `completed`, or `completed-saved` when `manage-payouts` was saved without a change. */
  readonly status: string;
}

export interface FlowPageProblem {
  readonly code:
    | 'flow-not-found'
    | 'sign-in-needed'
    | 'invalid-input'
    | 'wrong-code'
    | 'too-many-codes'
    | 'wrong-step'
    | 'insufficient-funds'
    | 'payouts-blocked'
    | 'unreachable';
  /** A sentence for the person at the page. */
  readonly message: string;
  /** Field name to sentence, for `invalid-input`. */
  readonly fields?: Readonly<Record<string, string>>;
}

export interface FlowView {
  readonly flowId: string;
  readonly appName: string;
  readonly sandbox: boolean;
  readonly pageToken: string | null;
  /** What is on the page now. */
  readonly screen: FlowScreen;
  /** All steps in order, the automatic first one included when there is one, for the progress line. */
  readonly steps: readonly string[];
  readonly completedSteps: readonly string[];
  /** The options of the current step, in Dots' own spelling (`hide_continue_button`, `redirect_url`, ...). */
  readonly stepOptions: Readonly<Record<string, unknown>>;
  readonly payee: FlowPayee | null;
  readonly hideGoToDashboard: boolean;
  readonly messages: FlowMessageSettings;
}

export type FlowScreen =
  | {
      readonly name: 'phone';
      /** Masked number of the person whom the Flow belongs to: no other one will do. */
      readonly phoneMask?: string;
    }
  | {
      readonly name: 'code';
      readonly phoneMask: string;
      readonly channel: 'sms' | 'call';
      /** The emulator's fixed code, shown on the page because no text message is sent. */ readonly codeHint: string;
      readonly resendAfterSeconds: number;
    }
  /** Only for a new payee: first name, last name, email. Part of the automatic step. */
  | { readonly name: 'profile' }
  | { readonly name: 'compliance' }
  | { readonly name: 'id-verification' }
  | { readonly name: 'background-check' }
  | { readonly name: 'manage-payouts' }
  | { readonly name: 'manage-payments' }
  | { readonly name: 'payout' }
  | { readonly name: 'pdf-form-fill' }
  | { readonly name: 'redirect'; readonly redirectUrl: string }
  /** A step this emulator has no page for: it says so and can be finished by a button. */
  | { readonly name: 'unknown-step'; readonly step: string }
  /** After `payout` was confirmed: success page with a continue button. */
  | {
      readonly name: 'payout-sent';
      readonly amountCents: number;
      readonly rail: string;
      readonly methodDescription: string;
    }
  | { readonly name: 'end' };

export interface FlowPayee {
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly phoneMask: string;
  readonly withdrawableCents: number;
  readonly payoutMethods: readonly FlowPayoutMethod[];
  readonly autoPayout: boolean;
  readonly linkedBankMask: string | null;
  readonly complianceCollected: boolean;
  /** Steps that this person did in another Flow and may pass with `continue`. */
  readonly idVerified?: boolean;
  readonly backgroundCheckPassed?: boolean;
  /** Rails that the App has excluded for this person: hidden on the page (documented). */
  readonly excludedRails?: readonly string[];
}

export interface FlowPayoutMethod {
  readonly id: string;
  readonly rail: string;
  /** "Chase ••6789", "ana@example.com" and so on: masked. */
  readonly description: string;
  readonly isDefault: boolean;
}

/** How this page posts to its parent; the odd ones are fault switches. */
export interface FlowMessageSettings {
  readonly height: 'once' | 'on-resize' | 'never';
  readonly encoding: 'object' | 'json-text';
  readonly steps: 'once' | 'twice' | 'never';
  /** Replaces the documented status text. */
  readonly statusOverride: string | null;
}

export type FlowAction =
  | {
      readonly type: 'send-code';
      readonly countryCode: string;
      readonly phoneNumber: string;
      readonly channel: 'sms' | 'call';
    }
  | { readonly type: 'change-phone' }
  | { readonly type: 'verify-code'; readonly code: string }
  | { readonly type: 'save-profile'; readonly firstName: string; readonly lastName: string; readonly email: string }
  | { readonly type: 'submit-compliance'; readonly form: ComplianceForm }
  | {
      readonly type: 'submit-id';
      readonly documentType: 'passport' | 'drivers-license' | 'national-id';
      /** Number of camera pictures taken; the pictures never leave the page. */ readonly pictures: number;
    }
  | {
      readonly type: 'submit-background-check';
      readonly ssn: string;
      readonly birthDate: string;
      readonly consent: boolean;
    }
  | { readonly type: 'add-payout-method'; readonly method: PayoutMethodForm }
  | { readonly type: 'remove-payout-method'; readonly methodId: string }
  | { readonly type: 'set-default-payout-method'; readonly methodId: string }
  | { readonly type: 'set-auto-payout'; readonly enabled: boolean }
  | { readonly type: 'save-payout-methods' }
  | {
      readonly type: 'link-bank';
      readonly routingNumber: string;
      readonly accountNumber: string;
      readonly accountType: 'checking' | 'savings';
    }
  | { readonly type: 'confirm-payout'; readonly amountCents: number; readonly methodId: string }
  | { readonly type: 'continue' }
  | { readonly type: 'submit-pdf'; readonly fullName: string; readonly signature: string; readonly agreed: boolean }
  | { readonly type: 'finish-redirect' };

export type ComplianceForm =
  | {
      readonly country: 'US';
      readonly taxIdKind: 'ssn' | 'ein';
      readonly taxId: string;
      /** ISO date. */
      readonly birthDate: string;
      readonly legalName: string;
      readonly line1: string;
      readonly line2: string;
      readonly city: string;
      readonly state: string;
      readonly postalCode: string;
      readonly certified: boolean;
    }
  | {
      /** Two letters, not `US`: the W-8BEN. */
      readonly country: string;
      readonly taxIdKind: 'foreign';
      readonly taxId: string;
      readonly birthDate: string;
      readonly legalName: string;
      readonly line1: string;
      readonly line2: string;
      readonly city: string;
      readonly region: string;
      readonly postalCode: string;
      readonly certified: boolean;
    };

export type PayoutMethodForm =
  | {
      readonly rail: 'ach';
      readonly routingNumber: string;
      readonly accountNumber: string;
      readonly accountType: 'checking' | 'savings';
    }
  | { readonly rail: 'paypal'; readonly email: string }
  | { readonly rail: 'venmo'; readonly phoneNumber: string }
  | { readonly rail: 'cash_app'; readonly cashTag: string }
  | { readonly rail: 'visa'; readonly cardNumber: string; readonly expiry: string };
