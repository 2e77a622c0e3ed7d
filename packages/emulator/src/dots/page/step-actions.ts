import { keepCompliance } from '../compliance.ts';
import type { FlowScreen } from '../../flow-page/flow-page-backend.ts';
import { birthDateProblem } from '../validation/birth-date.ts';
import { bankName, checkBankAccount } from '../validation/bank-account.ts';
import { checkComplianceForm } from '../validation/compliance-form.ts';
import { isSsn } from '../validation/tax-id.ts';
import { finishStep } from './finish-step.ts';
import { fieldProblems, problem } from './page-parts.ts';
import type { ActionOf, SignedInTurn, TurnResult } from './page-parts.ts';

const ADULT_YEARS = 18;

/** Keeps the last four digits of the tax number and forgets the rest. */
export function submitCompliance(turn: SignedInTurn, { form }: ActionOf<'submit-compliance'>): TurnResult {
  const { user, context } = turn;
  const fields = checkComplianceForm(form, context.clock.nowMs());
  if (Object.keys(fields).length > 0) return fieldProblems(fields);
  keepCompliance(user, form);
  context.emit({ name: 'user.updated', userId: user.id });
  return finishStep(turn);
}

/** The pictures stay in the page; only how many there were is told. */
export function submitId(turn: SignedInTurn, action: ActionOf<'submit-id'>): TurnResult {
  const { user, context } = turn;
  const documents: readonly string[] = ['passport', 'drivers-license', 'national-id'];
  if (!documents.includes(action.documentType)) return fieldProblems({ documentType: 'Choose a document.' });
  if (!Number.isInteger(action.pictures) || action.pictures < 2) {
    return fieldProblems({ pictures: 'Take a picture of the document and one of your face.' });
  }
  user.compliance.idVerified = true;
  context.emit({ name: 'user.updated.id_verified', userId: user.id });
  return finishStep(turn);
}

export function submitBackgroundCheck(turn: SignedInTurn, action: ActionOf<'submit-background-check'>): TurnResult {
  const { user, context } = turn;
  const nowMs = context.clock.nowMs();
  const fields: Record<string, string> = {};
  if (!isSsn(action.ssn)) fields['ssn'] = 'This is not a valid Social Security number.';
  const birthDate = birthDateProblem(action.birthDate, nowMs, ADULT_YEARS);
  if (birthDate !== null) fields['birthDate'] = birthDate;
  if (!action.consent) fields['consent'] = 'The check needs your consent.';
  if (Object.keys(fields).length > 0) return fieldProblems(fields);
  user.compliance.birthDateCollected = true;
  user.compliance.backgroundCheck = 'pass';
  user.compliance.backgroundCheckAtMs = nowMs;
  context.emit({ name: 'user.updated.background_check', userId: user.id });
  return finishStep(turn);
}

/** A US bank account from which the App may be paid: kept as name and last four digits. */
export function linkBank(turn: SignedInTurn, action: ActionOf<'link-bank'>): TurnResult {
  const fields = checkBankAccount(action);
  if (Object.keys(fields).length > 0) return fieldProblems(fields);
  turn.user.linkedBankMask = `${bankName(action.routingNumber)} ••${action.accountNumber.replace(/\D/g, '').slice(-4)}`;
  turn.context.emit({ name: 'user.updated', userId: turn.user.id });
  return finishStep(turn);
}

export function submitPdf(turn: SignedInTurn, action: ActionOf<'submit-pdf'>): TurnResult {
  const fields: Record<string, string> = {};
  if (action.fullName.trim().length < 2) fields['fullName'] = 'Enter your full name.';
  if (action.signature.trim().length < 2) fields['signature'] = 'Sign by typing your name.';
  else if (!sameName(action.signature, action.fullName)) fields['signature'] = 'The signature must be the name above.';
  if (!action.agreed) fields['agreed'] = 'Confirm that you have read the document.';
  if (Object.keys(fields).length > 0) return fieldProblems(fields);
  return finishStep(turn);
}

function sameName(one: string, other: string): boolean {
  const plain = (text: string) => text.trim().replace(/\s+/g, ' ').toLowerCase();
  return plain(one) === plain(other);
}

/** The button that goes on: from the success page of a payout, or past a step with nothing left to ask. */
export function continueOn(turn: SignedInTurn, screen: FlowScreen['name']): TurnResult {
  const { session, user } = turn;
  if (session.sentPayout !== null) {
    session.sentPayout = null;
    return { session };
  }
  const nothingLeftToAsk: Readonly<Record<string, boolean>> = {
    compliance: user.compliance.form !== null,
    'id-verification': user.compliance.idVerified,
    'background-check': user.compliance.backgroundCheck === 'pass',
    'manage-payments': user.linkedBankMask !== null,
  };
  if (screen !== 'unknown-step' && nothingLeftToAsk[screen] !== true) {
    return problem('wrong-step', 'Finish this step first.');
  }
  return finishStep(turn);
}
