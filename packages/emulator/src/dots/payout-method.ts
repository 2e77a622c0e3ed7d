import type { PayoutMethodForm } from '../flow-page/flow-page-backend.ts';
import type { IdSource } from './ids.ts';
import type { PayoutMethodRecord } from './records.ts';
import { bankName, checkBankAccount } from './validation/bank-account.ts';
import { checkCard } from './validation/card.ts';
import { isEmail } from './validation/email.ts';
import { maskPhone, parsePhoneNumber } from './validation/phone-number.ts';

/** Field name to a sentence for the person who typed it. */
export interface FieldProblems {
  readonly fields: Readonly<Record<string, string>>;
}

/**
 * Checks what was typed and makes the row that is kept: masked, never a whole account or card number.
 *
 * @param nowMs - By the world's clock; a card that is past its month is refused.
 */
export function describePayoutMethod(
  form: PayoutMethodForm,
  ids: IdSource,
  nowMs: number,
): PayoutMethodRecord | FieldProblems {
  const empty = { mask: null, email: null, phone: null, cashTag: null };
  const made = (fields: Partial<PayoutMethodRecord> & { readonly description: string }): PayoutMethodRecord => ({
    ...empty,
    id: ids.uuid(),
    rail: form.rail,
    ...fields,
  });
  switch (form.rail) {
    case 'ach': {
      const fields = checkBankAccount(form);
      if (Object.keys(fields).length > 0) return { fields };
      const mask = form.accountNumber.replace(/\D/g, '').slice(-4);
      return made({ description: `${bankName(form.routingNumber)} ••${mask}`, mask });
    }
    case 'paypal': {
      const email = form.email.trim();
      if (!isEmail(email)) return { fields: { email: 'Enter the e-mail address of the PayPal account.' } };
      return made({ description: email, email });
    }
    case 'venmo': {
      const phone = parsePhoneNumber('1', form.phoneNumber);
      if (typeof phone === 'string') return { fields: { phoneNumber: phone } };
      return made({ description: maskPhone(phone), phone, mask: phone.number.slice(-4) });
    }
    case 'cash_app': {
      const cashTag = form.cashTag.trim().replace(/^\$?/, '$');
      if (!/^\$[a-z](?=.{0,19}$)[a-z0-9_]{0,19}$/i.test(cashTag)) {
        return { fields: { cashTag: 'A $Cashtag begins with a letter and has at most 20 letters and digits.' } };
      }
      return made({ description: cashTag, cashTag });
    }
    case 'visa': {
      const fields = checkCard(form, nowMs);
      if (Object.keys(fields).length > 0) return { fields };
      const mask = form.cardNumber.replace(/\D/g, '').slice(-4);
      return made({ description: `Visa ••${mask}`, mask });
    }
    default:
      return { fields: { rail: 'Choose one of the ways offered.' } };
  }
}
