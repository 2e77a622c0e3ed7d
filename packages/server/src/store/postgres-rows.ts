import type { BindingRecord, SessionBundle } from './records.ts';
import { attemptOf, bindingOf, flowOf, sessionOf } from './sqlite-rows.ts';
import type { Row } from './sqlite-rows.ts';

/** The binding of the account of the session `s`. */
export const bindingColumn = (schema: string): string =>
  `(select to_jsonb(b) from ${schema}.binding b where b.account_id = s.account_id) as binding`;

/** What a bundle is read from: with the row `s` in one statement, so that all of it is of one moment. */
export const bundleColumns = (schema: string): string => `to_jsonb(s) as session,
  (select jsonb_agg(to_jsonb(a) order by a.ordinal) from ${schema}.attempt a where a.session_id = s.session_id) as attempts,
  (select jsonb_agg(to_jsonb(f) order by f.sequence) from ${schema}.flow f where f.session_id = s.session_id) as flows,
  ${bindingColumn(schema)}`;

/** A column that holds JSON: clients of one shape parse it, others give its text. */
function parsed(value: unknown): unknown {
  return typeof value === 'string' ? (JSON.parse(value) as unknown) : value;
}

/** A row that came as JSON. */
export const fields = (value: unknown) => parsed(value) as Row;

export const optionalBinding = (value: unknown): BindingRecord | null =>
  value == null ? null : bindingOf(fields(value));

/** A row of `bundleColumns`. */
export function bundleOf(row: Row): SessionBundle {
  const list = (value: unknown) => (parsed(value) ?? []) as unknown[];
  return {
    session: sessionOf(fields(row['session'])),
    attempts: list(row['attempts']).map((attempt) => attemptOf(fields(attempt))),
    flows: list(row['flows']).map((flow) => flowOf(fields(flow))),
    binding: optionalBinding(row['binding']),
    nowMs: Number(row['now_ms']),
  };
}
