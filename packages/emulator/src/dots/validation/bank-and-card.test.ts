import { describe, expect, it } from 'vitest';
import { checkBankAccount, isRoutingNumber } from './bank-account.ts';
import { checkCard, passesLuhn } from './card.ts';

describe('isRoutingNumber', () => {
  it.each(['021000021', '322271627', '026009593', '121000248', '091000022'])('takes the bank %s', (text) => {
    expect(isRoutingNumber(text)).toBe(true);
  });

  it.each(['021000022', '000000000', '123456789', '12100024', '991000021', '02100002a'])('refuses %s', (text) => {
    expect(isRoutingNumber(text)).toBe(false);
  });

  it('notices any one wrong digit', () => {
    const digits = '121000248'.split('').map(Number);
    const changed = digits.flatMap((digit, index) =>
      Array.from({ length: 9 }, (_, step) => digits.with(index, (digit + step + 1) % 10).join('')),
    );
    expect(changed.filter(isRoutingNumber)).toEqual([]);
  });
});

describe('checkBankAccount', () => {
  it('names each field that is wrong', () => {
    const fields = checkBankAccount({ routingNumber: '1', accountNumber: '12', accountType: 'purse' });
    expect(Object.keys(fields).toSorted()).toEqual(['accountNumber', 'accountType', 'routingNumber']);
  });

  it('takes spaces and dashes as people write them', () => {
    expect(
      checkBankAccount({ routingNumber: '0210 00021', accountNumber: '1234-5678', accountType: 'savings' }),
    ).toEqual({});
  });
});

describe('checkCard', () => {
  const now = Date.UTC(2026, 7, 3);

  it.each(['08/26', '0826', '12 / 2031'])('takes a Visa card that works until %s', (expiry) => {
    expect(checkCard({ cardNumber: '4242 4242 4242 4242', expiry }, now)).toEqual({});
  });

  it('refuses a card from the month after its last one on', () => {
    expect(checkCard({ cardNumber: '4242424242424242', expiry: '07/26' }, now)).toEqual({
      expiry: 'This card has expired.',
    });
  });

  it.each(['4242424242424243', '5555555555554444', '42424242', ''])('refuses the number %s', (cardNumber) => {
    expect(Object.keys(checkCard({ cardNumber, expiry: '08/29' }, now))).toEqual(['cardNumber']);
  });

  it.each(['13/29', '00/29', '8/29', 'soon'])('refuses the month %s', (expiry) => {
    expect(Object.keys(checkCard({ cardNumber: '4242424242424242', expiry }, now))).toEqual(['expiry']);
  });
});

describe('passesLuhn', () => {
  it('notices any one wrong digit', () => {
    const digits = '4111111111111111'.split('').map(Number);
    const changed = digits.flatMap((digit, index) =>
      Array.from({ length: 9 }, (_, step) => digits.with(index, (digit + step + 1) % 10).join('')),
    );
    expect(changed.filter(passesLuhn)).toEqual([]);
  });
});
