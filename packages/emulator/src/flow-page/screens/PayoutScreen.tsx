import { useRef, useState } from 'react';
import { useFlowContext } from '../flow-context.ts';
import type { FlowPayee, FlowPayoutMethod } from '../flow-page-backend.ts';
import { centsToInputText, formatUsd, parseAmountText } from '../money-text.ts';
import { AddMethodForm } from '../parts/AddMethodForm.tsx';
import { Button } from '../parts/Button.tsx';
import { ChoiceField } from '../parts/ChoiceField.tsx';
import { Icon } from '../parts/Icon.tsx';
import { Notice, ProblemBox } from '../parts/Notice.tsx';
import { Screen } from '../parts/Screen.tsx';
import { TextField } from '../parts/TextField.tsx';
import { useFocusNext } from '../parts/useFocusNext.ts';
import { useForm } from '../parts/useForm.ts';
import { collectErrors } from '../rules/contact.ts';
import { railOf } from '../rails.ts';
import { ConfirmPayout } from './ConfirmPayout.tsx';

interface Draft {
  readonly amountCents: number;
  readonly methodId: string;
}

/** How much, where to, then once more to confirm. */
export function PayoutScreen() {
  const { view } = useFlowContext();
  const [draft, setDraft] = useState<Draft | null>(null);
  const [isConfirming, setConfirming] = useState(false);
  const payee = view.payee;
  const method = payee?.payoutMethods.find(({ id }) => id === draft?.methodId);
  if (!payee) return null;
  if (isConfirming && draft && method) {
    return <ConfirmPayout amountCents={draft.amountCents} method={method} onBack={() => setConfirming(false)} />;
  }
  return (
    <ChoosePayout
      payee={payee}
      draft={draft}
      onChosen={(chosen) => {
        setDraft(chosen);
        setConfirming(true);
      }}
    />
  );
}

interface ChoosePayoutProps {
  readonly payee: FlowPayee;
  readonly draft: Draft | null;
  readonly onChosen: (draft: Draft) => void;
}

function ChoosePayout({ payee, draft, onChosen }: ChoosePayoutProps) {
  const { withdrawableCents, payoutMethods: methods } = payee;
  const [isAdding, setAdding] = useState(false);
  const isFormShown = isAdding || methods.length === 0;
  const box = useRef<HTMLDivElement>(null);
  const focusNext = useFocusNext();
  const form = useForm({
    initial: {
      amount: centsToInputText(draft?.amountCents ?? withdrawableCents),
      methodId: draft?.methodId ?? defaultMethodId(methods),
    },
    validate: ({ amount, methodId }) =>
      collectErrors({
        amount: amountError(amount, withdrawableCents),
        methodId: methods.some(({ id }) => id === methodId) ? null : 'Choose where your money should go.',
      }),
    submit: ({ amount, methodId }) => {
      const read = parseAmountText(amount);
      if (read.ok) onChosen({ amountCents: read.cents, methodId });
      return { isDone: false, problem: null };
    },
  });
  if (withdrawableCents <= 0) return <NothingToWithdraw />;
  const openForm = (): void => {
    setAdding(true);
    focusNext(() => box.current?.querySelector<HTMLElement>('.fp-inset input'));
  };
  const choices = methods.map((method) => {
    const rail = railOf(method.rail);
    return {
      value: method.id,
      label: method.description,
      detail: `${rail.label} · ${rail.expectedTime}`,
      icon: rail.icon,
    };
  });
  return (
    <Screen title="Withdraw your money" page="choose">
      <div ref={box}>
        <form className="fp-form" {...form.formProps}>
          <ProblemBox problem={form.problem} />
          <div className="fp-balance">
            <span>Available</span>
            <strong>{formatUsd(withdrawableCents)}</strong>
          </div>
          <TextField field={form.text('amount')} label="Amount (USD)" prefix="$" inputMode="decimal" isLarge />
          {methods.length > 0 && (
            <ChoiceField field={form.text('methodId')} legend="Send it to" choices={choices} look="rows" />
          )}
          {methods.length > 0 && !isAdding && (
            <Button kind="add" onClick={openForm}>
              <Icon name="plus" /> Add a payout method
            </Button>
          )}
          {!isFormShown && (
            <div className="fp-actions">
              <Button type="submit">Continue</Button>
            </div>
          )}
        </form>
        {isFormShown && (
          <AddMethodForm
            key={methods.length}
            onAdded={(methodId) => {
              setAdding(false);
              form.change({ methodId });
              focusNext(() =>
                box.current?.querySelector<HTMLElement>(`input[value="${CSS.escape(methodId)}"]:checked`),
              );
            }}
            onCancel={
              methods.length > 0
                ? () => {
                    setAdding(false);
                    focusNext(() => box.current?.querySelector<HTMLElement>('.fp-button-add'));
                  }
                : undefined
            }
          />
        )}
      </div>
    </Screen>
  );
}

function NothingToWithdraw() {
  return (
    <Screen title="Withdraw your money" lead="Your balance is $0.00.">
      <Notice kind="info">There is nothing to withdraw yet. Come back when a payment has arrived.</Notice>
    </Screen>
  );
}

function defaultMethodId(methods: readonly FlowPayoutMethod[]): string {
  return (methods.find(({ isDefault }) => isDefault) ?? methods[0])?.id ?? '';
}

function amountError(text: string, withdrawableCents: number): string | null {
  const read = parseAmountText(text);
  if (!read.ok) {
    if (read.reason === 'empty') return 'Enter an amount.';
    if (read.reason === 'fraction-of-a-cent') return 'Use at most two digits after the point.';
    return read.reason === 'too-large'
      ? 'That is more than your balance.'
      : 'Enter an amount in dollars, such as 25 or 25.50.';
  }
  if (read.cents === 0) return 'Enter an amount above zero.';
  return read.cents > withdrawableCents ? `You can withdraw up to ${formatUsd(withdrawableCents)}.` : null;
}
