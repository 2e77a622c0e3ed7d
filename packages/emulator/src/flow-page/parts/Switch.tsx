import { useId, useState } from 'react';

export interface SwitchProps {
  readonly label: string;
  readonly detail: string;
  readonly isOn: boolean;
  readonly isBusy: boolean;
  readonly onChange: (isOn: boolean) => Promise<void>;
}

/** A setting that takes effect at once: it turns when pressed, and back if the change is refused. */
export function Switch({ label, detail, isOn, isBusy, onChange }: SwitchProps) {
  const id = useId();
  const [wanted, setWanted] = useState<boolean | null>(null);
  const change = async (next: boolean): Promise<void> => {
    setWanted(next);
    await onChange(next);
    setWanted(null);
  };
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
        checked={wanted ?? isOn}
        aria-checked={wanted ?? isOn}
        onChange={(event) => {
          if (!isBusy) void change(event.target.checked);
        }}
      />
    </label>
  );
}
