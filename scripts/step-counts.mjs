import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

const results = path.resolve(import.meta.dirname, '../.results');

/** Where a step leaves its numbers. */
export const countsFile = (step) => path.join(results, step.counts);

/**
 * How many tests a step has passed and failed. Steps without a test runner count as one test each; runners leave
 * `{ passed, failed, skipped }` in `.results/<counts>`.
 */
export function countsOf(step, ok) {
  if (!step.counts) return { passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 };
  const file = countsFile(step);
  const counts = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : { passed: 0, failed: 0, skipped: 0 };
  // A runner that failed without a failed test (a crash, or nothing executed) has failed all the same.
  if ((!ok && counts.failed === 0) || counts.passed + counts.failed === 0) counts.failed += 1;
  return counts;
}
