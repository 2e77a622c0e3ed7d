import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The built page app, held in memory. */
export interface FlowPageFiles {
  /** `index.html`, or a page that says how to build it. */
  page(): string;
  asset(name: string): { readonly bytes: Uint8Array<ArrayBuffer>; readonly type: string } | undefined;
}

/** Both `src/http` and `dist/http` lie two folders below the package. */
const builtPages = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../dist/flow-page');

const types: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

/** Reads the pages when they are first asked for, so that an API-only use needs none. */
export function readFlowPageFiles(directory: string = builtPages): FlowPageFiles {
  let files: ReadonlyMap<string, Uint8Array<ArrayBuffer>> | undefined;
  const all = () => {
    // An empty result is not kept: the pages may be built while the emulator runs.
    if (files === undefined || files.size === 0) files = readDirectory(directory);
    return files;
  };
  return {
    page() {
      const html = all().get('index.html');
      return html === undefined ? NOT_BUILT : new TextDecoder().decode(html);
    },
    asset(name) {
      const bytes = all().get(name);
      const type = types[path.extname(name)];
      return bytes === undefined || type === undefined ? undefined : { bytes, type };
    },
  };
}

function readDirectory(directory: string): ReadonlyMap<string, Uint8Array<ArrayBuffer>> {
  try {
    const names = readdirSync(directory, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    return new Map(
      names.map((entry) => {
        const file = path.join(entry.parentPath, entry.name);
        return [path.relative(directory, file).replaceAll(path.sep, '/'), new Uint8Array(readFileSync(file))];
      }),
    );
  } catch {
    return new Map();
  }
}

const NOT_BUILT = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Flow pages are not built</title></head>
<body><h1>The Flow pages are not built</h1>
<p>Run <code>pnpm --filter @dots-flows/emulator build</code>, then load this page again.</p></body>
</html>`;
