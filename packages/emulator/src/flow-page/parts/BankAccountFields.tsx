import { formatDigits } from '../rules/payout-details.ts';
import { ChoiceField } from './ChoiceField.tsx';
import { TextField } from './TextField.tsx';
import type { TextBinding } from './useForm.ts';

const TYPES = [
  { value: 'checking', label: 'Checking' },
  { value: 'savings', label: 'Savings' },
];

export interface BankAccountFieldsProps {
  readonly text: (name: 'routingNumber' | 'accountNumber' | 'accountType') => TextBinding;
}

/** Routing number, account number and kind of a US bank account. */
export function BankAccountFields({ text }: BankAccountFieldsProps) {
  return (
    <>
      <TextField
        field={text('routingNumber')}
        label="Routing number"
        hint="Nine digits, at the bottom left of a check."
        inputMode="numeric"
        format={(typed) => formatDigits(typed).slice(0, 9)}
      />
      <TextField
        field={text('accountNumber')}
        label="Account number"
        inputMode="numeric"
        format={formatDigits}
        isSecret
      />
      <ChoiceField field={text('accountType')} legend="Account type" choices={TYPES} look="segments" />
    </>
  );
}
