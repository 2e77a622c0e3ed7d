import { describe, expect, it } from 'vitest';
import { createWaitLimit } from './wait-limit.ts';

describe('createWaitLimit', () => {
  it('lets each account wait so often and no more', () => {
    const { enter } = createWaitLimit(2);
    enter('a');
    enter('a');
    expect(() => enter('a')).toThrow('already has 2 requests waiting');
    expect(() => enter('b')).not.toThrow();
  });

  it('takes a place back once, however often it is given back', () => {
    const { enter } = createWaitLimit(2);
    const leave = enter('a');
    enter('a');
    leave();
    leave();
    enter('a');
    expect(() => enter('a')).toThrow('already has 2');
  });
});
