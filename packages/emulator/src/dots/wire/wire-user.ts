import type { ComplianceRecord, PayoutMethodRecord, UserRecord } from '../records.ts';
import { wireDate } from './wire-date.ts';

/** A user as `GET /v2/users/{id}` answers it. */
export function wireUser(user: UserRecord, walletCents: number) {
  const method = user.payoutMethods.find(({ id }) => id === user.defaultPayoutMethodId);
  return {
    ...wireNewUser(user),
    created: wireDate(user.createdAt),
    username: user.username,
    default_payout_method: method?.rail ?? null,
    ...(method === undefined ? {} : { default_payout_method_details: wirePayoutMethod(method) }),
    wallet: { amount: walletCents, withdrawable_amount: walletCents, credit_balance: 0 },
    compliance: wireCompliance(user.compliance),
    payout_options_exclude_list: user.payoutOptionsExclude,
  };
}

/** The answer of `POST /v2/users`: fewer fields, and `verified` (documented by the white-label guide). */
export function wireNewUser(user: UserRecord) {
  return {
    id: user.id,
    first_name: user.firstName,
    last_name: user.lastName,
    email: user.email,
    phone_number: { country_code: user.phone.countryCode, phone_number: user.phone.number },
    metadata: user.metadata,
    status: user.status,
    verified: user.status === 'verified',
  };
}

export function wirePayoutMethod(method: PayoutMethodRecord) {
  return {
    id: method.id,
    platform: method.rail,
    description: method.description,
    mask: method.mask,
    email: method.email,
    phone_number:
      method.phone === null ? null : { country_code: method.phone.countryCode, phone_number: method.phone.number },
    cash_tag: method.cashTag,
    country: 'US',
    currency: 'USD',
    rtp_enabled: false,
  };
}

function wireCompliance(compliance: ComplianceRecord) {
  const { address, backgroundCheck } = compliance;
  return {
    must_collect_1099: compliance.mustCollect1099,
    '1099_collected': compliance.form === 'w9',
    w8_ben_collected: compliance.form === 'w8ben',
    date_of_birth_collected: compliance.birthDateCollected,
    tax_id_verification: compliance.taxIdVerification,
    tax_id_collected: compliance.taxIdLast4 !== null,
    address_collected: address !== null,
    id_verified: compliance.idVerified,
    flagged: false,
    flags: { ofac: false, ofac_status: null, payout_method: false, payout_method_cycle: false, name_mismatch: false },
    has_criminal_activity: compliance.hasCriminalActivity,
    ...(backgroundCheck === null
      ? {}
      : {
          background_check: {
            status: backgroundCheck,
            updated: wireDate({ ms: Math.trunc(compliance.backgroundCheckAtMs ?? 0), micros: 0 }),
          },
        }),
    w9:
      compliance.form === 'w9'
        ? {
            name: compliance.legalName,
            tax_id_type: compliance.taxIdKind,
            tax_id_last_4: compliance.taxIdLast4,
            address_1: address?.line1,
            address_2: address?.line2,
            city: address?.city,
            state: address?.state,
            zipcode: address?.postalCode,
          }
        : null,
  };
}
