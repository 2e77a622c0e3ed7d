import type { FlowRecord, UserRecord } from '../records.ts';
import { isEmail } from '../validation/email.ts';
import { parsePhoneNumber, phoneKey } from '../validation/phone-number.ts';
import type { WorldContext } from '../world-context.ts';
import { fieldProblems, problem } from './page-parts.ts';
import type { ActionOf, PageTurn, TurnResult } from './page-parts.ts';

/** After this many wrong tries a code is void and a new one must be sent. */
const WRONG_CODES_ALLOWED = 5;
/** More codes than this for one Flow within a page session, and the sender is made to wait. */
const CODES_SENT_ALLOWED = 10;

/**
 * Does the link alone sign in? Only when it was made for a user, without `require_auth`, and for 15 minutes from its
 * creation (documented). After that the link still works, with a code.
 */
export function linkSignsIn(flow: FlowRecord, user: UserRecord, context: WorldContext): boolean {
  // Somebody who never proved their phone has to do it even so (inferred from the white-label guide).
  if (user.status === 'unverified') return false;
  const ageMs = context.clock.nowMs() - flow.createdAt.ms;
  return flow.madeForUser && !flow.requireAuth && ageMs < context.settings.signedInMs;
}

export function sendCode(turn: PageTurn, action: ActionOf<'send-code'>): TurnResult {
  const { flow, sessions, users } = turn;
  const phone = parsePhoneNumber(action.countryCode, action.phoneNumber);
  if (typeof phone === 'string') return fieldProblems({ phoneNumber: phone });
  const owner = flow.userId === null ? undefined : users.find(flow.userId);
  if (owner !== undefined && phoneKey(owner.phone) !== phoneKey(phone)) {
    return fieldProblems({ phoneNumber: 'This page was made for somebody with another phone number.' });
  }
  if (sessions.codesSent(flow.id) >= CODES_SENT_ALLOWED) {
    return problem('too-many-codes', 'Too many codes were sent. Wait a quarter of an hour, then try again.');
  }
  sessions.noteCodeSent(flow.id);
  const session = turn.session ?? sessions.start(flow.id);
  Object.assign(session, { stage: 'code', phone, channel: action.channel, wrongCodes: 0 });
  return { session };
}

export function changePhone(turn: PageTurn): TurnResult {
  if (turn.session !== undefined) turn.sessions.end(turn.session);
  return { session: undefined };
}

export function verifyCode(turn: PageTurn, action: ActionOf<'verify-code'>): TurnResult {
  const { session, context, users } = turn;
  if (session?.stage !== 'code' || session.phone === null) return problem('wrong-step', 'Ask for a code first.');
  if (session.wrongCodes >= WRONG_CODES_ALLOWED) {
    return problem('too-many-codes', 'Too many wrong codes. Ask for a new one.');
  }
  if (action.code.replace(/\s/g, '') !== context.settings.verificationCode) {
    session.wrongCodes += 1;
    return problem('wrong-code', 'This code is not right. Check the newest message, or ask for a new code.');
  }
  const user = users.findByPhone(session.phone);
  if (user === undefined) {
    session.stage = 'profile';
    return { session };
  }
  if (user.status === 'disabled') return problem('sign-in-needed', 'This account is closed. Please contact support.');
  return signIn(turn, user);
}

export function saveProfile(turn: PageTurn, action: ActionOf<'save-profile'>): TurnResult {
  const { session, users } = turn;
  if (session?.stage !== 'profile' || session.phone === null)
    return problem('wrong-step', 'Verify your phone number first.');
  const [firstName, lastName, email] = [action.firstName.trim(), action.lastName.trim(), action.email.trim()];
  const fields: Record<string, string> = {};
  if (firstName.length < 1 || firstName.length > 50) fields['firstName'] = 'Enter your first name.';
  if (lastName.length < 1 || lastName.length > 50) fields['lastName'] = 'Enter your last name.';
  if (!isEmail(email)) fields['email'] = 'Enter your e-mail address.';
  if (Object.keys(fields).length > 0) return fieldProblems(fields);
  // Somebody may have signed up with this phone in another tab meanwhile: the same phone is the same person.
  const user =
    users.findByPhone(session.phone) ??
    users.add({ firstName, lastName, email, phone: session.phone, status: 'verified' });
  return signIn(turn, user);
}

/** Signs in, and ends the automatic step where the Flow has one. */
function signIn(turn: PageTurn, user: UserRecord): TurnResult {
  const { session, flow, flows, users, context } = turn;
  if (session === undefined) return problem('wrong-step', 'Ask for a code first.');
  // Between the code and now another person may have claimed this Flow.
  if (flow.userId !== null && flow.userId !== user.id) {
    return problem('wrong-step', 'This page belongs to somebody with another phone number.');
  }
  if (user.status === 'unverified') users.setStatus(user.id, 'verified');
  const endsAutomaticStep = flow.userId === null;
  Object.assign(session, { stage: 'signed-in', userId: user.id });
  flows.claim(flow, user.id);
  return endsAutomaticStep
    ? { session, completed: { step: context.settings.automaticStepName, status: 'completed' } }
    : { session };
}
