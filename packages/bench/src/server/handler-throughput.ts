import { fork } from 'node:child_process';
import { once } from 'node:events';
import { atLeast, SectionBuilder } from '../measurement.ts';
import type { Section } from '../measurement.ts';
import { formatNumber } from '../report.ts';
import { measurePairs, median, summarizePairs } from '../statistics.ts';
import { requestsPerSecond } from './request-load.ts';
import type { ServedRoute, UsedCpu } from './served-route.ts';

const LOAD = { path: '/api/dots/health', connections: 32, durationMs: 800 };
const WARM_UP_ROUNDS = 3;
const ROUNDS = 11;

/** A server process, and what one request costs it. */
async function startServer(side: 'ours' | 'bare') {
  const child = fork(new URL('served-route.ts', import.meta.url).pathname, [side]);
  const [{ port }] = (await once(child, 'message')) as [ServedRoute];
  const usedCpuMs = async () => {
    child.send('cpu');
    const [{ cpuMs }] = (await once(child, 'message')) as [UsedCpu];
    return cpuMs;
  };
  const cpuMicrosecondsPerRequest: number[] = [];
  return {
    cpuMicrosecondsPerRequest,
    async load() {
      const before = await usedCpuMs();
      const perSecond = await requestsPerSecond({ port, ...LOAD });
      const cpuMs = (await usedCpuMs()) - before;
      cpuMicrosecondsPerRequest.push((cpuMs * 1000) / (perSecond * (LOAD.durationMs / 1000)));
      return perSecond;
    },
    async stop() {
      child.disconnect();
      await once(child, 'exit');
    },
  };
}

export async function measureHandlerThroughput(): Promise<Section> {
  const [ours, bare] = await Promise.all([startServer('ours'), startServer('bare')]);
  try {
    const pairs = await measurePairs({
      warmUpRounds: WARM_UP_ROUNDS,
      rounds: ROUNDS,
      ours: () => ours.load(),
      peer: () => bare.load(),
    });
    const { oursMedian, peerMedian, ratio, ratioLow, ratioHigh } = summarizePairs(pairs);
    const cpu = (side: typeof ours) => median(side.cpuMicrosecondsPerRequest.slice(WARM_UP_ROUNDS));
    return new SectionBuilder('Handler behind node:http, static route', ['', 'our handler', 'bare node:http', 'ratio'])
      .note(`GET /health on ${LOAD.connections} connections; server and client are processes of their own.`)
      .note(`Middle half of the rounds: ${formatNumber(ratioLow)}-${formatNumber(ratioHigh)}x.`)
      .row('requests/s', formatNumber(oursMedian), formatNumber(peerMedian), `${formatNumber(ratio)}x`)
      .row(
        'CPU µs/request',
        formatNumber(cpu(ours)),
        formatNumber(cpu(bare)),
        `${formatNumber(cpu(bare) / cpu(ours))}x`,
      )
      .measure('server/handler-throughput', ratio, 'x', atLeast(0.6))
      .build();
  } finally {
    await Promise.all([ours.stop(), bare.stop()]);
  }
}
