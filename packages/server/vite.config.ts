import { libraryConfig } from '../../vite.library.ts';

export default libraryConfig(import.meta.dirname, {
  index: 'src/index.ts',
  node: 'src/node.ts',
  opentelemetry: 'src/opentelemetry.ts',
  'operator/cli': 'src/operator/cli.ts',
  'pg-boss-sweeper': 'src/pg-boss-sweeper.ts',
  'store/sqlite-store': 'src/store/sqlite-store.ts',
  'store/postgres-store': 'src/store/postgres-store.ts',
});
