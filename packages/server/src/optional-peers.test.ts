import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/** What a host has not installed unless it asked for the feature. */
const PEERS = ['@opentelemetry/api', 'pg', 'pg-boss'];
const ENTRIES = ['index', 'node', 'store/sqlite-store', 'store/postgres-store', 'pg-boss-sweeper'];

let folder: string;
let hooks: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'dots-flows-peers-'));
  hooks = path.join(folder, 'without-peers.mjs');
  writeFileSync(
    hooks,
    `import { registerHooks } from 'node:module';
     registerHooks({
       resolve(specifier, context, next) {
         if (${JSON.stringify(PEERS)}.includes(specifier)) throw new Error('not installed: ' + specifier);
         return next(specifier, context);
       },
     });`,
  );
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function load(entry: string): Promise<string> {
  const url = new URL(`./${entry}.ts`, import.meta.url).href;
  const args = ['--conditions=@dots-flows/source', '--disable-warning=ExperimentalWarning', `--import=${hooks}`];
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [...args, '--input-type=module', '--eval', `await import(${JSON.stringify(url)}); console.log('loaded')`],
      (_error, said, complained) => resolve(said + complained),
    );
  });
}

describe('without the optional peers', { timeout: 60_000 }, () => {
  it.each(ENTRIES)('%s loads', async (entry) => {
    expect(await load(entry)).toBe('loaded\n');
  });

  it('opentelemetry alone says what it needs', async () => {
    expect(await load('opentelemetry')).toContain('not installed: @opentelemetry/api');
  });
});
