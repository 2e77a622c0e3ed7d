import { expect, it } from 'vitest';
import { createFakeClock } from '../../test/http/fake-clock.ts';
import { postgresTeller } from './postgres-teller.ts';

function start() {
  const words: string[] = [];
  let isAway = false;
  const clock = createFakeClock(0);
  const client = {
    query({ values = [] }: { readonly values?: unknown[] | undefined }) {
      words.push(String(values[1]));
      return isAway ? Promise.reject(new Error('away')) : Promise.resolve({ rows: [] });
    },
  };
  return {
    words,
    teller: postgresTeller(client, 'channel', clock),
    pass: (ms: number) => clock.advance(ms),
    setAway(value: boolean) {
      isAway = value;
    },
  };
}

it('tells of the first change at once, and of those that follow together, each session once', async () => {
  const { words, teller, pass } = start();
  teller.changed('first');
  const many = Array.from({ length: 130 }, (_, index) => `s-${index}`);
  for (const id of [...many, ...many]) teller.changed(id);
  await pass(9);
  expect(words).toEqual(['first']);
  await pass(1);
  await pass(10);
  expect(words.slice(1).map((word) => word.split(' '))).toEqual([many.slice(0, 100), many.slice(100)]);
  await pass(10);
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
  await pass(10);
  setAway(false);
  teller.changed('told');
  await teller.close();
  expect(words).toEqual(['lost', 'told']);
});
