// The code that READMEs and comments show, as files that a compiler can read.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { repositoryRoot } from './bootstrap.mjs';

const FENCED = /^[ \t]*```(tsx?)\n([\s\S]*?)^[ \t]*```/gm;

/** What the examples take from their reader's own app: everything else they have to import. */
const READERS_OWN = `
import type { DotsFlows, DotsFlowsOptions, Store } from '@dots-flows/server';
import type { Server } from 'node:http';
import type { Pool } from 'pg';
import type { PgBoss } from 'pg-boss';
declare global {
  function accountOf(request: Request): Promise<{ accountId: string } | null>;
  const sessions: { read(cookie: string | null): Promise<{ id: string } | null> };
  const invoices: { find(id: string, accountId: string): Promise<{ amountCents: number } | null> };
  const options: Omit<DotsFlowsOptions, 'api' | 'tracing'>;
  const clientId: string;
  const apiKey: string;
  const server: Server;
  const dots: DotsFlows;
  const store: Store;
  const pool: Pool;
  const boss: PgBoss;
}
`;

/** The fenced code of a text; in comments, without the stars. */
function examplesIn(file, text) {
  const texts = file.endsWith('.md')
    ? [text]
    : [...text.matchAll(/^[ \t]*\/\*\*\n[\s\S]*?\*\//gm)].map(([comment]) => comment.replace(/^[ \t]*\* ?/gm, ''));
  return texts.flatMap((one) => [...one.matchAll(FENCED)].map(([, language, code]) => ({ language, code })));
}

/**
 * Writes every `ts` and `tsx` example into `directory`, each as a module of its own: those of the READMEs, the
 * repository's included, and those in the comments of the packages.
 *
 * @param {string} directory
 * @param {readonly { folder: string }[]} packages
 * @returns {{ files: string[], sources: string[] }} The files to compile, and the texts that they came from.
 */
export function writeDocExamples(directory, packages) {
  const places = packages.flatMap(({ folder }) => [
    path.join(folder, 'README.md'),
    ...readdirSync(path.join(folder, 'src'), { recursive: true })
      .filter((file) => /\.tsx?$/.test(file) && !/\.test\./.test(file))
      .map((file) => path.join(folder, 'src', file)),
  ]);
  const host = path.join(directory, 'readers-own.d.ts');
  mkdirSync(directory, { recursive: true });
  writeFileSync(host, READERS_OWN);
  const files = [host];
  const sources = [];
  for (const place of [path.join(repositoryRoot, 'README.md'), ...places]) {
    const source = path.relative(repositoryRoot, place);
    for (const [index, { language, code }] of examplesIn(place, readFileSync(place, 'utf8')).entries()) {
      const file = path.join(directory, `${source.replace(/[^\w-]+/g, '.')}.${index + 1}.${language}`);
      writeFileSync(file, `${code}\nexport {};\n`);
      files.push(file);
      sources.push(source);
    }
  }
  return { files, sources };
}
