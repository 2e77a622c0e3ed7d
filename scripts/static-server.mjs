import { createReadStream, statSync } from 'node:fs';
import { createServer } from 'node:http';
import path from 'node:path';

const TYPES = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

/** As plain as a static server can be: files of one folder, below any prefix, on a free port of this machine. */
export async function serveFolder(folder, prefix = '/') {
  const root = path.resolve(folder);
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const file = path.join(root, decodeURIComponent(pathname.slice(prefix.length - 1)));
    const isInside = pathname.startsWith(prefix) && (file === root || file.startsWith(root + path.sep));
    const found = isInside && [file, path.join(file, 'index.html')].find(isFile);
    if (!found) return void response.writeHead(404).end();
    response.writeHead(200, { 'content-type': TYPES[path.extname(found)] ?? 'application/octet-stream' });
    createReadStream(found).pipe(response);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}${prefix}`,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

const isFile = (file) => statSync(file, { throwIfNoEntry: false })?.isFile() === true;
