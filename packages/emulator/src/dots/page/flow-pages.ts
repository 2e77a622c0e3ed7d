import type { ActOnFlow, FlowAction, FlowPageAnswer, FlowScreen, OpenFlow } from '../../flow-page/flow-page-backend.ts';
import type { FlowRecord, UserRecord } from '../records.ts';
import type { WorldContext } from '../world-context.ts';
import { finishStep } from './finish-step.ts';
import { problem } from './page-parts.ts';
import type { PageParts, PageTurn, SignedInTurn, TurnResult } from './page-parts.ts';
import { createPageSessions } from './page-sessions.ts';
import type { PageSession } from './page-sessions.ts';
import { screenOf, shownStep, viewOf } from './page-view.ts';
import {
  addMethod,
  confirmPayout,
  removeMethod,
  saveMethods,
  setAutoPayout,
  chooseDefaultMethod,
} from './payout-actions.ts';
import { changePhone, linkSignsIn, saveProfile, sendCode, verifyCode } from './sign-in.ts';
import { continueOn, linkBank, submitBackgroundCheck, submitCompliance, submitId, submitPdf } from './step-actions.ts';

/** What the Flow pages do, without any transport. The page's backend in a browser is this; so is the HTTP one's core. */
export interface FlowPages {
  open(request: OpenFlow): FlowPageAnswer;
  act(request: ActOnFlow): FlowPageAnswer;
  reset(): void;
}

/** The screens on which each action may be taken. An action elsewhere is an old page or a forged request. */
const screensOf: Readonly<Record<FlowAction['type'], readonly string[]>> = {
  'send-code': ['phone', 'code', 'profile'],
  'change-phone': ['phone', 'code', 'profile'],
  'verify-code': ['code'],
  'save-profile': ['profile'],
  'submit-compliance': ['compliance'],
  'submit-id': ['id-verification'],
  'submit-background-check': ['background-check'],
  'add-payout-method': ['manage-payouts', 'payout'],
  'remove-payout-method': ['manage-payouts', 'payout'],
  'set-default-payout-method': ['manage-payouts', 'payout'],
  'set-auto-payout': ['manage-payouts', 'payout'],
  'save-payout-methods': ['manage-payouts'],
  'link-bank': ['manage-payments'],
  'confirm-payout': ['payout'],
  continue: ['compliance', 'id-verification', 'background-check', 'manage-payments', 'unknown-step', 'payout-sent'],
  'submit-pdf': ['pdf-form-fill'],
  'finish-redirect': ['redirect'],
};

const NOT_FOUND: FlowPageAnswer = {
  ok: false,
  problem: { code: 'flow-not-found', message: 'This link does not lead anywhere. Ask for a new one.' },
};

export function createFlowPages(context: WorldContext, parts: PageParts): FlowPages {
  const sessions = createPageSessions(context);

  function signedInUser(session: PageSession | undefined): UserRecord | undefined {
    return session?.stage === 'signed-in' && session.userId !== null ? parts.users.find(session.userId) : undefined;
  }

  function visitOf(flow: FlowRecord, session: PageSession | undefined) {
    const user = signedInUser(session);
    const ownerPhone = flow.userId === null ? null : (parts.users.find(flow.userId)?.phone ?? null);
    const walletCents = user === undefined ? 0 : parts.walletCents(user.id);
    return { context, flow, session, user, walletCents, ownerPhone };
  }

  function findVisit(flow: FlowRecord, token: string | null): PageSession | undefined {
    const session = sessions.find(flow.id, token);
    const user = flow.userId === null ? undefined : parts.users.find(flow.userId);
    if (session !== undefined || user === undefined || !linkSignsIn(flow, user, context)) return session;
    const fresh = sessions.start(flow.id);
    Object.assign(fresh, { stage: 'signed-in', userId: user.id });
    return fresh;
  }

  function perform(flow: FlowRecord, session: PageSession | undefined, action: FlowAction): TurnResult {
    const visit = visitOf(flow, session);
    const screen = screenOf(visit).name;
    const turn: PageTurn = { context, sessions, flow, session, ...parts };
    const signInAction = isSignInAction(action);
    if (!signInAction && visit.user === undefined) return problem('sign-in-needed', 'Please sign in again.');
    if (!Object.hasOwn(screensOf, action.type)) return problem('invalid-input', 'This page does not know that action.');
    if (!screensOf[action.type].includes(screen)) return problem('wrong-step', 'This page has moved on.');
    if (signInAction) return performSignIn(turn, action);
    if (session === undefined || visit.user === undefined) return problem('sign-in-needed', 'Please sign in again.');
    // After the last step only the success page of a payout is left: its button is the continue of that step.
    const step = shownStep(visit) ?? flow.steps.at(-1);
    if (step === undefined) return problem('wrong-step', 'This page has moved on.');
    return performStep({ ...turn, session, user: visit.user, step }, action, screen);
  }

  return {
    open({ flowId, pageToken }) {
      const flow = parts.flows.find(flowId);
      if (flow === undefined) return NOT_FOUND;
      return { ok: true, view: viewOf(visitOf(flow, findVisit(flow, pageToken))) };
    },
    act({ flowId, pageToken, action }) {
      const flow = parts.flows.find(flowId);
      if (flow === undefined) return NOT_FOUND;
      const result = perform(flow, sessions.find(flow.id, pageToken), action);
      if ('problem' in result) return { ok: false, problem: result.problem };
      const view = viewOf(visitOf(flow, result.session));
      return result.completed === undefined ? { ok: true, view } : { ok: true, view, completed: result.completed };
    },
    reset: () => sessions.reset(),
  };
}

type SignInAction = Extract<
  FlowAction,
  { readonly type: 'send-code' | 'change-phone' | 'verify-code' | 'save-profile' }
>;

function isSignInAction(action: FlowAction): action is SignInAction {
  return ['send-code', 'change-phone', 'verify-code', 'save-profile'].includes(action.type);
}

function performSignIn(turn: PageTurn, action: SignInAction): TurnResult {
  switch (action.type) {
    case 'send-code':
      return sendCode(turn, action);
    case 'change-phone':
      return changePhone(turn);
    case 'verify-code':
      return verifyCode(turn, action);
    case 'save-profile':
      return saveProfile(turn, action);
  }
}

function performStep(
  turn: SignedInTurn,
  action: Exclude<FlowAction, SignInAction>,
  screen: FlowScreen['name'],
): TurnResult {
  switch (action.type) {
    case 'submit-compliance':
      return submitCompliance(turn, action);
    case 'submit-id':
      return submitId(turn, action);
    case 'submit-background-check':
      return submitBackgroundCheck(turn, action);
    case 'add-payout-method':
      return addMethod(turn, action);
    case 'remove-payout-method':
      return removeMethod(turn, action);
    case 'set-default-payout-method':
      return chooseDefaultMethod(turn, action);
    case 'set-auto-payout':
      return setAutoPayout(turn, action);
    case 'save-payout-methods':
      return saveMethods(turn);
    case 'link-bank':
      return linkBank(turn, action);
    case 'confirm-payout':
      return confirmPayout(turn, action);
    case 'continue':
      return continueOn(turn, screen);
    case 'submit-pdf':
      return submitPdf(turn, action);
    case 'finish-redirect':
      return finishStep(turn);
  }
}
