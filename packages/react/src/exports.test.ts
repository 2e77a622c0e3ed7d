import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const manifest = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
  exports: Record<string, string | Record<string, string>>;
};
/** Every entry that is a module; `*` stands for the languages. */
const entries = Object.entries(manifest.exports).flatMap(([entry, target]) =>
  typeof target === 'object' && target['import'] && !entry.includes('*')
    ? [[entry, target['@dots-flows/source'] ?? '']]
    : [],
) as [string, string][];

// The first import of a package reads and transforms all of it.
describe('@dots-flows/react', { timeout: 60_000 }, () => {
  it.each(entries)('loads %s on a server, where there is no window', async (_entry, source) => {
    expect(typeof globalThis.window).toBe('undefined');
    await expect(import(/* @vite-ignore */ new URL(`../${source}`, import.meta.url).href)).resolves.toBeDefined();
  });

  it('reaches languages by the pattern for messages, and nothing else that runs', async () => {
    const folder = new URL('./messages/', import.meta.url);
    const modules = readdirSync(folder).filter((name) => !name.includes('.test.'));
    for (const name of modules) {
      const module = (await import(/* @vite-ignore */ new URL(name, folder).href)) as object;
      const languages = Object.values(module).map((value: { locale?: unknown }) => typeof value.locale);
      // The module of the types alone is nothing when it runs.
      expect([name, languages]).toEqual([name, name === 'messages.ts' ? [] : ['string']]);
    }
  });

  it('exports exactly these values', async () => {
    const names: Record<string, string[]> = {};
    for (const [entry, source] of entries) {
      const module = (await import(/* @vite-ignore */ new URL(`../${source}`, import.meta.url).href)) as object;
      names[entry] = Object.keys(module).sort();
    }
    expect(names).toMatchInlineSnapshot(`
      {
        ".": [
          "DotsFlowFrame",
          "DotsFlowsError",
          "DotsFlowsProvider",
          "isDotsFlowsError",
          "useDotsFlow",
          "useDotsFlowsContext",
          "useFlowFrame",
        ],
        "./appearance": [
          "appearanceFromCss",
          "useCssAppearance",
        ],
        "./calls-adapter": [
          "callsAdapter",
        ],
        "./devtools": [
          "DotsFlowsInspector",
          "TIMELINE_KINDS",
        ],
        "./dialog": [
          "DotsFlowDialog",
        ],
        "./http-adapter": [
          "httpAdapter",
        ],
        "./onboard-then-payout": [
          "OnboardThenPayout",
          "flowOf",
          "payoutPanel",
          "usePayoutSession",
        ],
        "./queries": [
          "createFlowOptions",
          "dotsFlowsKeys",
          "flowOptions",
          "newestSession",
          "payoutQueryOptions",
        ],
        "./return": [
          "announceReturn",
        ],
        "./testing": [
          "TEST_FLOW_ORIGIN",
          "createTestAdapter",
          "emitFlowMessage",
          "testSessions",
        ],
      }
    `);
  });
});
