import { mkdirSync, writeFileSync } from 'node:fs';
import type { FullConfig, FullResult, Reporter, Suite } from '@playwright/test/reporter';

/** Leaves the numbers of a run where the closing line of `npm test` adds them up. */
export class PlaywrightCountReporter implements Reporter {
  #suite: Suite | null = null;

  onBegin(_config: FullConfig, suite: Suite): void {
    this.#suite = suite;
  }

  onEnd(result: FullResult): void {
    const counts = { passed: 0, failed: 0, skipped: 0 };
    for (const test of this.#suite?.allTests() ?? []) {
      const outcome = test.outcome();
      if (outcome === 'skipped') counts.skipped += 1;
      // A test that passed only at a second try has shown a failure.
      else if (outcome === 'expected') counts.passed += 1;
      else counts.failed += 1;
    }
    if (result.status !== 'passed' && counts.failed === 0) counts.failed = 1;
    mkdirSync('.results', { recursive: true });
    writeFileSync('.results/playwright.json', JSON.stringify(counts));
  }

  printsToStdio(): boolean {
    return false;
  }
}

// Reporters named by path are taken from the default export.
export default PlaywrightCountReporter;
