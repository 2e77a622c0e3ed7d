import type { FlowPayee, FlowScreen, FlowView } from '../../flow-page/flow-page-backend.ts';
import type { FlowRecord, FlowStep, PhoneNumber, UserRecord } from '../records.ts';
import { maskPhone } from '../validation/phone-number.ts';
import type { WorldContext } from '../world-context.ts';
import { currentStep, doneSteps, stepsFor } from './finish-step.ts';
import type { PageSession } from './page-sessions.ts';

const RESEND_AFTER_SECONDS = 30;

/** A visit with what is known about who is there. */
export interface Visit {
  readonly context: WorldContext;
  readonly flow: FlowRecord;
  readonly session: PageSession | undefined;
  /** Only when signed in. */
  readonly user: UserRecord | undefined;
  readonly walletCents: number;
  /** Phone of the person whom the Flow belongs to, signed in or not. */
  readonly ownerPhone: PhoneNumber | null;
}

/** The step whose page is shown to a signed-in person, or none at the end. */
export function shownStep({ flow, session, user }: Pick<Visit, 'flow' | 'session' | 'user'>): FlowStep | undefined {
  const stay = session?.stayOn ?? null;
  return stay === null ? currentStep(flow, user) : flow.steps.find(({ name }) => name === stay);
}

export function screenOf(visit: Visit): FlowScreen {
  const { context, session, user, ownerPhone } = visit;
  if (user === undefined) {
    if (session?.stage === 'profile') return { name: 'profile' };
    if (session?.stage !== 'code' || session.phone === null) {
      return ownerPhone === null ? { name: 'phone' } : { name: 'phone', phoneMask: maskPhone(ownerPhone) };
    }
    return {
      name: 'code',
      phoneMask: maskPhone(session.phone),
      channel: session.channel,
      codeHint: context.settings.verificationCode,
      resendAfterSeconds: RESEND_AFTER_SECONDS,
    };
  }
  if (session?.sentPayout) return { name: 'payout-sent', ...session.sentPayout };
  const step = shownStep(visit);
  return step === undefined ? { name: 'end' } : screenOfStep(step);
}

function screenOfStep(step: FlowStep): FlowScreen {
  switch (step.name) {
    case 'compliance':
    case 'id-verification':
    case 'background-check':
    case 'manage-payouts':
    case 'manage-payments':
    case 'payout':
    case 'pdf-form-fill':
      return { name: step.name };
    case 'redirect':
      return { name: 'redirect', redirectUrl: String(step.options['redirect_url']) };
    default:
      return { name: 'unknown-step', step: step.name };
  }
}

export function viewOf(visit: Visit): FlowView {
  const { context, flow, session, user, walletCents } = visit;
  const { settings } = context;
  const names = stepsFor(flow, user).map(({ name }) => name);
  const done = doneSteps(flow, user);
  const signedInBefore = flow.userId === null ? [] : [settings.automaticStepName];
  return {
    flowId: flow.id,
    appName: settings.appName,
    sandbox: settings.sandbox,
    pageToken: session?.token ?? null,
    screen: screenOf(visit),
    steps: flow.madeForUser ? names : [settings.automaticStepName, ...names],
    completedSteps: flow.madeForUser ? done : [...signedInBefore, ...done],
    stepOptions: user === undefined ? {} : (shownStep(visit)?.options ?? {}),
    payee: user === undefined ? null : payeeOf(user, walletCents),
    hideGoToDashboard: flow.hideGoToDashboard,
    messages: settings.messages,
  };
}

function payeeOf(user: UserRecord, walletCents: number): FlowPayee {
  return {
    firstName: user.firstName,
    lastName: user.lastName,
    email: user.email,
    phoneMask: maskPhone(user.phone),
    withdrawableCents: walletCents,
    payoutMethods: user.payoutMethods.map(({ id, rail, description }) => ({
      id,
      rail,
      description,
      isDefault: id === user.defaultPayoutMethodId,
    })),
    autoPayout: user.autoPayout,
    linkedBankMask: user.linkedBankMask,
    complianceCollected: user.compliance.form !== null,
    idVerified: user.compliance.idVerified,
    backgroundCheckPassed: user.compliance.backgroundCheck === 'pass',
    excludedRails: user.payoutOptionsExclude,
  };
}
