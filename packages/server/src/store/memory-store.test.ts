import { createMemoryDatabase } from './memory-database.ts';
import { memoryStore } from './memory-store.ts';
import { describeStore } from '../../test/store/describe-store.ts';

describeStore(
  'memoryStore',
  () => {
    const database = createMemoryDatabase();
    let now = Date.parse('2026-08-03T09:00:00Z');
    const clock = { nowMs: () => now };
    return {
      connect: () => memoryStore({ clock, database }),
      passMs(ms) {
        now += ms;
      },
      nowMs: () => now,
      dispose: () => undefined,
    };
  },
  { contentionRounds: 20 },
);
