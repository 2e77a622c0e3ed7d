/**
 * Something that goes wrong with a webhook message.
 *
 * | kind | what happens |
 * |---|---|
 * | `missing` | it is never sent |
 * | `duplicate` | it is sent `copies` times more, with the same `svix-id` |
 * | `delay` | its first try waits `ms` by the emulator's clock |
 * | `reorder` | it waits until the next message to the same endpoint was tried |
 * | `bad-signature` | its first try carries a signature of another secret |
 */
export type WebhookEffect =
  | { readonly kind: 'missing' }
  | { readonly kind: 'duplicate'; readonly copies: number }
  | { readonly kind: 'delay'; readonly ms: number }
  | { readonly kind: 'reorder' }
  | { readonly kind: 'bad-signature' };

export interface WebhookFault {
  /** Event name; `*` at the end is any rest. Default: any. */
  readonly event?: string | undefined;
  /** How many messages. Default 1; `null` is every one until cleared. */
  readonly count?: number | null | undefined;
  readonly effect: WebhookEffect;
}

export interface WebhookFaults {
  add(fault: WebhookFault): void;
  list(): readonly WebhookFault[];
  clear(): void;
  take(eventName: string): readonly WebhookEffect[];
}

export function createWebhookFaults(first: readonly WebhookFault[] = []): WebhookFaults {
  const withCount = (fault: WebhookFault) => ({ ...fault, count: fault.count === undefined ? 1 : fault.count });
  let active = first.map(withCount);
  return {
    add(fault) {
      active = [...active, withCount(fault)];
    },
    list: () => active,
    clear() {
      active = [];
    },
    take(eventName) {
      const effects: WebhookEffect[] = [];
      active = active.flatMap((fault) => {
        if (!matches(fault.event, eventName)) return [fault];
        effects.push(fault.effect);
        if (fault.count === null) return [fault];
        return fault.count > 1 ? [{ ...fault, count: fault.count - 1 }] : [];
      });
      return effects;
    },
  };
}

function matches(pattern: string | undefined, eventName: string): boolean {
  if (pattern === undefined) return true;
  return pattern.endsWith('*') ? eventName.startsWith(pattern.slice(0, -1)) : eventName === pattern;
}
