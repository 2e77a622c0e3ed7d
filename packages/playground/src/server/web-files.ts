import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';

/** One file of the built page, ready to be sent. */
export interface WebFile {
  readonly body: Uint8Array<ArrayBuffer>;
  readonly contentType: string;
  readonly cacheControl: string;
}

/** The built page: every file by its path, and the page itself for all other addresses. */
export interface WebFiles {
  find(pathname: string): WebFile | null;
  readonly page: WebFile;
}

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
  '.webmanifest': 'application/manifest+json',
};

/**
 * Reads the built page into memory once: it is small, and a request can then reach nothing but these files.
 *
 * @throws Error that names the command when the page was not built.
 */
export async function readWebFiles(directory: string): Promise<WebFiles> {
  const names = await readdir(directory, { recursive: true }).catch(() => []);
  const files = new Map<string, WebFile>();
  for (const name of names) {
    const contentType = CONTENT_TYPES[path.extname(name)];
    if (!contentType) continue;
    const pathname = `/${name.split(path.sep).join('/')}`;
    // Names below /assets carry a hash of their content.
    const cacheControl = pathname.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache';
    files.set(pathname, { body: await readFile(path.join(directory, name)), contentType, cacheControl });
  }
  const page = files.get('/index.html');
  if (!page)
    throw new Error('The playground page is not built, so there is nothing to show. Run: node scripts/start.mjs');
  return { find: (pathname) => files.get(pathname) ?? null, page };
}
