import { useId } from 'react';

export interface SwitchProps {
  readonly label: string;
  readonly detail: string;
  readonly isOn: boolean;
  readonly isBusy: boolean;
  readonly onChange: (isOn: boolean) => void;
}

/** A setting that takes effect at once. */
export function Switch({ label, detail, isOn, isBusy, onChange }: SwitchProps) {
  const id = useId();
  return (
    <label className="fp-switch" htmlFor={id}>
      <span className="fp-choice-text">
        <span className="fp-choice-label">{label}</span>
        <span className="fp-choice-detail" id={`${id}-detail`}>
          {detail}
        </span>
      </span>
      <input
        id={id}
        type="checkbox"
        role="switch"
        aria-label={label}
        aria-describedby={`${id}-detail`}
        aria-disabled={isBusy || undefined}
        checked={isOn}
        onChange={(event) => {
          if (!isBusy) onChange(event.target.checked);
        }}
      />
    </label>
  );
}
