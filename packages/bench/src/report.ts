import type { Bar, Section } from './measurement.ts';

/** `1234.5678` as `1,235`, `0.98765` as `0.988`: three digits that matter, never fewer than are whole. */
export function formatNumber(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : Math.abs(value) >= 1 ? 2 : 3;
  return value.toLocaleString('en-US', { maximumFractionDigits: digits });
}

export function formatBar(bar: Bar, unit: string): string {
  return `${bar.kind === 'at-most' ? '<=' : '>='} ${formatNumber(bar.limit)} ${unit}`;
}

function formatTable(columns: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const widths = columns.map((column, index) => Math.max(column.length, ...rows.map((row) => row[index]?.length ?? 0)));
  // The first column holds names, the others figures.
  const line = (cells: readonly string[]) =>
    widths
      .map((width, index) => (index === 0 ? (cells[index] ?? '').padEnd(width) : (cells[index] ?? '').padStart(width)))
      .join('  ')
      .trimEnd();
  return [line(columns), widths.map((width) => '-'.repeat(width)).join('  '), ...rows.map(line)];
}

/** A section as text: its table, then one line for each bar. */
export function formatSection(section: Section): string {
  const verdicts = section.measurements.flatMap(({ name, value, unit, ok }) => {
    const bar = section.bars.get(name);
    return bar ? [`${ok ? 'ok    ' : 'MISSED'} ${name}: ${formatNumber(value)} ${unit} (${formatBar(bar, unit)})`] : [];
  });
  const parts = [
    `## ${section.title}`,
    ...section.notes,
    '',
    ...(section.rows.length > 0 ? [...formatTable(section.columns, section.rows), ''] : []),
    ...verdicts,
  ];
  return parts.join('\n').trimEnd();
}

/** The closing line of a run. */
export function formatVerdict(sections: readonly Section[]): string {
  const barred = sections.flatMap((section) => section.measurements.filter(({ bar }) => bar !== null));
  return `${barred.filter(({ ok }) => ok).length} of ${barred.length} bars met`;
}
