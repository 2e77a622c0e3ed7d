// What scripts that run many checks share: a line for each, and numbers for the closing line of `npm test`.
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { repositoryRoot } from './bootstrap.mjs';

/**
 * Prints one line per check, with what is wrong below it.
 *
 * @param {string} name - Names the file in `.results` that the numbers are left in.
 */
export function createCheckLines(name) {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  return {
    /** @param {string} check @param {readonly string[]} faults */
    report(check, faults) {
      counts[faults.length === 0 ? 'passed' : 'failed'] += 1;
      console.log(`${faults.length === 0 ? 'ok  ' : 'FAIL'} ${check}`);
      for (const fault of faults) console.log(fault.trim().replaceAll(/^/gm, '       '));
    },
    /** Leaves the numbers and sets the exit code. */
    end() {
      const results = path.join(repositoryRoot, '.results');
      mkdirSync(results, { recursive: true });
      writeFileSync(path.join(results, `${name}.json`), JSON.stringify(counts));
      process.exitCode = counts.failed === 0 ? 0 : 1;
    },
  };
}
