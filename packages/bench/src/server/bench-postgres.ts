import { startPostgres } from '@dots-flows/testkit/postgres';
import pg from 'pg';

/** A real Postgres that keeps its promises (fsync on), and pools on it that are ended with it. */
export interface BenchPostgres {
  newPool(connections: number): pg.Pool;
}

export async function withPostgres(work: (postgres: BenchPostgres) => Promise<void>): Promise<void> {
  const server = await startPostgres({ durable: true });
  const pools: pg.Pool[] = [];
  try {
    await work({
      newPool(connections) {
        const pool = new pg.Pool({ connectionString: server.connectionString, max: connections });
        // At the end the server may close a connection before the pool does.
        pool.on('error', () => undefined);
        pools.push(pool);
        return pool;
      },
    });
  } finally {
    await Promise.all(pools.map((pool) => pool.end()));
    await server.stop();
  }
}
