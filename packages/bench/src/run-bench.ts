import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import type { Section } from './measurement.ts';
import { formatSection, formatVerdict } from './report.ts';

const SUITES = {
  react: async () => (await import('./react/react-suite.ts')).reactSuite(),
  server: async () => (await import('./server/server-suite.ts')).serverSuite(),
};
type SuiteName = keyof typeof SUITES;

function isSuiteName(name: string): name is SuiteName {
  return Object.hasOwn(SUITES, name);
}

function wantedSuites(only: string | undefined): SuiteName[] {
  const names = Object.keys(SUITES).filter(isSuiteName);
  if (only === undefined) return names;
  if (!isSuiteName(only)) throw new RangeError(`--only takes ${names.join(' or ')}.`);
  return [only];
}

const { values } = parseArgs({ options: { only: { type: 'string' }, json: { type: 'string' } } });
const sections: Section[] = [];
for (const name of wantedSuites(values.only)) {
  for await (const section of await SUITES[name]()) {
    sections.push(section);
    process.stdout.write(`\n${formatSection(section)}\n`);
  }
}
process.stdout.write(`\n${formatVerdict(sections)}\n`);
if (values.json !== undefined) {
  const measurements = sections.flatMap((section) => section.measurements);
  await writeFile(values.json, `${JSON.stringify(measurements, null, 2)}\n`);
}
