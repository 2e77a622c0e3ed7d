import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AttemptRecord, SessionBundle } from '../store/records.ts';
import { decideSending } from './decide-sending.ts';
import { derivePayoutKey, referenceTag } from './payout-key.ts';
import { SAFE_RULES } from './rules.ts';
import { TIMES } from './times.ts';
import { mergeStatusForward } from './transfer-status.ts';

const SEED = 20_260_803;
const NAMESPACE = '9b0d8f6e-3c52-5a64-8f43-6f1f0c1f7a2d';
const keyInput = { namespace: NAMESPACE, reference: 'inv_1', ordinal: 1, amountCents: 100, format: 'uuid-v5' } as const;

const attempt = (fields: Partial<AttemptRecord> = {}): AttemptRecord => ({
  ordinal: 1,
  key: 'key',
  dotsUserId: 'user',
  amountCents: 100,
  firstIntentAtMs: 0,
  lastIntentAtMs: 0,
  postCount: 1,
  answer: 'unknown',
  emptyLooks: 0,
  transferId: null,
  status: null,
  evidence: null,
  ...fields,
});

describe('derivePayoutKey', () => {
  it('is the same for ever: a change of it would send payouts twice that are on their way', () => {
    expect(derivePayoutKey(keyInput)).toBe('8aa2dc06-8ec5-51fb-897a-177f673547bd');
    expect(referenceTag(NAMESPACE, 'inv_1')).toBe('7e9f1605-3b3b-561c-b51c-ec2b0655593e');
  });

  it('depends on App, payout and ordinal, and on nothing else', () => {
    const key = derivePayoutKey(keyInput);
    expect(derivePayoutKey({ ...keyInput, amountCents: 999 })).toBe(key);
    for (const other of [{ reference: 'inv_2' }, { ordinal: 2 }, { namespace: NAMESPACE.replace('9', '8') }])
      expect(derivePayoutKey({ ...keyInput, ...other })).not.toBe(key);
  });

  it('is a UUID of version 5, or one that looks like version 4', () => {
    const uuid = (version: number) =>
      new RegExp(`^[0-9a-f]{8}-[0-9a-f]{4}-${version}[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$`);
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.integer({ min: 1, max: 99 }), (reference, ordinal) => {
        expect(derivePayoutKey({ ...keyInput, reference, ordinal })).toMatch(uuid(5));
        expect(derivePayoutKey({ ...keyInput, reference, ordinal, format: 'uuid-v4-shaped' })).toMatch(uuid(4));
      }),
      { seed: SEED },
    );
  });

  it('never meets another payout`s: no reference and ordinal can be read two ways', () => {
    fc.assert(
      fc.property(fc.string(), fc.nat(99), fc.string(), fc.nat(99), (a, m, b, n) => {
        fc.pre(a !== b || m !== n);
        const [one, two] = [
          { reference: a, ordinal: m },
          { reference: b, ordinal: n },
        ].map((fields) => derivePayoutKey({ ...keyInput, ...fields }));
        expect(one).not.toBe(two);
      }),
      { seed: SEED },
    );
  });
});

describe('wireAmountCents', () => {
  it('turns the amount around, for every amount there is', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }), (cents) => {
        expect(SAFE_RULES.wireAmountCents(cents)).toBe(-cents);
      }),
      { seed: SEED },
    );
  });

  it.each([0, -1, 1.5, Number.NaN, 2 ** 53, Infinity])('stops at %j', (cents) => {
    expect(() => SAFE_RULES.wireAmountCents(cents)).toThrow('stopped before it was sent');
  });
});

describe('mergeStatusForward', () => {
  const statuses = ['created', 'pending', 'flagged', 'completed', 'failed', 'canceled', 'reversed'];

  it.each([
    [null, 'created', 'created'],
    ['created', 'pending', 'pending'],
    ['pending', 'created', 'pending'],
    ['pending', 'flagged', 'flagged'],
    ['flagged', 'pending', 'pending'],
    ['flagged', 'created', 'flagged'],
    ['flagged', 'completed', 'completed'],
    ['completed', 'pending', 'completed'],
    ['completed', 'flagged', 'completed'],
    ['completed', 'reversed', 'reversed'],
    ['reversed', 'completed', 'reversed'],
    ['failed', 'pending', 'failed'],
    [null, 'teleported', 'pending'],
    ['completed', 'teleported', 'completed'],
  ])('makes of %s and %s: %s', (known, read, status) => {
    expect(mergeStatusForward(known, read)).toEqual({ status, contradicts: false });
  });

  it('says when two final words contradict each other, and keeps the first', () => {
    for (const known of ['completed', 'failed', 'canceled'])
      for (const read of ['completed', 'failed', 'canceled'])
        expect(mergeStatusForward(known, read)).toEqual({ status: known, contradicts: known !== read });
  });

  it('never leaves a final status, whatever is read after it, but for reversed', () => {
    const FINAL = ['completed', 'failed', 'canceled', 'reversed'];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...statuses)), fc.constantFrom(...FINAL), (read, final) => {
        const end = read.reduce<string>((known, status) => mergeStatusForward(known, status).status, final);
        expect([final, 'reversed']).toContain(end);
      }),
      { seed: SEED },
    );
  });
});

describe('decideSending', () => {
  const decide = (fields: Partial<AttemptRecord>, nowMs: number) =>
    decideSending({ attempt: attempt(fields), nowMs, times: TIMES });

  it('never posts within the quiet period, whatever was seen', () => {
    const answers = [null, 'unknown', 'not-sent', 'duplicate-key', 'refused', 'credentials'] as const;
    fc.assert(
      fc.property(
        fc.constantFrom(...answers),
        fc.nat(9),
        fc.integer({ min: 0, max: TIMES.quietMs - 1 }),
        fc.boolean(),
        (answer, emptyLooks, nowMs, isFirst) => {
          const decision = decide({ answer, emptyLooks, firstIntentAtMs: isFirst ? 0 : null }, nowMs);
          expect(decision).toEqual({ kind: 'wait', isCounted: false, nextInMs: null });
        },
      ),
      { seed: SEED },
    );
  });

  it('posts at once what was never sent', () => {
    expect(decide({ firstIntentAtMs: null, lastIntentAtMs: null, postCount: 0, answer: null }, 5)).toEqual({
      kind: 'post',
    });
  });

  it('posts the same key again after the quiet period and two empty looks', () => {
    expect(decide({}, TIMES.quietMs)).toMatchObject({ kind: 'wait', isCounted: true });
    expect(decide({ emptyLooks: 1 }, TIMES.quietMs)).toEqual({ kind: 'post' });
  });

  it('gives an unknown key up when the trust window is over, not before', () => {
    expect(decide({ emptyLooks: 1, lastIntentAtMs: 1 }, TIMES.trustMs - 1)).toEqual({ kind: 'post' });
    expect(decide({ emptyLooks: 1, lastIntentAtMs: 1 }, TIMES.trustMs)).toEqual({
      kind: 'attention',
      reason: 'key-too-old',
    });
  });

  it('takes a refusal for final after two empty looks, when it was the only POST', () => {
    expect(decide({ answer: 'refused' }, TIMES.quietMs)).toMatchObject({ kind: 'wait', isCounted: true });
    expect(decide({ answer: 'refused', emptyLooks: 1 }, TIMES.quietMs)).toEqual({ kind: 'refused' });
    expect(decide({ answer: 'refused', emptyLooks: 9, firstIntentAtMs: -1 }, TIMES.quietMs)).toMatchObject({
      kind: 'wait',
    });
  });

  it('never takes a rejected key for a failure or a success: it looks on, for an hour', () => {
    for (const emptyLooks of [0, 1, 2, 50])
      expect(decide({ answer: 'duplicate-key', emptyLooks }, TIMES.invisiblePatienceMs - 1)).toMatchObject({
        kind: 'wait',
      });
    expect(decide({ answer: 'duplicate-key' }, TIMES.invisiblePatienceMs)).toEqual({
      kind: 'attention',
      reason: 'rejection-invisible',
    });
  });
});

describe('isProvenDead', () => {
  it('needs a transfer that Dots shows failed or canceled', () => {
    const isDead = (fields: Partial<AttemptRecord>) => SAFE_RULES.isProvenDead(attempt(fields));
    expect(isDead({ transferId: 't', status: 'failed' })).toBe(true);
    expect(isDead({ transferId: 't', status: 'canceled' })).toBe(true);
    for (const status of ['created', 'pending', 'flagged', 'completed', 'reversed', null])
      expect(isDead({ transferId: 't', status })).toBe(false);
    for (const answer of ['refused', 'unknown', 'not-sent', 'duplicate-key'] as const)
      expect(isDead({ answer, status: 'failed' })).toBe(false);
  });
});

describe('mayShowPayoutLink', () => {
  it('needs a funded phase and a newest attempt that is completed', () => {
    const bundle = (phase: string, statuses: (string | null)[]) =>
      ({ session: { phase }, attempts: statuses.map((status) => attempt({ status })) }) as unknown as SessionBundle;
    expect(SAFE_RULES.mayShowPayoutLink(bundle('FUNDED', ['completed']))).toBe(true);
    expect(SAFE_RULES.mayShowPayoutLink(bundle('PRESENTING', ['failed', 'completed']))).toBe(true);
    for (const phase of ['SENDING', 'ACCEPTED', 'HELD', 'ATTENTION', 'REVERSED', 'DONE'])
      expect(SAFE_RULES.mayShowPayoutLink(bundle(phase, ['completed']))).toBe(false);
    for (const statuses of [[], [null], ['pending'], ['completed', 'reversed'], ['completed', null]])
      expect(SAFE_RULES.mayShowPayoutLink(bundle('PRESENTING', statuses))).toBe(false);
  });
});
