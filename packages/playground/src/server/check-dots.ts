import type { createDotsApi } from '@dots-flows/server';
import { StartError } from './start-error.ts';

/**
 * Asks Dots for something harmless, so that wrong keys or a wrong address show at the start and not when the first
 * worker wants to be paid.
 *
 * @throws StartError that names what to change.
 */
export async function checkDots(api: ReturnType<typeof createDotsApi>, baseUrl: string): Promise<void> {
  const answer = await api.listFlows({ limit: 1 });
  if (answer.kind === 'not-sent' || (answer.kind === 'unknown' && answer.why !== 'unreadable' && answer.why !== 'busy'))
    throw new StartError(
      `Dots cannot be reached at ${baseUrl}, so nobody could be paid. Check DOTS_API_URL and your connection, or leave DOTS_API_URL out to use the local Dots.`,
    );
  if (answer.kind === 'refused')
    throw new StartError(
      answer.reason === 'credentials'
        ? 'Dots refused the keys, so nobody could be paid. Check DOTS_CLIENT_ID and DOTS_API_KEY, or leave both out to use the local Dots with its own.'
        : `Dots at ${baseUrl} answered ${answer.status} to a simple question. Check that DOTS_API_URL ends before "/v2".`,
    );
}
