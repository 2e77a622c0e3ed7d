import { useId } from 'react';
import type { ReactNode } from 'react';

export interface FieldIds {
  readonly id: string;
  readonly describedBy: string | undefined;
  readonly isInvalid: true | undefined;
}

export interface FieldProps {
  readonly label: ReactNode;
  readonly hint?: ReactNode | undefined;
  readonly error: string | null;
  readonly isOptional?: boolean | undefined;
  readonly width?: 'full' | 'half' | 'third' | undefined;
  readonly children: (ids: FieldIds) => ReactNode;
}

/** Label, control, hint and error of one field, tied together for every kind of reader. */
export function Field({ label, hint, error, isOptional, width = 'full', children }: FieldProps) {
  const id = useId();
  const hintId = hint ? `${id}-hint` : null;
  const errorId = error ? `${id}-error` : null;
  const describedBy = [errorId, hintId].filter(Boolean).join(' ') || undefined;
  return (
    <div className={`fp-field fp-${width}`}>
      <label className="fp-label" htmlFor={id}>
        {label}
        {isOptional && <span className="fp-optional"> (optional)</span>}
      </label>
      {children({ id, describedBy, isInvalid: error ? true : undefined })}
      {hintId && (
        <p className="fp-hint" id={hintId}>
          {hint}
        </p>
      )}
      <FieldError id={errorId} error={error} />
    </div>
  );
}

export function FieldError({ id, error }: { id: string | null; error: string | null }) {
  if (!error || !id) return null;
  return (
    <p className="fp-error" id={id}>
      {error}
    </p>
  );
}
