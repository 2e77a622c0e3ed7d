import { useState } from 'react';
import { useFlowContext } from '../flow-context.ts';
import type { FlowPageProblem, FlowPayoutMethod } from '../flow-page-backend.ts';
import { formatUsd } from '../money-text.ts';
import { Button } from '../parts/Button.tsx';
import { ProblemBox } from '../parts/Notice.tsx';
import { Screen } from '../parts/Screen.tsx';
import { railOf } from '../rails.ts';

export interface ConfirmPayoutProps {
  readonly amountCents: number;
  readonly method: FlowPayoutMethod;
  readonly onBack: () => void;
}

/** The last look before money moves. */
export function ConfirmPayout({ amountCents, method, onBack }: ConfirmPayoutProps) {
  const { act, isBusy } = useFlowContext();
  const [problem, setProblem] = useState<FlowPageProblem | null>(null);
  const rail = railOf(method.rail);
  const confirm = async (): Promise<void> => {
    const result = await act({ type: 'confirm-payout', amountCents, methodId: method.id });
    setProblem(result.problem);
  };
  return (
    <Screen title="Confirm your withdrawal" page="confirm">
      <div className="fp-form">
        <ProblemBox problem={problem} />
        <dl className="fp-summary">
          <div className="fp-summary-total">
            <dt>You receive</dt>
            <dd>{formatUsd(amountCents)}</dd>
          </div>
          <div>
            <dt>To</dt>
            <dd>{method.description}</dd>
          </div>
          <div>
            <dt>Method</dt>
            <dd>{rail.label}</dd>
          </div>
          <div>
            <dt>Arrives</dt>
            <dd>{rail.expectedTime}</dd>
          </div>
        </dl>
        <div className="fp-actions">
          <Button isBusy={isBusy} onClick={() => void confirm()}>
            Withdraw {formatUsd(amountCents)}
          </Button>
          <Button kind="quiet" isDisabled={isBusy} onClick={onBack}>
            Back
          </Button>
        </div>
      </div>
    </Screen>
  );
}
