import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import type { Answer, Command, Money, Started, StartOptions } from './process-messages.ts';

/** A refusal of the process, with the code of a `DotsFlowsError` where there was one. */
export class ProcessRefusal extends Error {
  override readonly name = 'ProcessRefusal';
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/**
 * A process in which playgrounds run, one after the other. The packages are TypeScript sources, which the test runner
 * would load in its own way; a process of its own loads them as `npm start` does.
 */
export class PlaygroundProcess {
  readonly #child: ChildProcess;
  readonly #open = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  #lastId = 0;

  constructor() {
    this.#child = fork(path.join(import.meta.dirname, 'serve.ts'), {
      execArgv: ['--conditions=@dots-flows/source', '--disable-warning=ExperimentalWarning'],
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    this.#child.on('message', (message) => {
      const { id, answer } = message as { id: number; answer: Answer };
      const waiting = this.#open.get(id);
      this.#open.delete(id);
      if (answer.ok) waiting?.resolve(answer.value);
      else waiting?.reject(new ProcessRefusal(answer.code, answer.message));
    });
    this.#child.on('exit', () => {
      for (const { reject } of this.#open.values()) reject(new Error('The playground process ended.'));
      this.#open.clear();
    });
  }

  start(options: StartOptions): Promise<Started> {
    return this.#send({ type: 'start', options }) as Promise<Started>;
  }

  stop(): Promise<unknown> {
    return this.#send({ type: 'stop' });
  }

  /** Ends the local Dots alone, so that it can no longer be reached. */
  stopDots(): Promise<unknown> {
    return this.#send({ type: 'stop-dots' });
  }

  money(): Promise<Money> {
    return this.#send({ type: 'money' }) as Promise<Money>;
  }

  advanceClock(ms: number): Promise<unknown> {
    return this.#send({ type: 'advance-clock', ms });
  }

  async end(): Promise<void> {
    if (this.#child.exitCode !== null) return;
    const exited = once(this.#child, 'exit');
    this.#child.disconnect();
    await exited;
  }

  #send(command: Command): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const id = (this.#lastId += 1);
      this.#open.set(id, { resolve, reject });
      this.#child.send({ id, command });
    });
  }
}
