import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import path from 'node:path';
import { build } from 'rolldown';
import type { OutputChunk } from 'rolldown';

/** All three in bytes. */
export interface BundleSize {
  readonly minified: number;
  readonly gzip: number;
  readonly brotli: number;
}

/** What a page loads of a bundle. */
export interface BundleSizes {
  /** The entry and what it imports statically. */
  readonly atFirst: BundleSize;
  /** The same, and every chunk behind a dynamic import; each chunk is compressed by itself, as a server does. */
  readonly inAll: BundleSize;
}

/** What the host has anyway, or counts for itself. */
const EXTERNAL = /^(?:react|react-dom|@tanstack\/react-query)(?:$|\/)/;

/** What the import and the log of an empty module come to; size-limit takes it off, too. */
const EMPTY_IMPORT: BundleSize = { minified: 14, gzip: 34, brotli: 18 };

export function compressedSize(content: string | Uint8Array): BundleSize {
  const bytes = Buffer.from(content);
  return {
    minified: bytes.length,
    gzip: gzipSync(bytes, { level: constants.Z_BEST_COMPRESSION }).length,
    brotli: brotliCompressSync(bytes, {
      params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY },
    }).length,
  };
}

/** Bundles a source for production as size-limit does, so that both name the same figures. */
export async function measureBundle(source: string, resolveDirectory: string): Promise<BundleSizes> {
  const entry = path.join(resolveDirectory, 'measured-entry.js');
  const { output } = await build({
    input: entry,
    external: EXTERNAL,
    plugins: [
      {
        name: 'measured-entry',
        load: (id) => (id === entry ? source : null),
        resolveId: (id) => (id === entry ? id : null),
      },
    ],
    output: { comments: { annotation: false }, minify: true },
    treeshake: true,
    write: false,
    onLog(level, log) {
      // Rolldown only warns and leaves the module out, which would make everything look small.
      if (log.code === 'UNRESOLVED_IMPORT') throw new Error(`${log.id} imports something that is not installed.`);
    },
  });
  const chunks = output.filter((file) => file.type === 'chunk');
  return { atFirst: totalSize(loadedAtOnce(chunks)), inAll: totalSize(chunks) };
}

function loadedAtOnce(chunks: readonly OutputChunk[]): OutputChunk[] {
  const loaded = chunks.filter(({ isEntry }) => isEntry);
  for (const { imports } of loaded)
    loaded.push(...chunks.filter((chunk) => imports.includes(chunk.fileName) && !loaded.includes(chunk)));
  return loaded;
}

function totalSize(chunks: readonly OutputChunk[]): BundleSize {
  const sizes = chunks.map(({ code }) => compressedSize(code));
  const total = (key: keyof BundleSize) => sizes.reduce((sum, size) => sum + size[key], -EMPTY_IMPORT[key]);
  return { minified: total('minified'), gzip: total('gzip'), brotli: total('brotli') };
}
