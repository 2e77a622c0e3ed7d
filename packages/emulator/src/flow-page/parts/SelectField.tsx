import type { HTMLInputAutoCompleteAttribute, ReactNode } from 'react';
import { Field } from './Field.tsx';
import type { TextBinding } from './useForm.ts';

export interface SelectOption {
  readonly value: string;
  readonly label: string;
}

export interface SelectFieldProps {
  readonly field: TextBinding;
  readonly label: string;
  readonly options: readonly SelectOption[];
  /** First entry, which stands for "nothing chosen". */
  readonly placeholder?: string | undefined;
  readonly hint?: ReactNode | undefined;
  readonly autoComplete?: HTMLInputAutoCompleteAttribute | undefined;
  readonly width?: 'full' | 'half' | 'third' | undefined;
}

export function SelectField({ field, label, options, placeholder, hint, autoComplete, width }: SelectFieldProps) {
  return (
    <Field label={label} hint={hint} error={field.error} width={width}>
      {({ id, describedBy, isInvalid }) => (
        <div className={`fp-box fp-select${isInvalid ? ' fp-invalid' : ''}`}>
          <select
            id={id}
            name={field.name}
            className="fp-input"
            autoComplete={autoComplete}
            aria-describedby={describedBy}
            aria-invalid={isInvalid}
            aria-required
            value={field.value}
            onChange={(event) => field.onChange(event.target.value)}
          >
            {placeholder && <option value="">{placeholder}</option>}
            {options.map((option) => (
              <option key={option.value} value={option.value}>
                {option.label}
              </option>
            ))}
          </select>
        </div>
      )}
    </Field>
  );
}
