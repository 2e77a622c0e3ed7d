import { connect } from 'node:net';
import type { Socket } from 'node:net';

export interface LoadOptions {
  readonly port: number;
  readonly path: string;
  readonly connections: number;
  readonly durationMs: number;
}

/**
 * Asks for one path over and over on keep-alive connections, one request under way on each, and counts the answers. It
 * works on raw sockets, with ready-made bytes and no parsing, so that the server and not the client is what is busy.
 */
export async function requestsPerSecond(options: LoadOptions): Promise<number> {
  const { port, path, connections, durationMs } = options;
  const request = Buffer.from(`GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n\r\n`);
  const answerLength = await lengthOfAnswer(port, request);
  const sockets = await Promise.all(Array.from({ length: connections }, () => open(port)));
  let answers = 0;
  const failures: Error[] = [];
  for (const socket of sockets) {
    let received = 0;
    socket.on('error', (error) => failures.push(error));
    socket.on('data', (chunk) => {
      received += chunk.length;
      if (received < answerLength) return;
      received -= answerLength;
      answers += 1;
      socket.write(request);
    });
  }
  const startedAt = performance.now();
  for (const socket of sockets) socket.write(request);
  await new Promise((resolve) => setTimeout(resolve, durationMs));
  const perSecond = answers / ((performance.now() - startedAt) / 1000);
  for (const socket of sockets) socket.destroy();
  if (failures[0]) throw failures[0];
  return perSecond;
}

function open(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true }, () => {
      socket.off('error', reject);
      resolve(socket);
    });
    socket.once('error', reject);
  });
}

/** Every answer is as long as the first: same headers, same body, and dates have a fixed length. */
async function lengthOfAnswer(port: number, request: Buffer): Promise<number> {
  const socket = await open(port);
  const text = await new Promise<string>((resolve) => {
    let received = '';
    socket.on('data', (chunk) => {
      received += chunk.toString('latin1');
      const headEnd = received.indexOf('\r\n\r\n');
      const bodyLength = Number(/\r\ncontent-length: (\d+)/i.exec(received)?.[1] ?? Number.NaN);
      if (headEnd >= 0 && received.length >= headEnd + 4 + bodyLength) resolve(received);
    });
    socket.write(request);
  });
  socket.destroy();
  if (!text.startsWith('HTTP/1.1 200')) throw new Error(`The server answered ${text.slice(0, 40)}.`);
  return text.length;
}
