import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Reporter, TestModule } from 'vitest/node';

const RESULTS = path.resolve(import.meta.dirname, '../.results');

/** Leaves the numbers of a run where the closing line of `npm test` adds them up. */
export class CountReporter implements Reporter {
  readonly #file: string;

  constructor(options: { readonly file?: string } = {}) {
    this.#file = options.file ?? 'vitest.json';
  }

  onTestRunEnd(modules: readonly TestModule[]): void {
    const counts = { passed: 0, failed: 0, skipped: 0 };
    for (const module of modules) {
      if (module.errors().length > 0) counts.failed += 1;
      for (const test of module.children.allTests()) {
        const { state } = test.result();
        if (state === 'passed') counts.passed += 1;
        else if (state === 'failed') counts.failed += 1;
        else counts.skipped += 1;
      }
    }
    mkdirSync(RESULTS, { recursive: true });
    writeFileSync(path.join(RESULTS, this.#file), JSON.stringify(counts));
  }
}

// Reporters named by path are taken from the default export.
export default CountReporter;
