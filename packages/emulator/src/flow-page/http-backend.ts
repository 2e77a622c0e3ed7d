/**
 * The Flow page's words to the emulator over HTTP, both on the page's own origin:
 *
 *   POST /flow-api/open   body `OpenFlow`    -> `FlowPageAnswer`
 *   POST /flow-api/act    body `ActOnFlow`   -> `FlowPageAnswer`
 *
 * JSON both ways. A refusal is a `FlowPageAnswer` too (`ok: false`), under whatever status; an answer that is not one
 * counts as unreachable.
 */
import type { ActOnFlow, FlowPageAnswer, FlowPageBackend, OpenFlow } from './flow-page-backend.ts';

const UNREACHABLE: FlowPageAnswer = {
  ok: false,
  problem: { code: 'unreachable', message: 'We could not reach the server. Check your connection and try again.' },
};

export interface HttpBackendOptions {
  /** Where `/flow-api` lies; the page's own origin unless set. */
  readonly baseUrl?: string | undefined;
  readonly fetch?: typeof fetch | undefined;
  readonly timeoutMs?: number | undefined;
}

/** A backend that talks to the emulator that served the page. It never rejects. */
export function httpBackend(options: HttpBackendOptions = {}): FlowPageBackend {
  const { baseUrl = '', timeoutMs = 30_000 } = options;
  const send = options.fetch ?? ((input, init) => fetch(input, init));

  async function post(path: string, body: OpenFlow | ActOnFlow): Promise<FlowPageAnswer> {
    try {
      const response = await send(`${baseUrl}${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
        credentials: 'omit',
        cache: 'no-store',
        signal: AbortSignal.timeout(timeoutMs),
      });
      const answer: unknown = await response.json();
      return isAnswer(answer) ? answer : UNREACHABLE;
    } catch {
      return UNREACHABLE;
    }
  }

  return {
    open: (request) => post('/flow-api/open', request),
    act: (request) => post('/flow-api/act', request),
  };
}

function isAnswer(value: unknown): value is FlowPageAnswer {
  if (typeof value !== 'object' || value === null || !('ok' in value)) return false;
  if (value.ok === true) return 'view' in value && typeof value.view === 'object' && value.view !== null;
  return value.ok === false && 'problem' in value && typeof value.problem === 'object' && value.problem !== null;
}
