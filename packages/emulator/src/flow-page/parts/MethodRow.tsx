import { useEffect, useRef, useState } from 'react';
import type { FlowPayoutMethod } from '../flow-page-backend.ts';
import { railOf } from '../rails.ts';
import { Breakable } from './Breakable.tsx';
import { Icon } from './Icon.tsx';

export interface MethodRowProps {
  readonly method: FlowPayoutMethod;
  readonly isBusy: boolean;
  readonly onMakeDefault: () => void;
  readonly onRemove: () => void;
}

/** One saved payout method with what can be done to it. Removing asks once more. */
export function MethodRow({ method, isBusy, onMakeDefault, onRemove }: MethodRowProps) {
  const [isAsking, setAsking] = useState(false);
  const [wasKept, setKept] = useState(false);
  const rail = railOf(method.rail);
  return (
    <li className="fp-method">
      <span className="fp-tile">
        <Icon name={rail.icon} />
      </span>
      <div className="fp-method-text">
        <p className="fp-method-name">
          <span>
            <Breakable text={method.description} />
          </span>
          {method.isDefault && <span className="fp-tag">Default</span>}
        </p>
        <p className="fp-method-detail">
          {rail.label} · {rail.expectedTime}
        </p>
      </div>
      <div className="fp-method-actions">
        {isAsking ? (
          <>
            <RowButton
              key="yes"
              text="Yes, remove"
              about={method.description}
              isBusy={isBusy}
              isDanger
              onClick={onRemove}
            />
            {/* Focus goes to what changes nothing, so that a key held too long does no harm. */}
            <RowButton
              key="keep"
              text="Keep"
              about={method.description}
              isBusy={isBusy}
              hasFocus
              onClick={() => {
                setKept(true);
                setAsking(false);
              }}
            />
          </>
        ) : (
          <>
            {!method.isDefault && (
              <RowButton
                key="default"
                text="Make default"
                about={method.description}
                isBusy={isBusy}
                onClick={onMakeDefault}
              />
            )}
            <RowButton
              key="remove"
              text="Remove"
              about={method.description}
              isBusy={isBusy}
              hasFocus={wasKept}
              onClick={() => setAsking(true)}
            />
          </>
        )}
      </div>
    </li>
  );
}

interface RowButtonProps {
  readonly text: string;
  readonly about: string;
  readonly isBusy: boolean;
  readonly isDanger?: boolean | undefined;
  /** Takes focus as it appears in place of the button that was pressed. */
  readonly hasFocus?: boolean | undefined;
  readonly onClick: () => void;
}

function RowButton({ text, about, isBusy, isDanger, hasFocus, onClick }: RowButtonProps) {
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (hasFocus) button.current?.focus();
  }, [hasFocus]);
  return (
    <button
      type="button"
      className={`fp-row-button${isDanger ? ' fp-danger' : ''}`}
      aria-label={`${text}: ${about}`}
      aria-disabled={isBusy || undefined}
      ref={button}
      onClick={() => {
        if (!isBusy) onClick();
      }}
    >
      {text}
    </button>
  );
}
