/**
 * Puts values where a text has their names in braces. A name without a value stays as it is, so that a slip in a
 * translation can be seen.
 *
 * @internal
 */
export function fillMessage(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (placeholder, name: string) => String(values[name] ?? placeholder));
}
