/**
 * The other end of `playground-process.ts`: a process that starts and stops playgrounds as its parent says, and lets it
 * look into the local Dots behind them. Runs on Node 24 with `--conditions=@dots-flows/source`.
 */
import { isDotsFlowsError } from '@dots-flows/core';
import { createEmulator } from '@dots-flows/emulator';
import type { Emulator } from '@dots-flows/emulator';
import { DEMO_WORKERS } from '../../src/server/demo-workers.ts';
import { startPlayground } from '../../src/start-playground.ts';
import { startLinkSwap } from './link-swap.ts';
import { ODD_WORKER } from './odd-worker.ts';
import type { Answer, Command, Money, Started, StartOptions } from './process-messages.ts';

const closers: (() => Promise<void>)[] = [];
let emulator: Emulator | null = null;

async function stop(): Promise<void> {
  for (const close of closers.splice(0).reverse())
    await close().catch((error: NodeJS.ErrnoException) => {
      // `stop-dots` has closed the local Dots already.
      if (error.code !== 'ERR_SERVER_NOT_RUNNING') throw error;
    });
  emulator = null;
}

async function start({ swapLinks, oddAmounts, credentials, otherDots }: StartOptions): Promise<Started> {
  await stop();
  let dots = otherDots ?? null;
  if (swapLinks) {
    const behind = await createEmulator();
    emulator = behind;
    closers.push(() => behind.close());
    const swap = await startLinkSwap(behind.apiUrl, swapLinks);
    closers.push(() => swap.close());
    const { clientId, apiKey, flowUrl: flowOrigin } = behind;
    dots = { baseUrl: swap.baseUrl, clientId, apiKey, flowOrigin };
  }
  const playground = await startPlayground({
    ports: { playground: 0, api: 0, flows: 0 },
    dataDirectory: null,
    otherDots: dots,
    credentials,
    workers: oddAmounts ? [...DEMO_WORKERS, ODD_WORKER] : DEMO_WORKERS,
  });
  closers.push(() => playground.stop());
  emulator ??= playground.emulator;
  return { url: playground.url, dots: playground.dots };
}

function money(): Money {
  if (!emulator) throw new Error('No local Dots is running.');
  const { world } = emulator;
  const users = world.users.list();
  const phoneOf = (userId: string) => users.find((user) => user.id === userId)?.phone.number ?? 'unknown';
  return {
    ledger: world.ledger.report(),
    transfers: world.transfers.list().map((transfer) => ({
      phone: phoneOf(transfer.userId),
      type: transfer.type,
      amountCents: transfer.amountCents,
      status: transfer.status,
    })),
    walletCentsByPhone: Object.fromEntries(users.map((user) => [user.phone.number, world.walletCents(user.id)])),
  };
}

async function obey(command: Command): Promise<unknown> {
  switch (command.type) {
    case 'start':
      return start(command.options);
    case 'stop':
      return stop();
    case 'stop-dots':
      return emulator?.close();
    case 'money':
      return money();
    case 'advance-clock':
      return emulator?.clock.advance(command.ms);
  }
}

async function answer(command: Command): Promise<Answer> {
  try {
    return { ok: true, value: await obey(command) };
  } catch (error) {
    const { name, message } = error as Error;
    return { ok: false, code: isDotsFlowsError(error) ? error.code : name, message };
  }
}

// One command after the other: each one changes what the next one finds.
let queue: Promise<unknown> = Promise.resolve();
process.on('message', ({ id, command }: { id: number; command: Command }) => {
  queue = queue.then(async () => process.send?.({ id, answer: await answer(command) }));
});
process.on('disconnect', () => {
  void stop().finally(() => process.exit(0));
});
