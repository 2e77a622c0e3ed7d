import { formatCents } from '@dots-flows/core';

const LOCALE = 'en-US';
// Days and times of jobs are kept as UTC and mean the clock on the worker's wall.
const weekday = new Intl.DateTimeFormat(LOCALE, { weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' });
const dayOfMonth = new Intl.DateTimeFormat(LOCALE, { month: 'long', day: 'numeric', timeZone: 'UTC' });
const clock = new Intl.DateTimeFormat(LOCALE, { hour: 'numeric', minute: '2-digit', timeZone: 'UTC' });

/** `$248.50` */
export const money = (cents: number): string => formatCents(cents, 'USD', LOCALE);

/** `Wednesday, March 11` */
export const longDay = (iso: string): string => weekday.format(new Date(iso));

/** `March 9 – 15` */
export const dayRange = (first: string, last: string): string =>
  dayOfMonth.formatRange(new Date(first), new Date(last));

/** `6:15 PM` */
export const timeOfDay = (iso: string): string => clock.format(new Date(iso));

/** `1 job`, `12 jobs` */
export const jobCount = (count: number): string => `${count} ${count === 1 ? 'job' : 'jobs'}`;
