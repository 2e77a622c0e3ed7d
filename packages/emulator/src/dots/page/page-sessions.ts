import type { PhoneNumber } from '../records.ts';
import type { WorldContext } from '../world-context.ts';

/**
 * One visit of a Flow page. Its stages, and what is true in each:
 *
 * - `code`: a code was sent to `phone`; nobody is signed in.
 * - `profile`: the code was right and no one has this phone yet; a person is made when the profile is saved.
 * - `signed-in`: acts as `userId` until the visit has been idle for `pageSessionMs`.
 */
export interface PageSession {
  readonly token: string;
  readonly flowId: string;
  stage: 'code' | 'profile' | 'signed-in';
  phone: PhoneNumber | null;
  channel: 'sms' | 'call';
  wrongCodes: number;
  userId: string | null;
  lastUsedMs: number;
  /** Was anything changed on `manage-payouts` in this visit? Decides `completed` or `completed-saved`. */
  changedPayouts: boolean;
  /** The success page of a payout, until its continue button. */
  sentPayout: { readonly amountCents: number; readonly rail: string; readonly methodDescription: string } | null;
  /** A finished step with `hide_continue_button`: the visit stays on it. */
  stayOn: string | null;
}

export interface PageSessions {
  start(flowId: string): PageSession;
  /** The visit of this token, unless it has lapsed or belongs to another Flow. Finding it keeps it alive. */
  find(flowId: string, token: string | null): PageSession | undefined;
  end(session: PageSession): void;
  /** How many codes were sent for this Flow in the last `pageSessionMs`; `note` adds one. */
  codesSent(flowId: string): number;
  noteCodeSent(flowId: string): void;
  reset(): void;
}

export function createPageSessions(context: WorldContext): PageSessions {
  const byToken = new Map<string, PageSession>();
  const codeTimes = new Map<string, number[]>();

  function recentCodes(flowId: string): number[] {
    const since = context.clock.nowMs() - context.settings.pageSessionMs;
    return (codeTimes.get(flowId) ?? []).filter((atMs) => atMs > since);
  }

  return {
    start(flowId) {
      const session: PageSession = {
        token: context.ids.token(),
        flowId,
        stage: 'code',
        phone: null,
        channel: 'sms',
        wrongCodes: 0,
        userId: null,
        lastUsedMs: context.clock.nowMs(),
        changedPayouts: false,
        sentPayout: null,
        stayOn: null,
      };
      byToken.set(session.token, session);
      return session;
    },
    find(flowId, token) {
      const session = token === null ? undefined : byToken.get(token);
      if (session === undefined || session.flowId !== flowId) return undefined;
      if (context.clock.nowMs() - session.lastUsedMs >= context.settings.pageSessionMs) {
        byToken.delete(session.token);
        return undefined;
      }
      session.lastUsedMs = context.clock.nowMs();
      return session;
    },
    end(session) {
      byToken.delete(session.token);
    },
    codesSent: (flowId) => recentCodes(flowId).length,
    noteCodeSent(flowId) {
      codeTimes.set(flowId, [...recentCodes(flowId), context.clock.nowMs()]);
    },
    reset() {
      byToken.clear();
      codeTimes.clear();
    },
  };
}
