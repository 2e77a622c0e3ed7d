import { defineConfig } from 'vite';

/** Each sheet with all it imports as one file, minified: dist/styles.css and dist/devtools.css. */
export default defineConfig({
  root: import.meta.dirname,
  build: {
    emptyOutDir: false,
    cssMinify: 'lightningcss',
    // The first versions with light-dark(); for older ones it would be written out at four times the size.
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    rolldownOptions: {
      input: { styles: 'src/styles.css', devtools: 'src/devtools/devtools.css' },
      output: { assetFileNames: '[name][extname]' },
    },
  },
});
