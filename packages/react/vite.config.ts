import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { mergeConfig, preprocessCSS } from 'vite';
import type { Plugin, ResolvedConfig } from 'vite';
import { libraryConfig } from '../../vite.library.ts';

/** Writes dist/styles.css: the sheets under src in one file, in one cascade layer. */
function styles(): Plugin {
  let config: ResolvedConfig;
  return {
    name: 'dots-flows:styles',
    configResolved(resolved) {
      config = resolved;
    },
    async generateBundle() {
      const file = path.join(import.meta.dirname, 'src/styles.css');
      const { code } = await preprocessCSS(await readFile(file, 'utf8'), file, config);
      this.emitFile({ type: 'asset', fileName: 'styles.css', source: code });
    },
  };
}

export default mergeConfig(
  libraryConfig(import.meta.dirname, {
    index: 'src/index.ts',
    'testing/index': 'src/testing/index.ts',
    'messages/en': 'src/messages/en.ts',
    'messages/es': 'src/messages/es.ts',
    'messages/fr': 'src/messages/fr.ts',
    'messages/de': 'src/messages/de.ts',
    'messages/pt-BR': 'src/messages/pt-BR.ts',
    'messages/ja': 'src/messages/ja.ts',
    'messages/ar': 'src/messages/ar.ts',
  }),
  { plugins: [styles()] },
);
