/** One request as the log keeps it: no headers, no query, no body, so no secret can get in. */
export interface LoggedRequest {
  readonly atMs: number;
  readonly method: string;
  readonly path: string;
  readonly status: number | 'cut';
  readonly faults: readonly string[];
}

export interface RequestLog {
  add(request: LoggedRequest): void;
  /** Newest first. */
  list(): readonly LoggedRequest[];
  clear(): void;
}

const KEPT = 500;

export function createRequestLog(): RequestLog {
  let requests: LoggedRequest[] = [];
  return {
    add(request) {
      requests = [request, ...requests].slice(0, KEPT);
    },
    list: () => requests,
    clear() {
      requests = [];
    },
  };
}
