import { mkdtemp, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';
import type { InlineConfig } from 'vite';

const react = path.join(import.meta.dirname, '../packages/react');
const host = path.join(react, 'test/host');

/** What a host's server would serve, made from the sources when a test first asks for it. */
export interface HostPages {
  readonly html: (flowOrigin: string) => string;
  /** Scripts and the sheet, by path. */
  readonly files: ReadonlyMap<string, { readonly type: string; readonly body: string }>;
}

const shared: InlineConfig = {
  root: react,
  configFile: false,
  mode: 'development',
  logLevel: 'error',
  define: { 'process.env.NODE_ENV': '"development"' },
  resolve: { conditions: ['@dots-flows/source', 'module', 'browser', 'development'] },
};

/** Builds the pages with React's development build, which reports every hydration mismatch. */
export async function buildHostPages(): Promise<HostPages> {
  const outDir = await mkdtemp(path.join(react, 'node_modules/.host-pages-'));
  try {
    await build({
      ...shared,
      build: {
        outDir,
        emptyOutDir: false,
        minify: false,
        cssCodeSplit: true,
        // As Vite and Next do for their hosts by default: light-dark() is written out for older browsers.
        cssMinify: 'lightningcss',
        cssTarget: ['chrome111', 'firefox114', 'safari16.4'],
        rolldownOptions: {
          input: {
            client: path.join(host, 'host-client.tsx'),
            return: path.join(host, 'host-return.ts'),
            styles: path.join(react, 'src/styles.css'),
          },
          output: { entryFileNames: '[name].js', chunkFileNames: '[name].js', assetFileNames: '[name][extname]' },
        },
      },
    });
    await build({
      ...shared,
      ssr: { noExternal: true, resolve: { conditions: ['@dots-flows/source', 'module', 'development'] } },
      build: { outDir, emptyOutDir: false, minify: false, ssr: path.join(host, 'host-server.tsx') },
    });
    const { renderHost } = (await import(
      /* @vite-ignore */ pathToFileURL(path.join(outDir, 'host-server.js')).href
    )) as {
      renderHost: (flowOrigin: string) => string;
    };
    const files = new Map<string, { type: string; body: string }>();
    for (const [file, type] of [
      ['client.js', 'text/javascript'],
      ['return.js', 'text/javascript'],
      ['return-message.js', 'text/javascript'],
      ['styles.css', 'text/css'],
    ] as const) {
      const body = await readFile(path.join(outDir, file), 'utf8').catch(() => null);
      if (body !== null) files.set(`/host/${file}`, { type, body });
    }
    return { files, html: renderHost };
  } finally {
    await rm(outDir, { recursive: true, force: true });
  }
}
