import { describe, expect, it } from 'vitest';
import type { OperatorReport, OperatorSummary, PayoutOperator } from '../payouts/operator.ts';
import { readOperatorCommand } from './operator-command.ts';

const SUMMARY: OperatorSummary = {
  payoutId: 'inv_1',
  accountId: 'acc_1',
  amountCents: 5_000,
  phase: 'ATTENTION',
  reason: 'two-transfers',
  version: 7,
  since: '2026-08-03T09:00:00.000Z',
};
const REPORT: OperatorReport = { ...SUMMARY, dotsUserId: null, attempts: [], events: [], atDots: null };

/** An operator that only writes down what it is asked for. */
function noting() {
  const calls: unknown[] = [];
  const note =
    (name: keyof PayoutOperator) =>
    async (request?: unknown): Promise<OperatorSummary> => {
      calls.push([name, request]);
      return SUMMARY;
    };
  const operator: PayoutOperator = {
    list: async (request) => [await note('list')(request)],
    inspect: async (payoutId) => ({ ...REPORT, ...(await note('inspect')(payoutId)) }),
    amend: note('amend'),
    adopt: note('adopt'),
    cancel: note('cancel'),
    startNewAttempt: note('startNewAttempt'),
    resume: note('resume'),
  };
  return { calls, operator };
}

async function run(...args: string[]) {
  const { calls, operator } = noting();
  const command = readOperatorCommand(args);
  const said = command.type === 'help' ? 'help' : await command.run(operator);
  return { calls, said };
}

describe('readOperatorCommand', () => {
  it.each([
    [['list'], ['list', { limit: 500 }]],
    [
      ['show', 'inv_1'],
      ['inspect', 'inv_1'],
    ],
    [
      ['adopt', 'inv_1', '--transfer', 't'],
      ['adopt', { payoutId: 'inv_1', transferId: 't' }],
    ],
    [
      ['resume', 'inv_1', '--confirm', 'typo'],
      ['resume', { payoutId: 'inv_1', confirm: 'typo' }],
    ],
    [
      ['retry', 'inv_1', '--dead-transfer', 't'],
      ['startNewAttempt', { payoutId: 'inv_1', deadTransferId: 't' }],
    ],
    [
      ['cancel', 'inv_1', '--confirm', 'inv_1'],
      ['cancel', { payoutId: 'inv_1' }],
    ],
  ])('%j asks for one thing', async (args, call) => {
    expect((await run(...args)).calls).toEqual([call]);
  });

  it.each([
    [['pay', 'inv_1']],
    [['list', 'inv_1']],
    [['show']],
    [['show', 'inv_1', 'inv_2']],
    [['adopt', 'inv_1']],
    [['adopt', 'inv_1', '--transfer', '']],
    [['resume', 'inv_1']],
    [['retry', 'inv_1', '--transfer', 't']],
    [['cancel', 'inv_1']],
    [['cancel', 'inv_1', '--confirm', 'inv_2']],
    [['show', 'inv_1', '--force']],
  ])('%j is refused before anything is opened', (args) => {
    expect(() => readOperatorCommand(args)).toThrow(expect.objectContaining({ name: 'OperatorMistake' }));
  });

  it('shows ids that could steer a terminal without what would', async () => {
    const list = async () => [{ ...SUMMARY, payoutId: 'inv\u001b[31m_1\n' }];
    const operator = { ...noting().operator, list };
    const command = readOperatorCommand(['list']);
    const said = command.type === 'run' ? await command.run(operator) : '';
    expect(said).toContain('inv·[31m_1·');
    expect(said).not.toMatch(/\p{C}/u);
  });
});
