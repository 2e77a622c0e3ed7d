import { parseArgs } from 'node:util';
import type { PayoutOperator } from '../payouts/operator.ts';
import { formatReport, formatSummary } from './format-report.ts';
import { OperatorMistake } from './operator-mistake.ts';

export const helpText = `dots-flows-operator: payouts that wait for a person

  list                                     those that wait, the longest first
  show <payoutId>                          what Dots shows now, and what is written down; changes nothing
  adopt <payoutId> --transfer <id>         this transfer at Dots is the payout's; go on with it
  resume <payoutId> --confirm <payoutId>   no transfer exists, as Dots' dashboard says too; send under the same key
  retry <payoutId> --dead-transfer <id>    this transfer is failed, canceled or reversed; start another one
  cancel <payoutId> --confirm <payoutId>   nothing was sent; end the payout for good

  --json                                   answers as JSON

Every act reads Dots first and is refused where it could pay twice. It is written to the payout's audit.

Environment, as the server has it:
  DOTS_ENVIRONMENT     sandbox, production, or the URL of an emulator's API
  DOTS_CLIENT_ID, DOTS_API_KEY, and DOTS_APP_ID with keys of an organisation
  DOTS_FLOWS_STORE     path of the SQLite file, or postgres://…
  DOTS_FLOWS_SCHEMA    schema in Postgres, where it is not dots_flows
`;

/** What was asked for: a text to print, or something to do with the operator. */
export type OperatorCommand =
  { readonly type: 'help' } | { readonly type: 'run'; readonly run: (operator: PayoutOperator) => Promise<string> };

const ACTS = ['show', 'adopt', 'resume', 'retry', 'cancel'] as const;

/** @throws {@link OperatorMistake} when the arguments are no command. */
export function readOperatorCommand(args: readonly string[]): OperatorCommand {
  const { values, positionals } = parse(args);
  const [name, payoutId, ...others] = positionals;
  if (values.help === true || name === undefined || name === 'help') return { type: 'help' };
  const json = values.json === true;
  if (name === 'list') {
    if (payoutId !== undefined) throw new OperatorMistake('"list" takes no payout id.');
    return run(async (operator) => {
      const payouts = await operator.list({ limit: 500 });
      if (json) return toJson(payouts);
      return payouts.length === 0 ? 'No payout waits for a person.' : payouts.map(formatSummary).join('\n');
    });
  }
  const act = ACTS.find((one) => one === name);
  if (act === undefined) throw new OperatorMistake(`There is no command "${name}".`);
  if (payoutId === undefined || payoutId === '') throw new OperatorMistake(`"${name}" needs a payout id.`);
  if (others.length > 0) throw new OperatorMistake(`"${name}" takes one payout at a time.`);
  const needs = (option: 'transfer' | 'dead-transfer' | 'confirm', why: string): string => {
    const value = values[option];
    if (value === undefined || value === '') throw new OperatorMistake(`"${name}" needs --${option}: ${why}.`);
    return value;
  };
  const changed = (work: (operator: PayoutOperator) => ReturnType<PayoutOperator['adopt']>) =>
    run(async (operator) => {
      const summary = await work(operator);
      return json ? toJson(summary) : formatSummary(summary);
    });

  switch (act) {
    case 'show':
      return run(async (operator) => {
        const report = await operator.inspect(payoutId);
        if (!json) return formatReport(report);
        // Keys are of no use to a person, and this may end up in a ticket.
        return toJson({ ...report, attempts: report.attempts.map((attempt) => ({ ...attempt, key: undefined })) });
      });
    case 'adopt': {
      const transferId = needs('transfer', 'the id of the transfer, copied from "show" or from Dots\' dashboard');
      return changed((operator) => operator.adopt({ payoutId, transferId }));
    }
    case 'resume': {
      const confirm = needs('confirm', 'the payout id, typed once more');
      return changed((operator) => operator.resume({ payoutId, confirm }));
    }
    case 'retry': {
      const deadTransferId = needs('dead-transfer', 'the id of the transfer that came to nothing, copied from "show"');
      return changed((operator) => operator.startNewAttempt({ payoutId, deadTransferId }));
    }
    case 'cancel': {
      if (needs('confirm', 'the payout id, typed once more') !== payoutId)
        throw new OperatorMistake('--confirm is not the same payout id. Nothing was done.');
      return changed((operator) => operator.cancel({ payoutId }));
    }
  }
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        help: { type: 'boolean', short: 'h' },
        json: { type: 'boolean' },
        transfer: { type: 'string' },
        'dead-transfer': { type: 'string' },
        confirm: { type: 'string' },
      },
    });
  } catch (error) {
    throw new OperatorMistake(error instanceof Error ? error.message : 'The arguments cannot be read.');
  }
}

const run = (work: (operator: PayoutOperator) => Promise<string>): OperatorCommand => ({ type: 'run', run: work });

const toJson = (value: unknown): string => JSON.stringify(value, null, 2);
