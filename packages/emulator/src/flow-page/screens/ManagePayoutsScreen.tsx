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
import { useFocusNext } from '../parts/useFocusNext.ts';
import { useStep } from '../parts/useStep.ts';

/** Payout methods: add, remove, choose the default, switch automatic payout. */
export function ManagePayoutsScreen() {
  const { act, isBusy, view } = useFlowContext();
  const { isDone, hidesContinue } = useStep('manage-payouts');
  const methods = view.payee?.payoutMethods ?? [];
  const [isAdding, setAdding] = useState(false);
  const [problem, setProblem] = useState<FlowPageProblem | null>(null);
  const [said, setSaid] = useState('');
  const box = useRef<HTMLDivElement>(null);
  const list = useRef<HTMLUListElement>(null);
  const isFormShown = isAdding || methods.length === 0;

  const focusNext = useFocusNext();
  const listOrForm = (): HTMLElement | null | undefined => list.current ?? box.current?.querySelector('form input');

  const run = async (action: FlowAction, done: string): Promise<boolean> => {
    const result = await act(action);
    setProblem(result.problem);
    if (result.isDone) setSaid(done);
    return result.isDone;
  };
  /** For what takes the pressed button away with it. */
  const runOnRow = async (action: FlowAction, done: string): Promise<void> => {
    if (await run(action, done)) focusNext(listOrForm);
  };
  const save = (): void => void run({ type: 'save-payout-methods' }, 'Saved.');
  const openForm = (): void => {
    setAdding(true);
    focusNext(() => box.current?.querySelector<HTMLElement>('form input'));
  };
  const closeForm = (): void => {
    setAdding(false);
    focusNext(() => box.current?.querySelector<HTMLElement>('.fp-button-add'));
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
      <div className="fp-form" ref={box}>
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
                  void runOnRow(
                    { type: 'set-default-payout-method', methodId: method.id },
                    `${method.description} is now the default.`,
                  )
                }
                onRemove={() =>
                  void runOnRow(
                    { type: 'remove-payout-method', methodId: method.id },
                    `${method.description} was removed.`,
                  )
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
              focusNext(() => list.current);
            }}
            onCancel={methods.length > 0 ? closeForm : undefined}
          />
        ) : (
          <Button kind="add" onClick={openForm}>
            <Icon name="plus" /> Add a payout method
          </Button>
        )}
        {offersAutoPayout && methods.length > 0 && (
          <Switch
            label="Automatic payout"
            detail="Send each payment to your default method as soon as it arrives."
            isOn={view.payee?.autoPayout ?? false}
            isBusy={isBusy}
            onChange={async (enabled) => {
              await run({ type: 'set-auto-payout', enabled }, `Automatic payout is ${enabled ? 'on' : 'off'}.`);
            }}
          />
        )}
        {isDone && <Notice kind="good">Your payout methods are saved.</Notice>}
        {!hidesContinue && !isFormShown && (
          <div className="fp-actions">
            <Button isBusy={isBusy} onClick={save}>
              Save and continue
            </Button>
          </div>
        )}
        {!hidesContinue && methods.length === 0 && view.stepOptions['require_default_payout_method'] !== true && (
          <div className="fp-actions">
            <Button kind="quiet" isDisabled={isBusy} onClick={save}>
              Skip for now
            </Button>
          </div>
        )}
      </div>
    </Screen>
  );
}
