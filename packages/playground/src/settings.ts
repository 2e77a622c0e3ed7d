import { StartError } from './server/start-error.ts';
import type { OtherDots, PlaygroundOptions } from './start-playground.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads what may be set from outside:
 *
 * - `PORT` (4000), `DOTS_API_PORT` (4001), `DOTS_FLOW_PORT` (4002): 0 takes any free port.
 * - `PLAYGROUND_DATA`: the folder for the payouts; without it they are gone when the playground ends.
 * - `DOTS_API_URL`, `DOTS_FLOW_URL`, `DOTS_CLIENT_ID`, `DOTS_API_KEY`: another Dots in place of the local one.
 *
 * @throws StartError that names the variable and what it should be.
 */
export function readSettings(environment: Environment): PlaygroundOptions {
  const read = (name: string): string | null => environment[name]?.trim() || null;
  return {
    ports: {
      playground: readPort('PORT', read('PORT'), 4000),
      api: readPort('DOTS_API_PORT', read('DOTS_API_PORT'), 4001),
      flows: readPort('DOTS_FLOW_PORT', read('DOTS_FLOW_PORT'), 4002),
    },
    dataDirectory: read('PLAYGROUND_DATA'),
    otherDots: readOtherDots(read),
    credentials: { clientId: read('DOTS_CLIENT_ID') ?? undefined, apiKey: read('DOTS_API_KEY') ?? undefined },
  };
}

function readPort(name: string, text: string | null, usual: number): number {
  if (text === null) return usual;
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port <= 65_535) return port;
  throw new StartError(
    `${name} is not a port number. Set it to a whole number from 0 (any free port) to 65535, or leave it out for ${usual}.`,
  );
}

function readOtherDots(read: (name: string) => string | null): OtherDots | null {
  const baseUrl = read('DOTS_API_URL');
  if (baseUrl === null) return null;
  const needed = (name: string): string => {
    const value = read(name);
    if (value !== null) return value;
    throw new StartError(
      `DOTS_API_URL names a Dots of your own, but ${name} is missing, so it could not be asked for anything. Set ${name}, or leave DOTS_API_URL out to use the local Dots.`,
    );
  };
  const flowUrl = needed('DOTS_FLOW_URL');
  if (!URL.canParse(flowUrl))
    throw new StartError(
      'DOTS_FLOW_URL is not an address. Set it to the origin of the Flow pages, as in https://my-sandbox.dots.dev.',
    );
  return {
    baseUrl,
    clientId: needed('DOTS_CLIENT_ID'),
    apiKey: needed('DOTS_API_KEY'),
    flowOrigin: new URL(flowUrl).origin,
  };
}
