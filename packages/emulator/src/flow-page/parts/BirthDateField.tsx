import { useId } from 'react';
import { joinBirthDate, splitBirthDate } from '../rules/birth-date.ts';
import type { DateParts } from '../rules/birth-date.ts';
import { FieldError } from './Field.tsx';
import type { TextBinding } from './useForm.ts';

const PARTS = [
  { name: 'month', label: 'Month', placeholder: 'MM', length: 2, autoComplete: 'bday-month' },
  { name: 'day', label: 'Day', placeholder: 'DD', length: 2, autoComplete: 'bday-day' },
  { name: 'year', label: 'Year', placeholder: 'YYYY', length: 4, autoComplete: 'bday-year' },
] as const;

/** A birth date as three numbers, quicker than any calendar. The value is kept as `YYYY-MM-DD`, unfinished parts too. */
export function BirthDateField({ field }: { field: TextBinding }) {
  const id = useId();
  const errorId = field.error ? `${id}-error` : null;
  const parts = splitBirthDate(field.value);
  const change = (name: keyof DateParts, text: string): void =>
    field.onChange(joinBirthDate({ ...parts, [name]: text.replace(/\D/g, '') }));
  return (
    <fieldset className="fp-field fp-full fp-fieldset" aria-describedby={errorId ?? undefined}>
      <legend className="fp-label">Date of birth</legend>
      <div className="fp-date">
        {PARTS.map((part) => (
          <label key={part.name} className={`fp-date-${part.name}`}>
            <span className="fp-sublabel">{part.label}</span>
            <span className={`fp-box${field.error ? ' fp-invalid' : ''}`}>
              <input
                className="fp-input"
                name={`${field.name}-${part.name}`}
                inputMode="numeric"
                autoComplete={part.autoComplete}
                placeholder={part.placeholder}
                maxLength={part.length}
                aria-invalid={field.error ? true : undefined}
                aria-describedby={errorId ?? undefined}
                aria-required
                value={parts[part.name]}
                onChange={(event) => change(part.name, event.target.value)}
              />
            </span>
          </label>
        ))}
      </div>
      <FieldError id={errorId} error={field.error} />
    </fieldset>
  );
}
