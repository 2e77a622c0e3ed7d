import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { Batch, BatchResult } from './batch.ts';

/** Shares the runs among workers, in pieces that keep all of them busy to the end. */
export async function runBatches(
  whole: Batch,
  onProgress: (runs: number) => void = () => undefined,
): Promise<BatchResult> {
  const workers = Math.min(availableParallelism(), 8);
  const pieceSize = Math.max(10, Math.ceil((whole.to - whole.from) / (workers * 8)));
  const pieces: Batch[] = [];
  for (let from = whole.from; from < whole.to; from += pieceSize)
    pieces.push({ ...whole, from, to: Math.min(whole.to, from + pieceSize) });
  const results: BatchResult[] = [];

  async function work(): Promise<void> {
    for (let piece = pieces.shift(); piece !== undefined; piece = pieces.shift()) {
      results.push(await runInWorker(piece));
      onProgress(results.reduce((sum, { runs }) => sum + runs, 0));
    }
  }
  await Promise.all(Array.from({ length: workers }, work));
  return {
    runs: results.reduce((sum, { runs }) => sum + runs, 0),
    bad: results.flatMap(({ bad }) => bad),
    crashPointsHit: [...new Set(results.flatMap(({ crashPointsHit }) => crashPointsHit))],
  };
}

function runInWorker(batch: Batch): Promise<BatchResult> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./batch-worker.ts', import.meta.url), { workerData: batch });
    worker.once('message', (result: BatchResult) => resolve(result));
    worker.once('error', (error) =>
      reject(new Error(`Runs ${batch.from} to ${batch.to} of seed ${batch.seed} broke off.`, { cause: error })),
    );
  });
}
