import { useState } from 'react';
import type { HTMLInputAutoCompleteAttribute, ReactNode } from 'react';
import { Field } from './Field.tsx';
import type { TextBinding } from './useForm.ts';

export interface TextFieldProps {
  readonly field: TextBinding;
  readonly label: string;
  readonly hint?: ReactNode | undefined;
  readonly isOptional?: boolean | undefined;
  readonly width?: 'full' | 'half' | 'third' | undefined;
  readonly type?: 'text' | 'email' | 'tel' | undefined;
  readonly inputMode?: 'text' | 'numeric' | 'decimal' | 'tel' | 'email' | undefined;
  readonly autoComplete?: HTMLInputAutoCompleteAttribute | undefined;
  readonly autoCapitalize?: 'none' | 'words' | 'characters' | undefined;
  readonly placeholder?: string | undefined;
  readonly maxLength?: number | undefined;
  /** Shown in the box before the text, and not part of the value. */
  readonly prefix?: string | undefined;
  /** Brings what was typed or pasted into its form. */
  readonly format?: ((text: string) => string) | undefined;
  /** For the one number that a screen is about. */
  readonly isLarge?: boolean | undefined;
  /** Hides the characters until the person asks to see them. */
  readonly isSecret?: boolean | undefined;
}

export function TextField(props: TextFieldProps) {
  const { field, label, format, isSecret = false, prefix } = props;
  const [isShown, setShown] = useState(false);
  return (
    <Field label={label} hint={props.hint} error={field.error} isOptional={props.isOptional} width={props.width}>
      {({ id, describedBy, isInvalid }) => (
        <div className={`fp-box${isInvalid ? ' fp-invalid' : ''}${props.isLarge ? ' fp-large' : ''}`}>
          {prefix && (
            <span className="fp-prefix" aria-hidden="true">
              {prefix}
            </span>
          )}
          <input
            id={id}
            name={field.name}
            className={`fp-input${isSecret && !isShown ? ' fp-secret' : ''}`}
            type={props.type ?? 'text'}
            inputMode={props.inputMode}
            autoComplete={props.autoComplete ?? 'off'}
            autoCapitalize={props.autoCapitalize}
            autoCorrect="off"
            spellCheck={false}
            placeholder={props.placeholder}
            maxLength={props.maxLength}
            aria-describedby={describedBy}
            aria-invalid={isInvalid}
            aria-required={props.isOptional ? undefined : true}
            value={field.value}
            onChange={(event) => field.onChange(format ? format(event.target.value) : event.target.value)}
          />
          {isSecret && (
            <button
              type="button"
              className="fp-inline-button"
              aria-label={isShown ? 'Hide what was typed' : 'Show what was typed'}
              onClick={() => setShown(!isShown)}
            >
              {isShown ? 'Hide' : 'Show'}
            </button>
          )}
        </div>
      )}
    </Field>
  );
}
