#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { CliMistake, helpText, readCliOptions } from './cli-options.ts';
import { createEmulator } from './create-emulator.ts';
import { DotsRefusal } from './dots/dots-refusal.ts';

const say = (line: string) => process.stdout.write(`${line}\n`);

try {
  const { wants, options, json } = readCliOptions(process.argv.slice(2));
  if (wants === 'help') say(helpText);
  else if (wants === 'version') say(readVersion());
  else await run(options, json);
} catch (error) {
  if (!(error instanceof CliMistake) && !(error instanceof DotsRefusal) && !isPortTaken(error)) throw error;
  process.stderr.write(`${error.message}\nSee dots-flows-emulator --help.\n`);
  process.exitCode = 1;
}

async function run(options: Parameters<typeof createEmulator>[0], json: boolean) {
  const emulator = await createEmulator(options);
  const { apiUrl, flowUrl, controlUrl, clientId, apiKey } = emulator;
  if (json) {
    say(JSON.stringify({ apiUrl, flowUrl, controlUrl, clientId, apiKey }));
  } else {
    say('Dots emulator: no real money moves here.\n');
    // As clients take it: they add /v2 by themselves.
    say(`  API        ${apiUrl}`);
    say(`  Flow pages ${flowUrl}/flow/…`);
    say(`  Control    ${controlUrl}`);
    say(`  Client id  ${clientId}`);
    say(`  API key    ${apiKey}`);
    say(`  Sign-in    code ${emulator.world.settings.verificationCode} for every phone\n`);
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void emulator.close());
  }
}

function readVersion(): string {
  // A path, not a URL: the bundler would put the whole file into the program.
  const file = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../package.json');
  const text = readFileSync(file, 'utf8');
  return /"version": "([^"]+)"/.exec(text)?.[1] ?? 'unknown';
}

function isPortTaken(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && (error.code === 'EADDRINUSE' || error.code === 'EACCES');
}
