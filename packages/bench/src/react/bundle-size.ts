import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { build, transform } from 'esbuild';
import type { BuildResult } from 'esbuild';

/** All three in bytes. */
export interface BundleSize {
  readonly minified: number;
  readonly gzip: number;
  readonly brotli: number;
}

/** What the host has anyway, or counts for itself. */
const EXTERNAL = ['react', 'react/*', 'react-dom', 'react-dom/*', '@tanstack/react-query'];

export function compressedSize(content: string | Uint8Array): BundleSize {
  const bytes = Buffer.from(content);
  return {
    minified: bytes.length,
    gzip: gzipSync(bytes, { level: constants.Z_BEST_COMPRESSION }).length,
    brotli: brotliCompressSync(bytes, {
      params: {
        [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
        [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
      },
    }).length,
  };
}

/**
 * Bundles a source for production and measures what a page loads at once: the entry and what it imports statically.
 * Chunks behind a dynamic import are left out, for everybody.
 */
export async function measureBundle(source: string, resolveDirectory: string): Promise<BundleSize> {
  const result = await build({
    stdin: { contents: source, resolveDir: resolveDirectory, sourcefile: 'entry.js' },
    bundle: true,
    minify: true,
    splitting: true,
    format: 'esm',
    target: 'es2022',
    platform: 'browser',
    legalComments: 'none',
    define: { 'process.env.NODE_ENV': '"production"' },
    external: EXTERNAL,
    outdir: 'out',
    write: false,
    metafile: true,
    logLevel: 'error',
  });
  return compressedSize(Buffer.concat(loadedAtOnce(result).map((file) => file.contents)));
}

function loadedAtOnce(result: BuildResult<{ write: false; metafile: true }>) {
  const outputs = result.metafile.outputs;
  const wanted = Object.keys(outputs).filter((path) => outputs[path]?.entryPoint !== undefined);
  for (const path of wanted) {
    for (const { kind, path: imported, external } of outputs[path]?.imports ?? [])
      if (kind === 'import-statement' && !external && !wanted.includes(imported)) wanted.push(imported);
  }
  return result.outputFiles.filter((file) => wanted.some((path) => file.path.endsWith(path)));
}

/** Minifies a style sheet and measures it. */
export async function measureStyles(css: string): Promise<BundleSize> {
  const { code } = await transform(css, { loader: 'css', minify: true });
  return compressedSize(code);
}
