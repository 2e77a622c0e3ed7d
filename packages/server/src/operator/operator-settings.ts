import { createDotsApi } from '../dots-api/create-dots-api.ts';
import type { DotsApi } from '../dots-api/create-dots-api.ts';
import type { DotsEnvironment } from '../dots-api/environment.ts';
import { postgresStore } from '../store/postgres-store.ts';
import type { PostgresPool } from '../store/postgres-store.ts';
import { sqliteStore } from '../store/sqlite-store.ts';
import type { Store } from '../store/store.ts';
import { OperatorMistake } from './operator-mistake.ts';

/** What the command works with, made from the environment variables of the server. */
export interface OperatorParts {
  readonly api: DotsApi;
  readonly store: Store;
  close(): Promise<void>;
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads `DOTS_ENVIRONMENT`, `DOTS_CLIENT_ID`, `DOTS_API_KEY`, `DOTS_APP_ID`, `DOTS_FLOWS_STORE` and `DOTS_FLOWS_SCHEMA`.
 * Secrets come in this way only, never as arguments, which other users of a machine can read.
 *
 * @throws {@link OperatorMistake} naming the variable that is missing; never a value.
 */
export async function operatorParts(environment: Environment): Promise<OperatorParts> {
  const wanted = (name: string): string => {
    const value = environment[name];
    if (value === undefined || value === '') throw new OperatorMistake(`The environment variable ${name} is not set.`);
    return value;
  };
  const api = createDotsApi({
    environment: dotsEnvironment(wanted('DOTS_ENVIRONMENT')),
    clientId: wanted('DOTS_CLIENT_ID'),
    apiKey: wanted('DOTS_API_KEY'),
    ...(environment['DOTS_APP_ID'] ? { appId: environment['DOTS_APP_ID'] } : {}),
    ...(environment['DOTS_KEY_NAMESPACE'] ? { keyNamespace: environment['DOTS_KEY_NAMESPACE'] } : {}),
  });
  const place = wanted('DOTS_FLOWS_STORE');
  if (/^postgres(?:ql)?:\/\//.test(place)) return { api, ...(await openPostgres(place, environment)) };
  await refuseNewFile(place);
  const store = sqliteStore(place);
  return { api, store, close: () => store.close() };
}

function dotsEnvironment(text: string): DotsEnvironment {
  if (text === 'sandbox' || text === 'production') return text;
  if (URL.canParse(text)) return { baseUrl: text };
  throw new OperatorMistake('DOTS_ENVIRONMENT is neither "sandbox" nor "production" nor the URL of an emulator.');
}

/** A mistyped path would be a new, empty store, in which every payout is unknown. */
async function refuseNewFile(path: string): Promise<void> {
  const { existsSync } = await import('node:fs');
  if (!existsSync(path))
    throw new OperatorMistake('DOTS_FLOWS_STORE names a file that is not there. It has to be the store of the server.');
}

async function openPostgres(
  connectionString: string,
  environment: Environment,
): Promise<Pick<OperatorParts, 'store' | 'close'>> {
  const { default: pg } = await import('pg').catch(() => {
    throw new OperatorMistake('DOTS_FLOWS_STORE is a Postgres, and the package `pg` is not installed: npm install pg.');
  });
  const pool = new pg.Pool({ connectionString, max: 2 });
  const schema = environment['DOTS_FLOWS_SCHEMA'];
  const store = postgresStore(pool satisfies PostgresPool, schema ? { schema } : {});
  return {
    store,
    async close() {
      await store.close();
      await pool.end();
    },
  };
}
