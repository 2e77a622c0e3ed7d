import { describe, expect, it } from 'vitest';
import { createLedger } from './ledger.ts';

const entry = { transferId: 't', atMs: 0 };

describe('createLedger', () => {
  it('takes from one account what it gives to another', () => {
    const ledger = createLedger();
    ledger.fund(1000);
    ledger.move({ from: 'app', to: 'wallet:ana', amountCents: 300, ...entry });
    ledger.move({ from: 'wallet:ana', to: 'paid-out', amountCents: 100, ...entry });
    ledger.move({ from: 'app', to: 'held', amountCents: 50, ...entry });
    expect(ledger.report()).toEqual({
      fundedCents: 1000,
      appCents: 650,
      heldCents: 50,
      walletsCents: 200,
      paidOutCents: 100,
      balanced: true,
    });
  });

  it.each([0, -5, 1.5, Number.NaN, 2 ** 53])('refuses to move %s cents', (amountCents) => {
    const ledger = createLedger();
    ledger.fund(1000);
    expect(() => ledger.move({ from: 'app', to: 'held', amountCents, ...entry })).toThrow(RangeError);
    expect(ledger.balanceCents('app')).toBe(1000);
  });

  it('refuses to take more than an account holds', () => {
    const ledger = createLedger();
    ledger.fund(10);
    expect(() => ledger.move({ from: 'app', to: 'held', amountCents: 11, ...entry })).toThrow(RangeError);
    expect(ledger.report().balanced).toBe(true);
  });
});
