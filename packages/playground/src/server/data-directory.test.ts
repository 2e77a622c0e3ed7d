import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDataDirectory } from './data-directory.ts';

let directory: string;

beforeEach(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'playground-test-'));
});

afterEach(() => rm(directory, { recursive: true, force: true }));

describe('openDataDirectory', () => {
  it('takes a folder that is lent by the system away again', async () => {
    const lent = await openDataDirectory({ directory: null, fresh: true });
    await writeFile(lent.databasePath, 'x');
    await lent.close();
    expect(existsSync(path.dirname(lent.databasePath))).toBe(false);
  });

  it('makes the folder that was named, and leaves it in place', async () => {
    const named = await openDataDirectory({ directory: path.join(directory, 'a/b'), fresh: true });
    await writeFile(named.databasePath, 'x');
    await named.close();
    expect(existsSync(named.databasePath)).toBe(true);
  });

  it('begins with an empty file only when it is told to', async () => {
    const database = path.join(directory, 'payouts.db');
    for (const suffix of ['', '-wal', '-shm']) await writeFile(`${database}${suffix}`, 'old');
    await openDataDirectory({ directory, fresh: false });
    expect(existsSync(`${database}-wal`)).toBe(true);
    await openDataDirectory({ directory, fresh: true });
    expect(['', '-wal', '-shm'].filter((suffix) => existsSync(`${database}${suffix}`))).toEqual([]);
  });

  it('names the variable when the folder cannot be written', async () => {
    await writeFile(path.join(directory, 'file'), '');
    await expect(openDataDirectory({ directory: path.join(directory, 'file/below'), fresh: true })).rejects.toThrow(
      /PLAYGROUND_DATA/,
    );
  });
});
