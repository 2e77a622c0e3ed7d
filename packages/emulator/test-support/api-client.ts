import type { Emulator } from '../src/create-emulator.ts';

/** An answer of the API, its body already read. */
export interface ApiAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The body as JSON; reading it fails where it is none. */
  json(): Record<string, unknown>;
}

export interface ApiClient {
  call(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<ApiAnswer>;
}

/** Calls the API with the emulator's credentials, over its port or in process. */
export function apiClient(emulator: Emulator, way: 'port' | 'in-process' = 'in-process'): ApiClient {
  const authorization = `Basic ${btoa(`${emulator.clientId}:${emulator.apiKey}`)}`;
  return {
    async call(method, path, body, headers = {}) {
      const text = body === undefined || typeof body === 'string' ? body : JSON.stringify(body);
      const request = new Request(`${emulator.apiUrl}${path}`, {
        method,
        headers: { authorization, 'content-type': 'application/json', ...headers },
        ...(text === undefined ? {} : { body: text }),
      });
      const response = await (way === 'port' ? fetch(request) : emulator.fetch(request));
      const answer = await response.text();
      return {
        status: response.status,
        headers: response.headers,
        text: answer,
        json: () => JSON.parse(answer) as Record<string, unknown>,
      };
    },
  };
}
