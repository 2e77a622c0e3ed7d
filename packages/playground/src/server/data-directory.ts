import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { StartError } from './start-error.ts';

/** Where the playground keeps its payouts while it runs. */
export interface DataDirectory {
  readonly databasePath: string;
  /** Removes it, if it was only lent by the system. */
  close(): Promise<void>;
}

export interface DataDirectoryOptions {
  /** `null`: a folder of the system's, gone when the playground ends. */
  readonly directory: string | null;
  /** Starts with an empty file: the local Dots forgets everything when it ends, so old payouts would lead nowhere. */
  readonly fresh: boolean;
}

const DATABASE_NAME = 'payouts.db';

/** @throws StartError when the folder cannot be written. */
export async function openDataDirectory({ directory, fresh }: DataDirectoryOptions): Promise<DataDirectory> {
  if (directory === null) {
    const lent = await mkdtemp(path.join(tmpdir(), 'dots-flows-playground-'));
    return {
      databasePath: path.join(lent, DATABASE_NAME),
      close: () => rm(lent, { recursive: true, force: true }),
    };
  }
  try {
    await mkdir(directory, { recursive: true });
    const databasePath = path.join(directory, DATABASE_NAME);
    if (fresh) for (const suffix of ['', '-wal', '-shm']) await rm(`${databasePath}${suffix}`, { force: true });
    return { databasePath, close: () => Promise.resolve() };
  } catch (error) {
    throw new StartError(
      'The folder named by PLAYGROUND_DATA cannot be written, so payouts could not be kept. Name another one.',
      { cause: error },
    );
  }
}
