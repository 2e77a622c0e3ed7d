import path from 'node:path';
import { defineConfig } from 'vite';

/** Builds the Flow pages as files that any static server can hand out below any path. */
export default defineConfig({
  root: path.join(import.meta.dirname, 'src/flow-page-static'),
  base: './',
  publicDir: false,
  build: {
    outDir: path.join(import.meta.dirname, 'dist/flow-page-static'),
    // The library's build has emptied dist, and has put its own modules of this folder there.
    emptyOutDir: false,
    target: 'es2022',
    sourcemap: false,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
});
