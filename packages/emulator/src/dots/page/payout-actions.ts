import { DotsRefusal } from '../dots-refusal.ts';
import { addPayoutMethod, setDefaultMethod } from '../payout-methods.ts';
import type { UserRecord } from '../records.ts';
import { finishStep } from './finish-step.ts';
import { fieldProblems, problem } from './page-parts.ts';
import type { ActionOf, SignedInTurn, TurnResult } from './page-parts.ts';

export function addMethod(turn: SignedInTurn, { method: form }: ActionOf<'add-payout-method'>): TurnResult {
  const method = addPayoutMethod(turn.context, turn.user, form);
  return 'fields' in method ? fieldProblems(method.fields) : changed(turn);
}

export function removeMethod(turn: SignedInTurn, { methodId }: ActionOf<'remove-payout-method'>): TurnResult {
  const { user, context } = turn;
  if (!owns(user, methodId)) return problem('invalid-input', 'This payout method is gone already.');
  user.payoutMethods = user.payoutMethods.filter(({ id }) => id !== methodId);
  context.emit({ name: 'user.updated.payout_method', userId: user.id });
  if (user.defaultPayoutMethodId === methodId) setDefaultMethod(context, user, user.payoutMethods[0]?.id ?? null);
  return changed(turn);
}

export function chooseDefaultMethod(
  turn: SignedInTurn,
  { methodId }: ActionOf<'set-default-payout-method'>,
): TurnResult {
  if (!owns(turn.user, methodId)) return problem('invalid-input', 'This payout method is gone.');
  if (turn.user.defaultPayoutMethodId === methodId) return { session: turn.session };
  setDefaultMethod(turn.context, turn.user, methodId);
  return changed(turn);
}

export function setAutoPayout(turn: SignedInTurn, { enabled }: ActionOf<'set-auto-payout'>): TurnResult {
  if (turn.step.options['auto_payout_enabled'] === false)
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
export function saveMethods(turn: SignedInTurn): TurnResult {
  const { user, step, session } = turn;
  if (step.options['require_default_payout_method'] === true && user.defaultPayoutMethodId === null) {
    return problem('invalid-input', 'Add a payout method before you go on.');
  }
  if (step.options['require_auto_payout_method'] === true && !user.autoPayout) {
    return problem('invalid-input', 'Switch automatic payout on before you go on.');
  }
  return finishStep(turn, session.changedPayouts ? 'completed' : 'completed-saved');
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
  return finishStep(turn);
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

/** Without a continue button there is no saving either: the first change ends the step. */
function changed(turn: SignedInTurn): TurnResult {
  turn.session.changedPayouts = true;
  const hidden = turn.step.options['hide_continue_button'] === true && turn.user.defaultPayoutMethodId !== null;
  return hidden ? finishStep(turn) : { session: turn.session };
}
