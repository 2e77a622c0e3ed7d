import { describe, expect, it } from 'vitest';
import { describePayoutMethod } from '../../dots/payout-method.ts';
import { checkComplianceForm } from '../../dots/validation/compliance-form.ts';
import {
  SAMPLE_BANK,
  SAMPLE_BIRTH_DATE,
  SAMPLE_EIN,
  SAMPLE_FOREIGN_ADDRESS,
  SAMPLE_FOREIGN_TAX_ID,
  SAMPLE_METHOD,
  SAMPLE_SSN,
  SAMPLE_US_ADDRESS,
} from '../parts/samples.ts';
import { birthDateError, isoBirthDate, joinBirthDate, splitBirthDate } from './birth-date.ts';
import { emailError, phoneError, requiredError } from './contact.ts';
import { formatCardNumber, formatDigits, formatExpiry } from './payout-details.ts';
import { einError, foreignTaxIdError, formatEin, formatSsn, ssnError } from './tax-id.ts';

const NOW_MS = Date.UTC(2026, 10, 22);

describe('birth dates', () => {
  it('survive being typed part by part', () => {
    const typed = joinBirthDate({
      ...splitBirthDate(joinBirthDate({ year: '', month: '5', day: '' })),
      year: '1994',
      day: '7',
    });
    expect(isoBirthDate(typed)).toBe('1994-05-07');
    expect(joinBirthDate({ year: '', month: '', day: '' })).toBe('');
  });
  it.each(['', '1994--', '94-05-07', '1994-13-01', '2001-02-29', '2999-01-01', '1801-01-01'])(
    '%j is refused',
    (text) => {
      expect(birthDateError(text)).not.toBeNull();
    },
  );
  it.each(['1994-5-7', '2000-02-29'])('%j is taken', (text) => {
    expect(birthDateError(text)).toBeNull();
  });
});

describe('tax numbers', () => {
  it('are written as on paper while they are typed', () => {
    expect(formatSsn('5362')).toBe('536-2');
    expect(formatSsn('536 22 1234 9')).toBe('536-22-1234');
    expect(formatEin('123456789')).toBe('12-3456789');
  });
  it.each(['', '536-22-123', '000-12-3456', '666-12-3456', '900-12-3456', '536-00-1234', '536-22-0000'])(
    'refuse the SSN %j',
    (text) => expect(ssnError(text)).not.toBeNull(),
  );
  it.each(['', '12-345678', '07-1234567', '89-1234567'])('refuse the EIN %j', (text) =>
    expect(einError(text)).not.toBeNull(),
  );
  it('take good ones', () => {
    expect([ssnError('536-22-1234'), einError('12-3456789'), foreignTaxIdError('DE 123/456/789')]).toEqual([
      null,
      null,
      null,
    ]);
  });
});

describe('contact data', () => {
  it('says what is missing, too long or wrong', () => {
    expect(requiredError(' ', 'Enter your name.')).toBe('Enter your name.');
    expect(requiredError('x'.repeat(51), '', 50)).toContain('50');
    expect(emailError('ana@example')).not.toBeNull();
    expect(emailError('ana@example.com')).toBeNull();
    expect(phoneError('1', '(415) 555-0142')).toBeNull();
    expect(phoneError('1', '115 555 0142')).not.toBeNull();
    expect(phoneError('44', '020 7946 0018')).toBeNull();
  });
});

describe('card and account numbers', () => {
  it('are brought into form while they are typed', () => {
    expect(formatCardNumber('4000056655665556')).toBe('4000 0566 5566 5556');
    expect(formatDigits('12 34-x')).toBe('1234');
    expect(['9', '09', '092', '0928', '1', '12', '12/'].map(formatExpiry)).toEqual([
      '09',
      '09',
      '09/2',
      '09/28',
      '1',
      '12',
      '12/',
    ]);
  });
  it('let an expiry date be deleted again', () => {
    expect(formatExpiry('09/')).toBe('09/');
    expect(formatExpiry('0')).toBe('0');
  });
});

describe('sample data', () => {
  const common = { legalName: 'Sam Sample', birthDate: SAMPLE_BIRTH_DATE, certified: true };
  it('passes the tax form of people, companies and foreigners', () => {
    const us = { ...common, ...SAMPLE_US_ADDRESS, country: 'US' } as const;
    expect(checkComplianceForm({ ...us, taxIdKind: 'ssn', taxId: SAMPLE_SSN }, NOW_MS)).toEqual({});
    expect(checkComplianceForm({ ...us, taxIdKind: 'ein', taxId: SAMPLE_EIN }, NOW_MS)).toEqual({});
    const { state: _none, ...abroad } = SAMPLE_FOREIGN_ADDRESS;
    const foreign = {
      ...common,
      ...abroad,
      country: 'DE',
      taxIdKind: 'foreign',
      taxId: SAMPLE_FOREIGN_TAX_ID,
    } as const;
    expect(checkComplianceForm(foreign, NOW_MS)).toEqual({});
  });
  it('passes as a payout method on every rail', () => {
    const { phoneNumber, cashTag, cardNumber, expiry } = SAMPLE_METHOD;
    const ids = { uuid: () => 'id', integer: () => 0, token: () => '', reset: () => undefined };
    for (const method of [
      { rail: 'ach', ...SAMPLE_BANK, accountType: 'checking' },
      { rail: 'venmo', phoneNumber },
      { rail: 'cash_app', cashTag: `$${cashTag}` },
      { rail: 'visa', cardNumber, expiry },
    ] as const) {
      expect(describePayoutMethod(method, ids, NOW_MS)).toMatchObject({ rail: method.rail, id: 'id' });
    }
  });
});
