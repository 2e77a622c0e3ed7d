import { useState } from 'react';
import { useFlowContext } from '../flow-context.ts';
import { checkBankAccount } from '../../dots/validation/bank-account.ts';
import { BankAccountFields } from '../parts/BankAccountFields.tsx';
import { Button } from '../parts/Button.tsx';
import { DonePanel } from '../parts/DonePanel.tsx';
import { Icon } from '../parts/Icon.tsx';
import { ProblemBox } from '../parts/Notice.tsx';
import { SampleButton } from '../parts/SampleButton.tsx';
import { SAMPLE_BANK } from '../parts/samples.ts';
import { Screen } from '../parts/Screen.tsx';
import { useForm } from '../parts/useForm.ts';
import { useStep } from '../parts/useStep.ts';

interface Values {
  routingNumber: string;
  accountNumber: string;
  accountType: 'checking' | 'savings';
}

/** A US bank account from which the App is paid by ACH. */
export function ManagePaymentsScreen() {
  const { view } = useFlowContext();
  const { isDone } = useStep('manage-payments');
  const [isChanging, setChanging] = useState(false);
  const mask = view.payee?.linkedBankMask ?? null;
  if (isDone)
    return (
      <DonePanel title="Bank account linked" lead={`${view.appName} can collect payments from ${mask ?? 'it'}.`} />
    );
  if (mask !== null && !isChanging) return <LinkedBank mask={mask} onChange={() => setChanging(true)} />;
  return <LinkBankForm />;
}

function LinkedBank({ mask, onChange }: { mask: string; onChange: () => void }) {
  const { act, isBusy, view } = useFlowContext();
  return (
    <Screen title="Your bank account" lead={`${view.appName} collects payments from this account.`} page="linked">
      <div className="fp-form">
        <ul className="fp-list">
          <li className="fp-method">
            <span className="fp-tile">
              <Icon name="bank" />
            </span>
            <div className="fp-method-text">
              <p className="fp-method-name">{mask}</p>
              <p className="fp-method-detail">Linked</p>
            </div>
          </li>
        </ul>
        <div className="fp-actions">
          <Button isBusy={isBusy} onClick={() => void act({ type: 'continue' })}>
            Continue
          </Button>
          <Button kind="quiet" isDisabled={isBusy} onClick={onChange}>
            Use another account
          </Button>
        </div>
      </div>
    </Screen>
  );
}

function LinkBankForm() {
  const { act, isBusy, view } = useFlowContext();
  const form = useForm<Values>({
    initial: { routingNumber: '', accountNumber: '', accountType: 'checking' },
    validate: checkBankAccount,
    submit: ({ routingNumber, accountNumber, accountType }) =>
      act({ type: 'link-bank', routingNumber, accountNumber, accountType }),
  });
  return (
    <Screen
      title="Link your bank account"
      lead={`So that ${view.appName} can collect payments from you by ACH. US accounts only.`}
      page="form"
    >
      <form className="fp-form" {...form.formProps}>
        <ProblemBox problem={form.problem} />
        <SampleButton onFill={() => form.change(SAMPLE_BANK)} />
        <BankAccountFields text={form.text} />
        <div className="fp-actions">
          <Button type="submit" isBusy={isBusy}>
            Link account
          </Button>
        </div>
      </form>
    </Screen>
  );
}
