/** The process behind `npm start`: a local Dots, the app's server and its page. */
import { isDotsFlowsError } from '@dots-flows/core';
import type { DotsFlowsEvent } from '@dots-flows/server';
import { StartError } from './server/start-error.ts';
import { readSettings } from './settings.ts';
import { startPlayground } from './start-playground.ts';

const say = (text: string) => process.stdout.write(`${text}\n`);

/** Long enough for open requests to end, short enough for whoever waits at the terminal. */
const STOP_PATIENCE_MS = 5000;

/** What somebody at the terminal should know. Events hold no secret and no personal datum, so they can be printed. */
function reportTrouble(event: DotsFlowsEvent): void {
  if (event.type === 'alarm' || event.type === 'http-failed' || event.type === 'sweep-failed')
    process.stderr.write(`${JSON.stringify(event)}\n`);
}

async function main(): Promise<void> {
  const playground = await startPlayground({ ...readSettings(process.env), onEvent: reportTrouble });

  let isStopping = false;
  const stop = () => {
    if (isStopping) return;
    isStopping = true;
    setTimeout(() => process.exit(1), STOP_PATIENCE_MS).unref();
    playground.stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
  // The script that started this process holds the other end; when it is gone, so is the reason to run.
  if (process.connected) process.on('disconnect', stop);

  const { url, dots, emulator } = playground;
  say('');
  say(`  Earnings is ready:  ${url}`);
  say('');
  if (emulator) {
    say(
      `  Sign in as any demo worker. The code that text messages would bring is ${emulator.world.settings.verificationCode}.`,
    );
    say(`  Behind the scenes: ${emulator.controlUrl}`);
  } else {
    say(`  It runs against the Dots at ${dots.baseUrl}.`);
  }
  say('  Ctrl-C ends it.');
  say('');
  const ready = {
    playground: url,
    api: dots.baseUrl,
    flows: dots.flowOrigin,
    clientId: dots.clientId,
    apiKey: dots.apiKey,
  };
  // The key is printed only for the local Dots, whose key is no secret.
  say(`ready ${JSON.stringify(emulator ? ready : { ...ready, apiKey: '' })}`);
}

main().catch((error: unknown) => {
  const isForPeople = error instanceof StartError || isDotsFlowsError(error);
  process.stderr.write(
    `\nThe playground could not start. ${isForPeople ? error.message : String((error as Error).stack)}\n`,
  );
  process.exit(1);
});
