import type { CompletedStep, FlowAction, FlowPageProblem } from '../../flow-page/flow-page-backend.ts';
import type { Flows } from '../flows.ts';
import type { FlowRecord, FlowStep, UserRecord } from '../records.ts';
import type { Transfers } from '../transfers.ts';
import type { Users } from '../users.ts';
import type { WorldContext } from '../world-context.ts';
import type { PageSession, PageSessions } from './page-sessions.ts';

/** What the pages need of the world. */
export interface PageParts {
  readonly users: Users;
  readonly flows: Flows;
  readonly transfers: Transfers;
  walletCents(userId: string): number;
}

/** One action on its way through. */
export interface PageTurn extends PageParts {
  readonly context: WorldContext;
  readonly sessions: PageSessions;
  readonly flow: FlowRecord;
  readonly session: PageSession | undefined;
}

/** The same for actions that only a signed-in person may take. */
export interface SignedInTurn extends PageTurn {
  readonly session: PageSession;
  readonly user: UserRecord;
  /** The step on the page as the action came in. */
  readonly step: FlowStep;
}

export type TurnResult =
  | { readonly problem: FlowPageProblem }
  | { readonly session: PageSession | undefined; readonly completed?: CompletedStep };

export type ActionOf<Type extends FlowAction['type']> = Extract<FlowAction, { readonly type: Type }>;

export function problem(code: FlowPageProblem['code'], message: string): TurnResult {
  return { problem: { code, message } };
}

export function fieldProblems(fields: Readonly<Record<string, string>>): TurnResult {
  return { problem: { code: 'invalid-input', message: 'Please check the marked fields.', fields } };
}
