import { Field } from './Field.tsx';
import type { TextBinding } from './useForm.ts';

const LENGTH = 6;

/** A six-digit code: one real text box, drawn as six cells, so that paste, one-time-code filling and readers all work. */
export function CodeField({ field, label }: { field: TextBinding; label: string }) {
  return (
    <Field label={label} error={field.error}>
      {({ id, describedBy, isInvalid }) => (
        <div className={`fp-code${isInvalid ? ' fp-invalid' : ''}`}>
          <input
            id={id}
            name={field.name}
            className="fp-code-input"
            type="text"
            inputMode="numeric"
            autoComplete="one-time-code"
            spellCheck={false}
            aria-describedby={describedBy}
            aria-invalid={isInvalid}
            aria-required
            value={field.value}
            onChange={(event) => field.onChange(event.target.value.replace(/\D/g, '').slice(0, LENGTH))}
          />
          <div className="fp-code-cells" aria-hidden="true">
            {Array.from({ length: LENGTH }, (_, index) => (
              <span key={index} data-is={index === Math.min(field.value.length, LENGTH - 1) ? 'next' : undefined}>
                {field.value[index] ?? ''}
              </span>
            ))}
          </div>
        </div>
      )}
    </Field>
  );
}
