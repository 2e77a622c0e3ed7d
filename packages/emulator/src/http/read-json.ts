import { isBody } from '../dots/body-fields.ts';
import type { Body } from '../dots/body-fields.ts';
import { DotsRefusal, invalidInput } from '../dots/dots-refusal.ts';

const MOST_BYTES = 1_048_576;

/**
 * Reads a request's body as a JSON object.
 *
 * @throws DotsRefusal `invalid-input`: 400 for what is no JSON object, 413 for more than 1 MiB.
 */
export async function readJson(request: Request): Promise<Body> {
  const text = await readBounded(request);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw invalidInput('The body is not JSON.');
  }
  if (!isBody(value)) throw invalidInput('The body must be a JSON object.');
  return value;
}

/** Stops reading as soon as it is too much. */
async function readBounded(request: Request): Promise<string> {
  if (request.body === null) return '';
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  for await (const chunk of request.body) {
    bytes += chunk.byteLength;
    if (bytes > MOST_BYTES) throw new DotsRefusal(413, 'invalid-input', 'The body is larger than 1 MiB.');
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}
