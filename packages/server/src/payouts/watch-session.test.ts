import { describe, expect, it } from 'vitest';
import type { Clock } from '../clock.ts';
import { createNotifier } from './notifier.ts';
import { watchSession } from './watch-session.ts';

/** Time never passes: only a change, or a call, ends a wait. */
const standing: Clock = { nowMs: () => 0, after: () => () => undefined };

async function isOver(wait: Promise<void>): Promise<boolean> {
  let over = false;
  void wait.then(() => (over = true));
  for (let turn = 0; turn < 10; turn++) await Promise.resolve();
  return over;
}

describe('watchSession', () => {
  it('hears of a change before it is known which session is meant', async () => {
    const notifier = createNotifier();
    const watch = watchSession(notifier, standing);
    notifier.changed('meant');
    watch.focus('meant');
    expect(await isOver(watch.change(1_000))).toBe(true);
    expect(await isOver(watch.change(1_000))).toBe(false);
  });

  it('hears of a change between two waits, and of no other session', async () => {
    const notifier = createNotifier();
    const watch = watchSession(notifier, standing);
    notifier.changed('other');
    watch.focus('meant');
    notifier.changed('other');
    expect(await isOver(watch.change(1_000))).toBe(false);
    const next = watchSession(notifier, standing);
    next.focus('meant');
    notifier.changed('meant');
    expect(await isOver(next.change(1_000))).toBe(true);
  });

  it('hears nothing any more after its end', async () => {
    const notifier = createNotifier();
    const watch = watchSession(notifier, standing);
    watch.focus('meant');
    watch.end();
    notifier.changed('meant');
    expect(await isOver(watch.change(1_000))).toBe(false);
  });
});
