import type { ScriptedStatus } from '../dots/transfer-script.ts';

/**
 * Something that goes wrong with a request.
 *
 * | kind | what happens |
 * |---|---|
 * | `latency` | the request is handled after `ms` of real time |
 * | `error` | nothing is done; the answer has this status |
 * | `lost-response` | the request is done, then the connection is cut |
 * | `late` | the connection is cut at once, the request is done `delayMs` later by the emulator's clock |
 * | `refused` | the connection is cut and nothing is done |
 * | `truncated` | the request is done; only the first half of the answer's body arrives |
 * | `list-lag` | lists leave out what is younger than `ms` by the emulator's clock |
 * | `used-key` | a used idempotency key is rejected with this status |
 * | `forgotten-key` | the idempotency key of this request is taken as new: a remote that lost its memory, or checks too late |
 * | `transfer-outcome` | the transfer that this request makes gets this status |
 */
export type FaultEffect =
  | { readonly kind: 'latency'; readonly ms: number }
  | {
      readonly kind: 'error';
      readonly status: number;
      /** Default `service-unavailable`. */
      readonly errorCode?: string | undefined;
      readonly message?: string | undefined;
      readonly headers?: Readonly<Record<string, string>> | undefined;
      /** Replaces the JSON body, for answers of a proxy for example. */
      readonly body?: string | undefined;
    }
  | { readonly kind: 'lost-response' }
  | { readonly kind: 'late'; readonly delayMs: number }
  | { readonly kind: 'refused' }
  | { readonly kind: 'truncated' }
  | { readonly kind: 'list-lag'; readonly ms: number }
  | { readonly kind: 'used-key'; readonly status: number }
  | { readonly kind: 'forgotten-key' }
  | { readonly kind: 'transfer-outcome'; readonly status: ScriptedStatus };

export interface Fault {
  /** Default: any. */
  readonly method?: string | undefined;
  /**
   * Path without `/api`, for example `/v2/transfers`; `*` is any one part, `**` any rest. Default: any.
   * The Flow pages' own requests have the paths `/flow-api/open` and `/flow-api/act`.
   */
  readonly path?: string | undefined;
  /** How many requests it hits. Default 1; `null` is every one until it is removed. */
  readonly count?: number | null | undefined;
  /** How many matching requests it lets pass first. Default 0. */
  readonly skip?: number | undefined;
  readonly effect: FaultEffect;
}

export interface ActiveFault extends Fault {
  readonly id: string;
  readonly count: number | null;
  readonly skip: number;
}

/** The switches. */
export interface Faults {
  /** Answers the id to remove it by. */
  add(fault: Fault): string;
  remove(id: string): boolean;
  clear(): void;
  list(): readonly ActiveFault[];
  /** The effects for one request; counts it. */
  take(request: { readonly method: string; readonly path: string }): readonly FaultEffect[];
}

export function createFaults(first: readonly Fault[] = []): Faults {
  let active: ActiveFault[] = [];
  let made = 0;

  function add(fault: Fault): string {
    made += 1;
    const id = `fault-${made}`;
    active = [...active, { ...fault, id, count: fault.count === undefined ? 1 : fault.count, skip: fault.skip ?? 0 }];
    return id;
  }
  for (const fault of first) add(fault);

  return {
    add,
    remove(id) {
      const before = active.length;
      active = active.filter((fault) => fault.id !== id);
      return active.length < before;
    },
    clear() {
      active = [];
    },
    list: () => active,
    take(request) {
      const effects: FaultEffect[] = [];
      active = active.flatMap((fault) => {
        if (!matches(fault, request)) return [fault];
        if (fault.skip > 0) return [{ ...fault, skip: fault.skip - 1 }];
        effects.push(fault.effect);
        if (fault.count === null) return [fault];
        return fault.count > 1 ? [{ ...fault, count: fault.count - 1 }] : [];
      });
      return effects;
    },
  };
}

function matches(fault: Fault, request: { readonly method: string; readonly path: string }): boolean {
  if (fault.method !== undefined && fault.method.toUpperCase() !== request.method.toUpperCase()) return false;
  return fault.path === undefined || pathPattern(fault.path).test(plainPath(request.path));
}

/** `/api/v2/flows/` and `/v2/flows` are one path. */
export function plainPath(path: string): string {
  return path.replace(/^\/api(?=\/)/, '').replace(/(?<=.)\/$/, '');
}

function pathPattern(pattern: string): RegExp {
  const source = plainPath(pattern)
    .split(/(\*\*|\*)/)
    .map((piece) => (piece === '**' ? '.*' : piece === '*' ? '[^/]+' : piece.replace(/[.+?^${}()|[\]\\]/g, '\\$&')))
    .join('');
  return new RegExp(`^${source}$`);
}
