/**
 * The first option that nobody reads, or `null`. A misspelt name would be left out without a word, and a review of
 * payees that is left out pays everybody.
 *
 * @param known - Every name that there is; a `Record`, so that the compiler misses none.
 */
export function findUnknownOption(options: object, known: Readonly<Record<string, true>>): string | null {
  const unknown = Object.entries(options).find(([name, value]) => value !== undefined && !Object.hasOwn(known, name));
  return unknown === undefined ? null : unknown[0];
}
