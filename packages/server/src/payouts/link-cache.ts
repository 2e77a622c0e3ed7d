/**
 * Links of Flows, in the memory of this process only: a link with a user is a bearer secret, so it is never stored. Who
 * does not find it here reads the Flow at Dots again, which tells the same link.
 */
export interface LinkCache {
  get(flowId: string): string | null;
  put(flowId: string, link: string): void;
}

const MAX_LINKS = 5_000;

export function createLinkCache(): LinkCache {
  const links = new Map<string, string>();
  return {
    get: (flowId) => links.get(flowId) ?? null,
    put(flowId, link) {
      links.delete(flowId);
      links.set(flowId, link);
      const oldest = links.size > MAX_LINKS ? links.keys().next().value : undefined;
      if (oldest !== undefined) links.delete(oldest);
    },
  };
}
