import { expect, it } from 'vitest';
import { postgresTeller } from './postgres-teller.ts';

const settled = () => new Promise((resolve) => setImmediate(resolve));

function start() {
  const words: string[] = [];
  const pausesMs: number[] = [];
  let isAway = false;
  let endPause = () => undefined as void;
  const clock = {
    nowMs: () => 0,
    after(delayMs: number, run: () => void) {
      pausesMs.push(delayMs);
      endPause = run;
      return () => undefined;
    },
  };
  const client = {
    query({ values = [] }: { readonly values?: unknown[] | undefined }) {
      words.push(String(values[1]));
      return isAway ? Promise.reject(new Error('away')) : Promise.resolve({ rows: [] });
    },
  };
  return {
    words,
    pausesMs,
    teller: postgresTeller(client, 'channel', clock),
    pass: async () => {
      await settled();
      endPause();
      await settled();
    },
    setAway: (value: boolean) => void (isAway = value),
  };
}

it('tells of the first change at once, and of those that follow together, each session once', async () => {
  const { words, pausesMs, teller, pass } = start();
  teller.changed('first');
  const many = Array.from({ length: 130 }, (_, index) => `s-${index}`);
  for (const id of [...many, ...many]) teller.changed(id);
  await settled();
  expect({ words, pausesMs }).toEqual({ words: ['first'], pausesMs: [10] });
  await pass();
  await pass();
  expect(words.slice(1).map((word) => word.split(' '))).toEqual([many.slice(0, 100), many.slice(100)]);
  await pass();
  teller.changed('later');
  expect(words.at(-1)).toBe('later');
});

it('tells what is left when it is closed, without a pause', async () => {
  const { words, teller } = start();
  for (const id of ['one', 'two', 'three']) teller.changed(id);
  await teller.close();
  expect(words).toEqual(['one', 'two three']);
});

it('goes on after a word was lost', async () => {
  const { words, teller, pass, setAway } = start();
  setAway(true);
  teller.changed('lost');
  await pass();
  setAway(false);
  teller.changed('told');
  await teller.close();
  expect(words).toEqual(['lost', 'told']);
});
