import { parentPort, workerData } from 'node:worker_threads';
import { runBatch } from './batch.ts';
import type { Batch } from './batch.ts';

// A promise that nobody waits for is a fault of the library (I18): it ends the worker, and with it the run.
parentPort?.postMessage(await runBatch(workerData as Batch));
