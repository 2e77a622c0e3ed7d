import { DotsRefusal } from '../dots-refusal.ts';
import { describePayoutMethod } from '../payout-method.ts';
import type { UserRecord } from '../records.ts';
import { finishStep } from './finish-step.ts';
import { fieldProblems, problem } from './page-parts.ts';
import type { ActionOf, SignedInTurn, TurnResult } from './page-parts.ts';

const MOST_METHODS = 10;

export function addPayoutMethod(turn: SignedInTurn, { method: form }: ActionOf<'add-payout-method'>): TurnResult {
  const { user, context } = turn;
  if (user.payoutOptionsExclude.includes(form.rail)) return fieldProblems({ rail: 'This way is not offered here.' });
  if (user.payoutMethods.length >= MOST_METHODS)
    return problem('invalid-input', 'Remove a payout method before you add another one.');
  const method = describePayoutMethod(form, context.ids, context.clock.nowMs());
  if ('fields' in method) return fieldProblems(method.fields);
  user.payoutMethods = [...user.payoutMethods, method];
  context.emit({ name: 'user.updated.payout_method', userId: user.id });
  if (user.defaultPayoutMethodId === null) setDefault(turn, method.id);
  return changed(turn);
}

export function removePayoutMethod(turn: SignedInTurn, { methodId }: ActionOf<'remove-payout-method'>): TurnResult {
  const { user, context } = turn;
  if (!owns(user, methodId)) return problem('invalid-input', 'This payout method is gone already.');
  user.payoutMethods = user.payoutMethods.filter(({ id }) => id !== methodId);
  context.emit({ name: 'user.updated.payout_method', userId: user.id });
  if (user.defaultPayoutMethodId === methodId) setDefault(turn, user.payoutMethods[0]?.id ?? null);
  if (user.defaultPayoutMethodId === null) user.autoPayout = false;
  return changed(turn);
}

export function setDefaultPayoutMethod(
  turn: SignedInTurn,
  { methodId }: ActionOf<'set-default-payout-method'>,
): TurnResult {
  if (!owns(turn.user, methodId)) return problem('invalid-input', 'This payout method is gone.');
  if (turn.user.defaultPayoutMethodId === methodId) return { session: turn.session };
  setDefault(turn, methodId);
  return changed(turn);
}

export function setAutoPayout(turn: SignedInTurn, { enabled }: ActionOf<'set-auto-payout'>): TurnResult {
  if (turn.stepOptions['auto_payout_enabled'] === false)
    return problem('invalid-input', 'Automatic payout is not offered here.');
  if (enabled && turn.user.defaultPayoutMethodId === null) {
    return problem(
      'invalid-input',
      'Add a payout method first: automatic payout needs to know where to send the money.',
    );
  }
  if (turn.user.autoPayout === enabled) return { session: turn.session };
  turn.user.autoPayout = enabled;
  return changed(turn);
}

/** The page posts `completed-saved` instead of `completed` when nothing was changed (documented). */
export function savePayoutMethods(turn: SignedInTurn): TurnResult {
  const { user, stepOptions, session } = turn;
  if (stepOptions['require_default_payout_method'] === true && user.defaultPayoutMethodId === null) {
    return problem('invalid-input', 'Add a payout method before you go on.');
  }
  if (stepOptions['require_auto_payout_method'] === true && !user.autoPayout) {
    return problem('invalid-input', 'Switch automatic payout on before you go on.');
  }
  return finishStep(turn, 'manage-payouts', session.changedPayouts ? 'completed' : 'completed-saved');
}

/** Money leaves the wallet here. The step is done with it; the success page follows, then its continue button. */
export function confirmPayout(turn: SignedInTurn, action: ActionOf<'confirm-payout'>): TurnResult {
  const { user, session, transfers } = turn;
  const method = user.payoutMethods.find(({ id }) => id === action.methodId);
  if (method === undefined) return fieldProblems({ methodId: 'Choose where the money goes.' });
  if (!Number.isSafeInteger(action.amountCents) || action.amountCents <= 0) {
    return fieldProblems({ amountCents: 'Enter an amount above zero.' });
  }
  const blocked = payoutsBlocked(user);
  if (blocked !== null) return problem('payouts-blocked', blocked);
  if (action.amountCents > turn.walletCents(user.id)) {
    return problem('insufficient-funds', 'The amount is higher than your balance.');
  }
  try {
    transfers.payOut({ user, method, amountCents: action.amountCents });
  } catch (error) {
    if (error instanceof DotsRefusal) return problem('payouts-blocked', error.message);
    throw error;
  }
  session.sentPayout = { amountCents: action.amountCents, rail: method.rail, methodDescription: method.description };
  return finishStep(turn, 'payout');
}

function payoutsBlocked(user: UserRecord): string | null {
  const { mustCollect1099, form } = user.compliance;
  if (mustCollect1099 && form === null) return 'Tax information is needed before money can be paid out.';
  if (user.status === 'in_review') return 'Your account is being reviewed. Payouts will open when that is done.';
  if (user.status === 'disabled') return 'This account is closed. Please contact support.';
  return null;
}

function owns(user: UserRecord, methodId: string): boolean {
  return user.payoutMethods.some(({ id }) => id === methodId);
}

function setDefault({ user, context }: SignedInTurn, methodId: string | null) {
  user.defaultPayoutMethodId = methodId;
  context.emit({ name: 'user.updated.default_payout_method_changed', userId: user.id });
}

/** Without a continue button there is no saving either: the first change ends the step. */
function changed(turn: SignedInTurn): TurnResult {
  turn.session.changedPayouts = true;
  const hidden = turn.stepOptions['hide_continue_button'] === true && turn.user.defaultPayoutMethodId !== null;
  return hidden ? finishStep(turn, 'manage-payouts') : { session: turn.session };
}
