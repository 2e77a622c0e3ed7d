import { useRef, useState } from 'react';
import { useFlowContext } from '../flow-context.ts';
import type { FlowAction, FlowPageProblem } from '../flow-page-backend.ts';
import { AddMethodForm } from '../parts/AddMethodForm.tsx';
import { Button } from '../parts/Button.tsx';
import { Icon } from '../parts/Icon.tsx';
import { MethodRow } from '../parts/MethodRow.tsx';
import { Notice, ProblemBox } from '../parts/Notice.tsx';
import { Screen } from '../parts/Screen.tsx';
import { Switch } from '../parts/Switch.tsx';
import { useStep } from '../parts/useStep.ts';

/** Payout methods: add, remove, choose the default, switch automatic payout. */
export function ManagePayoutsScreen() {
  const { act, isBusy, view } = useFlowContext();
  const { isDone, hidesContinue } = useStep('manage-payouts');
  const methods = view.payee?.payoutMethods ?? [];
  const [isAdding, setAdding] = useState(false);
  const [problem, setProblem] = useState<FlowPageProblem | null>(null);
  const [said, setSaid] = useState('');
  const list = useRef<HTMLUListElement>(null);
  const isFormShown = isAdding || methods.length === 0;

  const run = async (action: FlowAction, done: string): Promise<void> => {
    const result = await act(action);
    setProblem(result.problem);
    if (!result.isDone) return;
    setSaid(done);
    list.current?.focus();
  };
  const offersAutoPayout = view.stepOptions['auto_payout_enabled'] !== false;

  return (
    <Screen
      title="Payout methods"
      lead={
        methods.length === 0
          ? 'Choose where your money should go. You can change it at any time.'
          : 'Where your money goes when you withdraw it.'
      }
    >
      <div className="fp-form">
        <ProblemBox problem={problem} />
        <output className="fp-visually-hidden">{said}</output>
        {methods.length > 0 && (
          <ul ref={list} tabIndex={-1} className="fp-list" aria-label="Saved methods">
            {methods.map((method) => (
              <MethodRow
                key={method.id}
                method={method}
                isBusy={isBusy}
                onMakeDefault={() =>
                  void run(
                    { type: 'set-default-payout-method', methodId: method.id },
                    `${method.description} is now the default.`,
                  )
                }
                onRemove={() =>
                  void run({ type: 'remove-payout-method', methodId: method.id }, `${method.description} was removed.`)
                }
              />
            ))}
          </ul>
        )}
        {isFormShown ? (
          <AddMethodForm
            key={methods.length}
            onAdded={() => {
              setAdding(false);
              setProblem(null);
              setSaid('The payout method was added.');
              list.current?.focus();
            }}
            onCancel={methods.length > 0 ? () => setAdding(false) : undefined}
          />
        ) : (
          <Button kind="add" onClick={() => setAdding(true)}>
            <Icon name="plus" /> Add a payout method
          </Button>
        )}
        {offersAutoPayout && methods.length > 0 && (
          <Switch
            label="Automatic payout"
            detail="Send each payment to your default method as soon as it arrives."
            isOn={view.payee?.autoPayout ?? false}
            isBusy={isBusy}
            onChange={(enabled) =>
              run({ type: 'set-auto-payout', enabled }, `Automatic payout is ${enabled ? 'on' : 'off'}.`)
            }
          />
        )}
        {isDone && <Notice kind="good">Your payout methods are saved.</Notice>}
        {!hidesContinue && !isFormShown && (
          <div className="fp-actions">
            <Button isBusy={isBusy} onClick={() => void run({ type: 'save-payout-methods' }, 'Saved.')}>
              Save and continue
            </Button>
          </div>
        )}
        {!hidesContinue && methods.length === 0 && view.stepOptions['require_default_payout_method'] !== true && (
          <div className="fp-actions">
            <Button
              kind="quiet"
              isDisabled={isBusy}
              onClick={() => void run({ type: 'save-payout-methods' }, 'Saved.')}
            >
              Skip for now
            </Button>
          </div>
        )}
      </div>
    </Screen>
  );
}
