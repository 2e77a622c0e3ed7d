/** Its types have no `undefined` for what a default of the host would do to our answers and to what is heard of them. */
const AS_IT_IS: object = { select: undefined, notifyOnChangeProps: undefined };

/**
 * Whatever the host's defaults are: a query runs, nothing is asked again by itself, a failure is a value, an answer stays
 * what it is, and no other one stands in for it.
 *
 * @internal
 */
export const ALONE = {
  ...AS_IT_IS,
  enabled: true,
  // The adapter knows which failures may be tried again; a second layer would only multiply them.
  retry: false,
  // Offline, React Query would wait in silence; the user is told instead.
  networkMode: 'always',
  refetchInterval: false,
  refetchOnMount: true,
  throwOnError: false,
  placeholderData: () => undefined,
  structuralSharing: false,
  meta: { persist: false },
} as const;
