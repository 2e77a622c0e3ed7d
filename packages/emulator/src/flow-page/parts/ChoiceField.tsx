import { useId } from 'react';
import type { ReactNode } from 'react';
import { Breakable } from './Breakable.tsx';
import { FieldError } from './Field.tsx';
import { Icon } from './Icon.tsx';
import type { IconName } from './Icon.tsx';
import type { TextBinding } from './useForm.ts';

export interface Choice {
  readonly value: string;
  readonly label: string;
  readonly detail?: ReactNode | undefined;
  readonly icon?: IconName | undefined;
}

export interface ChoiceFieldProps {
  readonly field: TextBinding;
  readonly legend: string;
  readonly choices: readonly Choice[];
  /** `rows`: one below the other with details; `segments`: side by side. */
  readonly look: 'rows' | 'segments';
  readonly isLegendHidden?: boolean | undefined;
}

/** One of a few, as radio buttons drawn as rows or segments. */
export function ChoiceField({ field, legend, choices, look, isLegendHidden }: ChoiceFieldProps) {
  const id = useId();
  const errorId = field.error ? `${id}-error` : null;
  return (
    <fieldset
      className="fp-field fp-full fp-fieldset"
      role="radiogroup"
      aria-invalid={field.error ? true : undefined}
      aria-describedby={errorId ?? undefined}
    >
      <legend className={isLegendHidden ? 'fp-visually-hidden' : 'fp-label'}>{legend}</legend>
      <div className={`fp-choices fp-choices-${look}`}>
        {choices.map((choice) => (
          <label key={choice.value} className="fp-choice">
            <input
              type="radio"
              name={`${id}-${field.name}`}
              value={choice.value}
              checked={field.value === choice.value}
              onChange={() => field.onChange(choice.value)}
            />
            {choice.icon && (
              <span className="fp-tile">
                <Icon name={choice.icon} />
              </span>
            )}
            <span className="fp-choice-text">
              <span className="fp-choice-label">
                <Breakable text={choice.label} />
              </span>
              {choice.detail && <span className="fp-choice-detail">{choice.detail}</span>}
            </span>
          </label>
        ))}
      </div>
      <FieldError id={errorId} error={field.error} />
    </fieldset>
  );
}
