import { describe, expect, it } from 'vitest';
import { isCountryCode } from '../dots/validation/country-codes.ts';
import { COUNTRIES, countryByIso, splitInternational } from './countries.ts';

describe('COUNTRIES', () => {
  it('starts with the United States and holds each country once, with a name and a dial code', () => {
    expect(COUNTRIES[0]?.iso).toBe('US');
    expect(new Set(COUNTRIES.map(({ iso }) => iso)).size).toBe(COUNTRIES.length);
    expect(COUNTRIES.length).toBeGreaterThan(220);
    for (const { iso, name, dialCode } of COUNTRIES) {
      expect(name).not.toBe(iso);
      expect(dialCode).toMatch(/^[1-9]\d{0,2}$/);
    }
  });
  it('offers only countries that the tax form takes, Kosovo aside, whose code ISO has not assigned', () => {
    expect(COUNTRIES.filter(({ iso }) => !isCountryCode(iso)).map(({ iso }) => iso)).toEqual(['XK']);
  });
  it('knows a country by its code', () => {
    expect(countryByIso('BR')).toEqual({ iso: 'BR', name: 'Brazil', dialCode: '55' });
    expect(countryByIso('ZZ')).toBeNull();
  });
});

describe('splitInternational', () => {
  it.each([
    ['+44 20 7946 0018', 'GB', '2079460018'],
    ['+1 (415) 555-0142', 'US', '4155550142'],
    ['+351 912 345 678', 'PT', '912345678'],
    ['+7 912 345 67 89', 'RU', '9123456789'],
    ['+49 30 901820', 'DE', '30901820'],
  ])('takes %s apart', (text, iso, rest) => {
    expect(splitInternational(text)).toMatchObject({ country: { iso }, rest });
  });
  it('leaves national and unknown numbers alone', () => {
    expect(splitInternational('415 555 0142')).toBeNull();
    expect(splitInternational('+')).toBeNull();
    expect(splitInternational('+999 1')).toBeNull();
  });
});
