/** How long a request of a browser is on its way, both ways together. */
export const TRIP_MS = 50;

const sleep = (durationMs: number) => new Promise((resolve) => setTimeout(resolve, durationMs));

/** Calls a server of this machine as a browser some way off would. */
export async function callFromAfar<Answer>(url: string, init: RequestInit): Promise<Answer> {
  await sleep(TRIP_MS / 2);
  const response = await fetch(url, init);
  const body = (await response.json()) as Answer;
  await sleep(TRIP_MS / 2);
  if (!response.ok) throw new Error(`${new URL(url).pathname} answered ${response.status}: ${JSON.stringify(body)}`);
  return body;
}
