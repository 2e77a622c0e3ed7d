/**
 * Checks a birth date.
 *
 * @param text - ISO date, `1994-05-17`.
 * @param minimumAge - In whole years on the day of `nowMs`.
 * @returns a sentence for the person who typed it, or null.
 */
export function birthDateProblem(text: string, nowMs: number, minimumAge: number): string | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text.trim());
  if (match === null) return 'Enter the date of birth.';
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const date = new Date(Date.UTC(year, month - 1, day));
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return 'This day is not in the calendar.';
  const now = new Date(nowMs);
  if (date.getTime() > nowMs) return 'This day has not come yet.';
  const age = ageOn(now, { year, month, day });
  if (age > 120) return 'Check the year of birth.';
  return age < minimumAge ? `You must be at least ${minimumAge} years old.` : null;
}

function ageOn(now: Date, birth: { readonly year: number; readonly month: number; readonly day: number }): number {
  const hadBirthday =
    now.getUTCMonth() + 1 > birth.month || (now.getUTCMonth() + 1 === birth.month && now.getUTCDate() >= birth.day);
  return now.getUTCFullYear() - birth.year - (hadBirthday ? 0 : 1);
}
