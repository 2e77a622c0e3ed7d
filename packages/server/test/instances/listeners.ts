import type { PayoutSession } from '@dots-flows/core';
import type { Person } from './browsers.ts';
import type { Worker } from './fleet.ts';
import { PAGE_ORIGIN } from './worker-settings.ts';

function open(worker: Worker, { accountId, payoutId }: Person, rest: string): Promise<Response> {
  return fetch(`${worker.origin}/api/dots/payouts/${payoutId}${rest}`, {
    headers: { 'x-account': accountId, origin: PAGE_ORIGIN },
  });
}

/** The long poll: resolves with what the worker answers when there is something newer. */
export async function waitForNewer(worker: Worker, person: Person, version: number): Promise<PayoutSession> {
  return (await (await open(worker, person, `?after=${version}`)).json()) as PayoutSession;
}

/** The event stream: resolves with the first session that is newer. @throws Error when the stream ends before. */
export async function newerSession(worker: Worker, person: Person, version: number): Promise<PayoutSession> {
  const response = await open(worker, person, '/events');
  if (response.body === null) throw new Error(`No stream but ${response.status}.`);
  let text = '';
  for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
    text += chunk;
    for (const [, data] of text.matchAll(/^data: (.*)\n/gm)) {
      const session = JSON.parse(data ?? '') as PayoutSession;
      if (session.version > version) return session;
    }
  }
  throw new Error('The stream ended.');
}
