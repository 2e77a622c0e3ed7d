import { createWebhookVerifier } from '@dots-flows/server';
import { Webhook } from 'svix';
import { SectionBuilder } from '../measurement.ts';
import type { Section } from '../measurement.ts';
import { formatNumber } from '../report.ts';
import { measurePairs, summarizePairs } from '../statistics.ts';

const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const PER_ROUND = 3000;

export async function measureWebhookVerification(): Promise<Section> {
  const svix = new Webhook(SECRET);
  const verifier = createWebhookVerifier({ secrets: [SECRET] });
  const body = JSON.stringify({ event: 'transfer.updated', data: { id: '0190e6a4-5d5f-7000-8000-7f3f6d1f2a11' } });
  const bytes = new TextEncoder().encode(body);
  const signedAt = new Date();
  const plainHeaders = {
    'svix-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    'svix-timestamp': String(Math.floor(signedAt.getTime() / 1000)),
    'svix-signature': svix.sign('msg_p5jXN8AQM9LWM0D4loKWxJek', signedAt, body),
  };
  const headers = new Headers(plainHeaders);

  const perSecond = async (verifyAll: () => Promise<void>) => {
    const startedAt = performance.now();
    await verifyAll();
    return PER_ROUND / ((performance.now() - startedAt) / 1000);
  };
  const pairs = await measurePairs({
    warmUpRounds: 4,
    rounds: 15,
    ours: () =>
      perSecond(async () => {
        for (let count = 0; count < PER_ROUND; count += 1) await verifier.verify(headers, bytes);
      }),
    peer: () =>
      perSecond(() => {
        for (let count = 0; count < PER_ROUND; count += 1) svix.verify(body, plainHeaders);
        return Promise.resolve();
      }),
  });
  const { oursMedian, peerMedian, ratio, ratioLow, ratioHigh } = summarizePairs(pairs);
  return new SectionBuilder('Webhook verification', ['', 'ours', 'npm svix', 'ratio', 'middle half'])
    .note(`A webhook of ${bytes.length} bytes, one after another; ours checks more and reads the raw bytes.`)
    .row(
      'verifications/s',
      formatNumber(oursMedian),
      formatNumber(peerMedian),
      `${formatNumber(ratio)}x`,
      `${formatNumber(ratioLow)}-${formatNumber(ratioHigh)}`,
    )
    .measure('server/webhook-verification', ratio, 'x')
    .build();
}
