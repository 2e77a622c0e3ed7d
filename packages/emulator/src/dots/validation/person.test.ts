import { describe, expect, it } from 'vitest';
import { usForm } from '../../../test-support/page-visit.ts';
import { birthDateProblem } from './birth-date.ts';
import { checkComplianceForm } from './compliance-form.ts';
import { isEmail } from './email.ts';
import { parsePhoneNumber, phoneKey } from './phone-number.ts';
import { checkUsAddress } from './us-address.ts';

const now = Date.UTC(2026, 7, 3);

describe('birthDateProblem', () => {
  it.each(['1990-02-03', '2008-08-03', '2000-02-29'])('takes %s', (text) => {
    expect(birthDateProblem(text, now, 18)).toBeNull();
  });

  it('counts eighteen years to the day', () => {
    expect(birthDateProblem('2008-08-03', now, 18)).toBeNull();
    expect(birthDateProblem('2008-08-04', now, 18)).toBe('You must be at least 18 years old.');
  });

  it.each(['1990-02-30', '1999-02-29', '1990-13-01', '1990-00-10', '90-01-01', '1890-01-01', '2027-01-01', ''])(
    'refuses %s',
    (text) => {
      expect(birthDateProblem(text, now, 18)).toEqual(expect.any(String));
    },
  );
});

describe('parsePhoneNumber', () => {
  it.each([
    ['1', '(415) 555-0134'],
    ['+1', '415.555.0134'],
    ['1', '1 415 555 0134'],
  ])('reads %s %s as one number', (country, number) => {
    const phone = parsePhoneNumber(country, number);
    expect(typeof phone === 'string' ? phone : phoneKey(phone)).toBe('+14155550134');
  });

  it('drops the trunk zero of other countries', () => {
    expect(parsePhoneNumber('44', '07700 900123')).toEqual({ countryCode: '44', number: '7700900123' });
  });

  it.each([
    ['1', '555 0134'],
    ['1', '115 555 0134'],
    ['1', '415 055 0134'],
    ['', '415 555 0134'],
    ['1234', '415 555 0134'],
    ['0', '415 555 0134'],
    ['44', '12'],
    ['49', '1234567890123456'],
    ['1', 'call me maybe'],
  ])('refuses %s %s with a sentence', (country, number) => {
    expect(parsePhoneNumber(country, number)).toEqual(expect.any(String));
  });
});

describe('checkUsAddress', () => {
  const address = { line1: '350 Alabama St', city: 'San Francisco', state: 'CA', postalCode: '94110' };

  it.each([
    address,
    { ...address, postalCode: '94110-1234' },
    { ...address, state: 'ny', postalCode: '10001' },
    { ...address, state: 'PR', postalCode: '00901' },
  ])('takes $state $postalCode', (good) => {
    expect(checkUsAddress(good)).toEqual({});
  });

  it('refuses a ZIP of another state', () => {
    expect(checkUsAddress({ ...address, postalCode: '10001' })).toEqual({ postalCode: 'This ZIP code is not in CA.' });
  });

  it('names every empty field', () => {
    const fields = checkUsAddress({ line1: '', city: '', state: 'ZZ', postalCode: 'x' });
    expect(Object.keys(fields).toSorted()).toEqual(['city', 'line1', 'postalCode', 'state']);
  });
});

describe('checkComplianceForm', () => {
  const foreign = {
    country: 'BR',
    taxIdKind: 'foreign',
    taxId: '390.533.447-05',
    birthDate: '1990-02-03',
    legalName: 'Bruno Lima',
    line1: 'Rua Augusta 1500',
    line2: '',
    city: 'São Paulo',
    region: 'SP',
    postalCode: '01304-001',
    certified: true,
  } as const;

  it('takes a W-9 and a W-8BEN', () => {
    expect(checkComplianceForm(usForm, now)).toEqual({});
    expect(checkComplianceForm(foreign, now)).toEqual({});
  });

  it('asks a company for no birth date', () => {
    expect(
      checkComplianceForm({ ...usForm, taxIdKind: 'ein', taxId: '12-3456789', birthDate: '' } as typeof usForm, now),
    ).toEqual({});
  });

  it('refuses a number of another country', () => {
    const mixed = { ...foreign, country: 'US' } as unknown as typeof usForm;
    expect(Object.keys(checkComplianceForm(mixed, now))).toContain('taxId');
  });

  it.each([
    [{ ...usForm, certified: false }, 'certified'],
    [{ ...usForm, legalName: ' ' }, 'legalName'],
    [{ ...usForm, taxId: '666-12-3456' }, 'taxId'],
    [{ ...usForm, birthDate: '2015-01-01' }, 'birthDate'],
    [{ ...foreign, country: 'XX' }, 'country'],
    [{ ...foreign, postalCode: '<b>' }, 'postalCode'],
  ])('names the one wrong field: %#', (form, field) => {
    expect(Object.keys(checkComplianceForm(form, now))).toEqual([field]);
  });
});

describe('isEmail', () => {
  it.each(['ana@example.com', 'a.b+c@mail.example.co.uk'])('takes %s', (text) => {
    expect(isEmail(text)).toBe(true);
  });

  it.each(['ana', 'ana@', '@example.com', 'ana@example', 'a b@example.com', 'ana@-example.com', 'ana@@example.com'])(
    'refuses %s',
    (text) => {
      expect(isEmail(text)).toBe(false);
    },
  );
});
