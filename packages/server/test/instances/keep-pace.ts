import type { WorldClock } from '@dots-flows/emulator';
import type { Clock } from '../../src/clock.ts';

const STEP_MS = 10;

/** Moves a standing clock along with another one, until the answer is called. */
export function keepPace(clock: WorldClock, pace: Clock): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isOver = false;

  async function step() {
    await clock.advance(Math.max(0, pace.nowMs() - clock.nowMs()));
    if (!isOver) timer = setTimeout(() => void step(), STEP_MS);
  }
  void step();

  return () => {
    isOver = true;
    clearTimeout(timer);
  };
}
