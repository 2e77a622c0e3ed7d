import path from 'node:path';
import react from '@vitejs/plugin-react';
import { defaultClientConditions, defineConfig } from 'vite';

/** Builds the page that the playground's server serves. It holds a policy of `script-src 'self'; style-src 'self'`. */
export default defineConfig({
  root: path.join(import.meta.dirname, 'src/web'),
  publicDir: path.join(import.meta.dirname, 'src/web/public'),
  plugins: [react()],
  // The libraries' own sources, so that a start needs no build of them.
  resolve: { conditions: ['@dots-flows/source', ...defaultClientConditions] },
  build: {
    outDir: path.join(import.meta.dirname, 'dist/web'),
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    // A start that prints how long its parts took is no calmer for it.
    rolldownOptions: { checks: { bundlerTimings: false } },
  },
});
