/** What a figure has to reach: the limit itself still passes. */
export interface Bar {
  readonly kind: 'at-most' | 'at-least';
  readonly limit: number;
}

/** One figure as `--json` writes it. `bar` is `null` where nothing was promised; such a figure is always `ok`. */
export interface Measurement {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly bar: number | null;
  readonly ok: boolean;
}

/** A table for people, and the figures in it for machines. */
export interface Section {
  readonly title: string;
  /** How it was measured, one line each. */
  readonly notes: readonly string[];
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly measurements: readonly Measurement[];
  /** The bars, by the name of the measurement they belong to. */
  readonly bars: ReadonlyMap<string, Bar>;
}

export const atMost = (limit: number): Bar => ({ kind: 'at-most', limit });
export const atLeast = (limit: number): Bar => ({ kind: 'at-least', limit });

export function meetsBar(value: number, bar: Bar): boolean {
  return bar.kind === 'at-most' ? value <= bar.limit : value >= bar.limit;
}

/** Collects the figures of one table while it is filled. */
export class SectionBuilder {
  readonly #title: string;
  readonly #columns: readonly string[];
  readonly #notes: string[] = [];
  readonly #rows: (readonly string[])[] = [];
  readonly #measurements: Measurement[] = [];
  readonly #bars = new Map<string, Bar>();

  constructor(title: string, columns: readonly string[]) {
    this.#title = title;
    this.#columns = columns;
  }

  note(line: string): this {
    this.#notes.push(line);
    return this;
  }

  row(...cells: readonly string[]): this {
    this.#rows.push(cells);
    return this;
  }

  measure(name: string, value: number, unit: string, bar?: Bar): this {
    this.#measurements.push({ name, value, unit, bar: bar?.limit ?? null, ok: !bar || meetsBar(value, bar) });
    if (bar) this.#bars.set(name, bar);
    return this;
  }

  build(): Section {
    return {
      title: this.#title,
      notes: this.#notes,
      columns: this.#columns,
      rows: this.#rows,
      measurements: this.#measurements,
      bars: this.#bars,
    };
  }
}
