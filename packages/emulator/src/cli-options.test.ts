import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { CliMistake, helpText, readCliOptions } from './cli-options.ts';

const directory = mkdtempSync(path.join(tmpdir(), 'emulator-cli-'));
afterAll(() => rmSync(directory, { recursive: true }));

function file(name: string, content: string): string {
  const full = path.join(directory, name);
  writeFileSync(full, content);
  return full;
}

describe('readCliOptions', () => {
  it('has fixed ports unless told otherwise', () => {
    expect(readCliOptions([], {})).toMatchObject({
      wants: 'run',
      json: false,
      options: { apiPort: 4001, flowPort: 4002 },
    });
    expect(readCliOptions(['--api-port', '0', '--flow-port=5002'], {}).options).toMatchObject({
      apiPort: 0,
      flowPort: 5002,
    });
  });

  it('reads people and settings from files', () => {
    const users = file(
      'users.json',
      JSON.stringify([{ phone: '+1 415 555 0134', firstName: 'Ana', lastName: 'Sousa' }]),
    );
    const settings = file('settings.json', JSON.stringify({ usedKeyStatus: 409 }));
    expect(readCliOptions(['--users', users, '--settings', settings], {}).options).toMatchObject({
      users: [{ phone: '+1 415 555 0134' }],
      settings: { usedKeyStatus: 409 },
    });
  });

  it('takes secrets from the environment, so that they stay out of process lists', () => {
    const env = { DOTS_API_KEY: 'sk_dev_env', DOTS_WEBHOOK_SECRET: 'whsec_ZW11bGF0b3I=' };
    expect(readCliOptions(['--webhook', 'http://127.0.0.1:3000/hooks'], env).options).toMatchObject({
      apiKey: 'sk_dev_env',
      webhooks: [{ url: 'http://127.0.0.1:3000/hooks', secret: 'whsec_ZW11bGF0b3I=' }],
    });
  });

  it('names every flag in its help', () => {
    expect(readCliOptions(['--help'], {}).wants).toBe('help');
    expect(readCliOptions(['-v'], {}).wants).toBe('version');
    for (const flag of [
      'api-port',
      'flow-port',
      'host',
      'public-flow-url',
      'client-id',
      'api-key',
      'webhook',
      'webhook-secret',
      'seed',
      'users',
      'settings',
      'now',
      'paused',
      'json',
      'help',
      'version',
    ]) {
      expect(helpText).toContain(`--${flag}`);
    }
  });

  it.each([
    [['--api-port', 'many'], '--api-port'],
    [['--flow-port', '70000'], '--flow-port'],
    [['--port', '1'], '--port'],
    [['start'], 'start'],
    [['--now', 'soon'], '--now'],
    [['--webhook', '/hooks', '--webhook-secret', 'whsec_ZW11bGF0b3I='], '--webhook'],
    [['--webhook', 'http://127.0.0.1'], '--webhook-secret'],
    [['--webhook', 'http://127.0.0.1', '--webhook-secret', 'hush'], 'whsec_'],
    [['--public-flow-url', 'pages'], '--public-flow-url'],
    [['--users', '/nowhere/users.json'], '--users'],
    [['--users', file('object.json', '{}')], '--users'],
    [['--users', file('broken.json', '[')], '--users'],
    [['--settings', file('wrong.json', '{"amounts":"both"}')], 'amounts'],
  ])('refuses %j and names what is wrong', (args, word) => {
    const read = () => readCliOptions(args, {});
    expect(read).toThrow(CliMistake);
    expect(read).toThrow(word);
    expect(read).not.toThrow('hush');
  });
});
