import type { ReactElement } from 'react';

interface PayoutProgressProps {
  readonly label: string;
  readonly names: readonly string[];
  readonly done: number;
  /** Said after a step that is done, since the line above it says so in colour alone. */
  readonly doneText: string;
}

/** Where the payout stands, as an ordered list. */
export function PayoutProgress({ label, names, done, doneText }: PayoutProgressProps): ReactElement {
  return (
    <ol className="df-steps" aria-label={label}>
      {names.map((name, index) => (
        <li
          key={name}
          data-is={index < done ? 'done' : index === done ? 'now' : 'todo'}
          aria-current={index === done ? 'step' : undefined}
        >
          <span>{name}</span>
          {index < done && <span className="df-hidden">, {doneText}</span>}
        </li>
      ))}
    </ol>
  );
}
