/** Keeps the proof of sign-in of one page over a reload. */
export interface PageTokens {
  read(flowId: string): string | null;
  write(flowId: string, token: string | null): void;
}

/**
 * Tokens in `sessionStorage`, one per Flow. A sandboxed or partitioned frame may refuse storage by throwing; then the
 * token lives as long as the page.
 */
export function sessionPageTokens(): PageTokens {
  const memory = new Map<string, string>();
  const keyOf = (flowId: string): string => `dots-flow:${flowId}`;
  return {
    read(flowId) {
      try {
        return sessionStorage.getItem(keyOf(flowId)) ?? memory.get(flowId) ?? null;
      } catch {
        return memory.get(flowId) ?? null;
      }
    },
    write(flowId, token) {
      if (token === null) memory.delete(flowId);
      else memory.set(flowId, token);
      try {
        if (token === null) sessionStorage.removeItem(keyOf(flowId));
        else sessionStorage.setItem(keyOf(flowId), token);
      } catch {
        // No storage here: memory holds it.
      }
    },
  };
}

/** Tokens that a reload forgets. */
export function memoryPageTokens(): PageTokens {
  const memory = new Map<string, string>();
  return {
    read: (flowId) => memory.get(flowId) ?? null,
    write(flowId, token) {
      if (token === null) memory.delete(flowId);
      else memory.set(flowId, token);
    },
  };
}
