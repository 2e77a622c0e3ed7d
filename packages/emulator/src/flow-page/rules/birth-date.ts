import { birthDateProblem } from '../../dots/validation/birth-date.ts';

export interface DateParts {
  readonly year: string;
  readonly month: string;
  readonly day: string;
}

/** Takes `YYYY-MM-DD` apart; unfinished texts come back as they went in. */
export function splitBirthDate(text: string): DateParts {
  const [year = '', month = '', day = ''] = text.split('-');
  return { year, month, day };
}

/** Puts typed parts together; `''` when all are empty. */
export function joinBirthDate({ year, month, day }: DateParts): string {
  return year === '' && month === '' && day === '' ? '' : `${year}-${month}-${day}`;
}

/** `1990-5-4` as `1990-05-04`; `''` stays. */
export function isoBirthDate(text: string): string {
  if (text === '') return '';
  const { year, month, day } = splitBirthDate(text);
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

/** Why a typed birth date cannot be one, or `null`. Whether the person is old enough is the server's question. */
export function birthDateError(text: string): string | null {
  const { year, month, day } = splitBirthDate(text);
  if (year === '' && month === '' && day === '') return 'Enter your date of birth.';
  if (!/^\d{4}$/.test(year) || !/^\d{1,2}$/.test(month) || !/^\d{1,2}$/.test(day)) {
    return 'Enter month, day and a year of four digits, such as 05 24 1990.';
  }
  return birthDateProblem(isoBirthDate(text), Date.now(), 0);
}
