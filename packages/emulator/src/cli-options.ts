import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { readSeedUser } from './control/read-seed-user.ts';
import { readSettings } from './control/read-settings.ts';
import type { EmulatorOptions } from './create-emulator.ts';
import { isBody } from './dots/body-fields.ts';
import { defaultSettings } from './dots/world-settings.ts';

/** A command line that makes no sense; the message names the flag. */
export class CliMistake extends Error {
  override readonly name = 'CliMistake';
}

export interface CliOptions {
  readonly wants: 'run' | 'help' | 'version';
  readonly options: EmulatorOptions;
  /** One line of JSON instead of text. */
  readonly json: boolean;
}

export const helpText = `dots-flows-emulator: a local Dots for development and CI

Usage: npx @dots-flows/emulator [flags]

  --api-port <n>         port of the API and the control page (default 4001, 0: any free one)
  --flow-port <n>        port of the Flow pages (default 4002, 0: any free one)
  --host <address>       where to listen (default 127.0.0.1)
  --public-flow-url <u>  origin in Flow links, where browsers reach the pages by another name
  --client-id <text>     default pk_dev_emulator
  --api-key <text>       default sk_dev_emulator, or DOTS_API_KEY
  --webhook <url>        send webhooks there; needs --webhook-secret or DOTS_WEBHOOK_SECRET
  --webhook-secret <s>   whsec_ and Base64
  --seed <text>          the same seed gives the same ids
  --users <file>         JSON list of people who are there from the start
  --settings <file>      JSON object of settings
  --now <date>           where the clock starts
  --paused               the clock stands still until it is advanced
  --json                 print one line of JSON when ready
  --help, --version`;

const flags = {
  'api-port': { type: 'string', default: '4001' },
  'flow-port': { type: 'string', default: '4002' },
  host: { type: 'string' },
  'public-flow-url': { type: 'string' },
  'client-id': { type: 'string' },
  'api-key': { type: 'string' },
  webhook: { type: 'string' },
  'webhook-secret': { type: 'string' },
  seed: { type: 'string' },
  users: { type: 'string' },
  settings: { type: 'string' },
  now: { type: 'string' },
  paused: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
  version: { type: 'boolean', short: 'v', default: false },
} as const;

/** Reads the command line. @throws CliMistake naming the flag that is wrong. */
export function readCliOptions(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>> = process.env,
): CliOptions {
  const { values } = parse(args);
  if (values.help || values.version) return { wants: values.help ? 'help' : 'version', options: {}, json: false };
  if (values.now !== undefined && Number.isNaN(Date.parse(values.now))) throw new CliMistake('--now must be a date.');
  return {
    wants: 'run',
    json: values.json,
    options: {
      apiPort: readPort('--api-port', values['api-port']),
      flowPort: readPort('--flow-port', values['flow-port']),
      host: values.host,
      publicFlowUrl: readUrl('--public-flow-url', values['public-flow-url']),
      clientId: values['client-id'],
      apiKey: values['api-key'] ?? env['DOTS_API_KEY'],
      webhooks: readWebhook(values.webhook, values['webhook-secret'] ?? env['DOTS_WEBHOOK_SECRET']),
      seed: values.seed,
      users: values.users === undefined ? undefined : readUsers(values.users),
      settings: values.settings === undefined ? undefined : readSettingsFile(values.settings),
      clock: { now: values.now, paused: values.paused },
    },
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: flags, allowPositionals: false });
  } catch (error) {
    throw new CliMistake(error instanceof Error ? error.message : 'The command line was not understood.');
  }
}

function readPort(flag: string, text: string): number {
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port > 65_535) throw new CliMistake(`${flag} must be a port from 0 to 65535.`);
  return port;
}

function readUrl(flag: string, url: string | undefined): string | undefined {
  if (url !== undefined && !URL.canParse(url)) throw new CliMistake(`${flag} must be an absolute address.`);
  return url;
}

function readWebhook(url: string | undefined, secret: string | undefined) {
  if (readUrl('--webhook', url) === undefined || url === undefined) return undefined;
  if (secret === undefined || !/^whsec_[A-Za-z0-9+/]+={0,2}$/.test(secret)) {
    throw new CliMistake('--webhook needs --webhook-secret: whsec_ followed by Base64.');
  }
  return [{ url, secret }];
}

function readUsers(file: string) {
  const list = readJsonFile('--users', file);
  if (!Array.isArray(list) || !list.every(isBody)) throw new CliMistake('--users must hold a JSON list of people.');
  return orMistake('--users', () => list.map(readSeedUser));
}

function readSettingsFile(file: string) {
  const settings = readJsonFile('--settings', file);
  if (!isBody(settings)) throw new CliMistake('--settings must hold a JSON object.');
  return orMistake('--settings', () => readSettings(settings, defaultSettings));
}

function orMistake<Result>(flag: string, read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    throw new CliMistake(`${flag}: ${error instanceof Error ? error.message : 'not understood.'}`);
  }
}

function readJsonFile(flag: string, file: string): unknown {
  return orMistake(flag, () => JSON.parse(readFileSync(file, 'utf8')));
}
