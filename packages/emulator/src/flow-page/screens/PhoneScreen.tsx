import { useMemo, useRef } from 'react';
import { COUNTRIES, countryByIso, splitInternational } from '../countries.ts';
import { useFlowContext } from '../flow-context.ts';
import type { FlowScreen } from '../flow-page-backend.ts';
import { Button } from '../parts/Button.tsx';
import { ProblemBox } from '../parts/Notice.tsx';
import { Screen } from '../parts/Screen.tsx';
import { SelectField } from '../parts/SelectField.tsx';
import { TextField } from '../parts/TextField.tsx';
import { useForm } from '../parts/useForm.ts';
import { collectErrors, phoneError } from '../rules/contact.ts';

const FREE_HINT = 'Sandbox: no message is sent. A made-up number such as 415 555 0142 will do.';
const BOUND_HINT = 'Sandbox: no message is sent, but it must be the number of this person.';

type PhoneScreenData = Extract<FlowScreen, { name: 'phone' }>;

/** The automatic first step: which phone is it. */
export function PhoneScreen({ screen }: { screen: PhoneScreenData }) {
  const { act, isBusy, remember, remembered, view } = useFlowContext();
  const channel = useRef<'sms' | 'call'>('sms');
  const dialCodeOf = (iso: string): string => countryByIso(iso)?.dialCode ?? '1';
  const form = useForm({
    initial: { countryCode: remembered.countryIso, phoneNumber: remembered.phoneNumber },
    validate: ({ countryCode, phoneNumber }) =>
      collectErrors({ phoneNumber: phoneError(dialCodeOf(countryCode), phoneNumber) }),
    submit: ({ countryCode: iso, phoneNumber }) => {
      const phone = { countryCode: dialCodeOf(iso), phoneNumber: phoneNumber.replace(/\D/g, '') };
      remember({ countryIso: iso, ...phone });
      return act({ type: 'send-code', ...phone, channel: channel.current });
    },
  });
  const options = useMemo(
    () => COUNTRIES.map((country) => ({ value: country.iso, label: `${country.name} (+${country.dialCode})` })),
    [],
  );
  const number = form.text('phoneNumber');
  const typeNumber = (text: string): void => {
    const international = splitInternational(text);
    if (international) form.change({ countryCode: international.country.iso, phoneNumber: international.rest });
    else form.change({ phoneNumber: text });
  };
  return (
    <Screen
      title="Verify your phone"
      lead={
        screen.phoneMask
          ? `We send a six-digit code to the number that you signed up with: ${screen.phoneMask}.`
          : 'We send a six-digit code to make sure that it is you.'
      }
    >
      <form className="fp-form" {...form.formProps}>
        <ProblemBox problem={form.problem} />
        <SelectField
          field={form.text('countryCode')}
          label="Country or region"
          options={options}
          autoComplete="tel-country-code"
        />
        <TextField
          field={{ ...number, onChange: typeNumber }}
          label="Phone number"
          hint={view.sandbox && (screen.phoneMask ? BOUND_HINT : FREE_HINT)}
          type="tel"
          inputMode="tel"
          autoComplete="tel-national"
          prefix={`+${dialCodeOf(form.values.countryCode)}`}
        />
        <div className="fp-actions">
          <Button type="submit" isBusy={isBusy} onClick={() => (channel.current = 'sms')}>
            Text me a code
          </Button>
          <Button type="submit" kind="quiet" isDisabled={isBusy} onClick={() => (channel.current = 'call')}>
            Call me instead
          </Button>
        </div>
      </form>
    </Screen>
  );
}
