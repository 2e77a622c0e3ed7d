#!/usr/bin/env node
import process from 'node:process';
import { isDotsFlowsError } from '@dots-flows/core';
import { createPayoutOperator } from './create-payout-operator.ts';
import { helpText, readOperatorCommand } from './operator-command.ts';
import { OperatorMistake } from './operator-mistake.ts';
import { operatorParts } from './operator-settings.ts';

/** What was asked for cannot be done now, or must not be. */
const REFUSED = 1;
/** What was asked for cannot be understood. */
const MISTAKEN = 2;

try {
  const command = readOperatorCommand(process.argv.slice(2));
  if (command.type === 'help') {
    process.stdout.write(helpText);
  } else {
    const parts = await operatorParts(process.env);
    try {
      process.stdout.write(`${await command.run(createPayoutOperator(parts))}\n`);
    } finally {
      await parts.close();
    }
  }
} catch (error) {
  // Messages of ours name no secret; those of others might, and are not printed.
  if (error instanceof OperatorMistake) {
    process.stderr.write(`${error.message}\nSee dots-flows-operator --help.\n`);
    process.exitCode = MISTAKEN;
  } else if (isDotsFlowsError(error)) {
    process.stderr.write(`${error.code}: ${error.message}\n`);
    process.exitCode = REFUSED;
  } else {
    process.stderr.write('internal-error: something failed that was not expected. Nothing more was done.\n');
    process.exitCode = REFUSED;
  }
}
