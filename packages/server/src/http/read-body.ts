import { DotsFlowsError } from '@dots-flows/core';
import type { Clock } from '../clock.ts';

/** How a body is bounded while it is read. */
export interface BodyBounds {
  readonly maxBytes: number;
  /** How long the whole body may take. A sender that drips bytes would else hold a connection for ever. */
  readonly timeoutMs: number;
  readonly clock: Clock;
}

const tooLarge = (maxBytes: number): DotsFlowsError =>
  new DotsFlowsError('body-too-large', {
    message: `The request body is larger than the ${maxBytes} bytes that this route reads. Nothing was done. Send only what the contract names.`,
  });

const broken = (what: string): DotsFlowsError =>
  new DotsFlowsError('invalid-request', {
    message: `The request body ${what}. Nothing was done. Send it again, whole.`,
  });

/**
 * Reads a body, counting as it comes: the length header is only a claim, and it may be missing.
 *
 * @throws {@link DotsFlowsError} `body-too-large`, or `invalid-request` when the body is late, cut off or already read.
 */
export async function readBody(
  request: Request,
  { maxBytes, timeoutMs, clock }: BodyBounds,
): Promise<Uint8Array<ArrayBuffer>> {
  const claimed = request.headers.get('content-length');
  if (claimed !== null && Number(claimed) > maxBytes) throw tooLarge(maxBytes);
  if (request.bodyUsed) throw broken('was already read by something in front of the handler');
  const { body } = request;
  if (body === null) return new Uint8Array();

  const reader = (body as ReadableStream<Uint8Array>).getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  let isLate = false;
  const stopTimer = clock.after(timeoutMs, () => {
    isLate = true;
    // Ends the pending read as done, which is why lateness is kept in a flag.
    void reader.cancel().catch(() => {});
  });
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (isLate) throw broken(`did not arrive within ${timeoutMs} ms`);
      if (done) break;
      size += value.byteLength;
      if (size > maxBytes) {
        void reader.cancel().catch(() => {});
        throw tooLarge(maxBytes);
      }
      chunks.push(value);
    }
  } catch (error) {
    throw error instanceof DotsFlowsError ? error : broken('ended before it was complete');
  } finally {
    stopTimer();
  }
  const bytes = new Uint8Array(size);
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return bytes;
}
