import type { Section } from '../measurement.ts';
import { measureHandOver } from './hand-over.ts';
import { measureHandlerThroughput } from './handler-throughput.ts';
import { measureWebhookVerification } from './webhook-verification.ts';

/** Everything about the server half, one table after another. */
export async function* serverSuite(): AsyncGenerator<Section> {
  yield await measureHandOver();
  yield await measureHandlerThroughput();
  yield await measureWebhookVerification();
}
