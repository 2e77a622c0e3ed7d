import { rmSync } from 'node:fs';
import path from 'node:path';
import { defineConfig } from 'vite';

const outDir = path.join(import.meta.dirname, 'dist/flow-page');

/**
 * Builds the hosted Flow pages as an app that the emulator serves below its Flow origin.
 *
 * The emulator answers `/flow/<id>` with this `index.html` and `/flow-assets/` with what lies beside it, hence the
 * absolute base. No inline script, no inline style and no data URL is written, so that the pages hold a policy of
 * `script-src 'self'; style-src 'self'`.
 */
export default defineConfig({
  root: path.join(import.meta.dirname, 'src/flow-page'),
  base: '/flow-assets/',
  publicDir: false,
  plugins: [
    {
      // The folder holds declarations of the package, too: only what this build wrote earlier may go.
      name: 'empty-assets',
      buildStart: () => rmSync(path.join(outDir, 'assets'), { recursive: true, force: true }),
    },
  ],
  build: {
    outDir,
    emptyOutDir: false,
    target: 'es2022',
    sourcemap: false,
    assetsDir: 'assets',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
});
