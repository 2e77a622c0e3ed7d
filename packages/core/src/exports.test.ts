import { expect, it } from 'vitest';
import * as core from './index.ts';

it('exports exactly these values', () => {
  expect(Object.keys(core).sort()).toMatchInlineSnapshot(`
    [
      "APPEARANCE_VARIABLES",
      "AUTOMATIC_STEPS",
      "BROWSER_ROUTES",
      "DotsFlowsError",
      "ERROR_CODES",
      "FAILURE_REASONS",
      "HOLD_REASONS",
      "MAX_WAIT_MS",
      "PAYOUT_ID_PATTERN",
      "PROBLEM_MEDIA_TYPE",
      "ROUTES",
      "SENDABLE_STEPS",
      "appearanceToStyles",
      "applyAppearance",
      "formatCents",
      "fromProblem",
      "isAutomaticStep",
      "isCompletedStatus",
      "isDotsFlowsError",
      "isErrorCode",
      "isFinalSession",
      "isFlowComplete",
      "parseCents",
      "parseFlow",
      "parseFlowLink",
      "parseFlowMessage",
      "parsePayoutAmountCents",
      "parsePayoutSession",
      "parseTimestamp",
      "remainingSteps",
      "toProblem",
    ]
  `);
});
