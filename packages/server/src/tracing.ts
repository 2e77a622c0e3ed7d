/** Values of a span. Never a link, a key, a token or a personal datum; ids are fine. @public */
export type SpanAttributes = Readonly<Record<string, string | number | boolean>>;

/** @public */
export interface SpanDescription {
  readonly name: string;
  readonly attributes: SpanAttributes;
}

/**
 * Where requests, sweeps and the steps of payouts are told as spans: `traceDotsFlows` of
 * `@dots-flows/server/opentelemetry`, or one of your own for another tracer.
 *
 * @public
 */
export interface Tracing {
  /** Runs the work once and gives what it gives, as a span; `note` adds what is known only later. */
  run<T>(span: SpanDescription, work: (note: (attributes: SpanAttributes) => void) => Promise<T>): Promise<T>;
  /** Something happened within the span that is active. */
  event(name: string, attributes: SpanAttributes): void;
}

export const noTracing: Tracing = {
  run: (_span, work) => work(ignore),
  event: ignore,
};

function ignore(): void {
  // Nobody traces.
}

/** What of an event a span can hold: its plain values, under our prefix. */
export function eventAttributes(event: Readonly<Record<string, unknown>>): SpanAttributes {
  const plain = Object.entries(event).flatMap(([name, value]): [string, string | number | boolean][] =>
    name !== 'type' && (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
      ? [[`dots_flows.${snakeCase(name)}`, value]]
      : [],
  );
  return Object.fromEntries(plain);
}

const snakeCase = (name: string): string => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
