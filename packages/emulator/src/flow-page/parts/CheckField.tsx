import { useId } from 'react';
import type { ReactNode } from 'react';
import { FieldError } from './Field.tsx';
import type { CheckBinding } from './useForm.ts';

/** A checkbox with its sentence, for consents. */
export function CheckField({ field, children }: { field: CheckBinding; children: ReactNode }) {
  const id = useId();
  const errorId = field.error ? `${id}-error` : null;
  return (
    <div className="fp-field fp-full">
      <label className="fp-check">
        <input
          type="checkbox"
          name={field.name}
          checked={field.checked}
          aria-invalid={field.error ? true : undefined}
          aria-describedby={errorId ?? undefined}
          aria-required
          onChange={(event) => field.onChange(event.target.checked)}
        />
        <span>{children}</span>
      </label>
      <FieldError id={errorId} error={field.error} />
    </div>
  );
}
