import type { Section } from '../measurement.ts';
import { measureHandOver } from './hand-over.ts';
import { measureHandlerThroughput } from './handler-throughput.ts';
import { measureInstanceGrowth } from './instance-growth.ts';
import { measureStoreThroughput } from './store-throughput.ts';
import { measureWebhookVerification } from './webhook-verification.ts';

/** Everything about the server half, one table after another. */
export async function* serverSuite(): AsyncGenerator<Section> {
  yield await measureHandOver();
  yield await measureStoreThroughput();
  yield await measureHandlerThroughput();
  yield await measureWebhookVerification();
  yield await measureInstanceGrowth();
}
