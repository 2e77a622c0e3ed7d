import type { ReactNode } from 'react';

export interface ButtonProps {
  readonly children: ReactNode;
  readonly kind?: 'primary' | 'quiet' | 'add' | 'link' | undefined;
  readonly type?: 'button' | 'submit' | undefined;
  readonly isBusy?: boolean | undefined;
  readonly isDisabled?: boolean | undefined;
  readonly onClick?: (() => void) | undefined;
  readonly describedBy?: string | undefined;
}

/** A button that keeps focus while it works: it is marked as disabled, not taken out of the tab order. */
export function Button(props: ButtonProps) {
  const { children, kind = 'primary', type = 'button', isBusy = false, isDisabled = false, onClick } = props;
  const isInert = isBusy || isDisabled;
  return (
    <button
      type={type}
      className={`fp-button fp-button-${kind}`}
      aria-disabled={isInert || undefined}
      aria-busy={isBusy || undefined}
      aria-describedby={props.describedBy}
      onClick={(event) => {
        if (isInert) event.preventDefault();
        else onClick?.();
      }}
    >
      {isBusy && <span className="fp-spinner" aria-hidden="true" />}
      {children}
    </button>
  );
}
