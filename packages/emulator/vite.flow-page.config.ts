import path from 'node:path';
import { defineConfig } from 'vite';

/**
 * Builds the hosted Flow pages as an app that the emulator serves below its Flow origin.
 *
 * The emulator answers `/flow/<id>` with this `index.html`, hence the absolute base. No inline script, no inline style
 * and no data URL is written, so that the pages hold a policy of `script-src 'self'; style-src 'self'`.
 */
export default defineConfig({
  root: path.join(import.meta.dirname, 'src/flow-page'),
  base: '/flow-assets/',
  publicDir: false,
  build: {
    outDir: path.join(import.meta.dirname, 'dist/flow-page'),
    // Names without a hash overwrite themselves, and the types that lie there stay.
    emptyOutDir: false,
    target: 'es2022',
    sourcemap: false,
    assetsDir: '.',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        entryFileNames: 'flow-page.js',
        assetFileNames: (asset) => asset.names[0]?.replace(/^index/, 'flow-page') ?? '[name][extname]',
      },
    },
  },
});
