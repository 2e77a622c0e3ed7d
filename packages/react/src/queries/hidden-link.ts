/**
 * A Flow link is a bearer secret. As a property that does not enumerate it can be read by name, while
 * `JSON.stringify`, structured clones and spreads (and so every persister of the query cache) leave it behind.
 *
 * @internal
 */
export function hideLink<T extends { readonly link: string }>(flow: T): T {
  return Object.defineProperty({ ...flow }, 'link', { value: flow.link, enumerable: false });
}
