import { invalidInput } from './dots-refusal.ts';
import { describePayoutMethod } from './payout-method.ts';
import type { Metadata, UserRecord, UserStatus } from './records.ts';
import type { PayoutMethodForm } from '../flow-page/flow-page-backend.ts';
import type { Transfers } from './transfers.ts';
import type { Users } from './users.ts';
import { parsePhoneNumber } from './validation/phone-number.ts';
import type { WorldContext } from './world-context.ts';

/** A person who is there when the emulator starts. */
export interface SeedUser {
  /** A fixed UUID, where a test or a demo has to know it beforehand. Default: a new one. */
  readonly id?: string | undefined;
  /** With country code and `+`, for example `+1 415 555 0134`. The same phone is the same person. */
  readonly phone: string;
  readonly firstName: string;
  readonly lastName: string;
  /** Default: made of the names, at example.com. */
  readonly email?: string | undefined;
  /** Default `verified`. */
  readonly status?: UserStatus | undefined;
  /** Was tax data given: a US W-9 or a W-8BEN? Default: none. */
  readonly compliance?: 'w9' | 'w8ben' | undefined;
  /** Tax data must be given before any payout. Default `false`. */
  readonly mustCollect1099?: boolean | undefined;
  readonly idVerified?: boolean | undefined;
  readonly backgroundCheck?: 'pass' | 'failed' | 'pending' | undefined;
  /** The first is the default one. They are checked as on the page. */
  readonly payoutMethods?: readonly PayoutMethodForm[] | undefined;
  readonly autoPayout?: boolean | undefined;
  /** Money in the wallet, in cents; it comes out of the App balance. Default 0. */
  readonly walletCents?: number | undefined;
  readonly metadata?: Metadata | undefined;
}

interface SeedParts {
  readonly context: WorldContext;
  readonly users: Users;
  readonly transfers: Transfers;
}

/** @throws DotsRefusal when a seeded person could not exist: bad phone, bad bank data, more money than the App has. */
export function seedUser(seed: SeedUser, { context, users, transfers }: SeedParts): UserRecord {
  const phone = parseWholePhone(seed.phone);
  if (users.findByPhone(phone) !== undefined)
    throw invalidInput(`Two seeded people have the phone of ${seed.firstName}.`);
  const user = users.add({
    id: seed.id,
    firstName: seed.firstName,
    lastName: seed.lastName,
    email: seed.email ?? `${seed.firstName}.${seed.lastName}@example.com`.toLowerCase().replace(/[^a-z0-9.@-]/g, ''),
    phone,
    // Someone in review still gets the seeded money; the status follows below.
    status: 'verified',
    metadata: seed.metadata,
  });
  fillCompliance(user, seed, context);
  for (const form of seed.payoutMethods ?? []) {
    const method = describePayoutMethod(form, context.ids, context.clock.nowMs());
    if ('fields' in method)
      throw invalidInput(`Seeded payout method of ${seed.firstName}: ${Object.values(method.fields).join(' ')}`);
    user.payoutMethods.push(method);
    user.defaultPayoutMethodId ??= method.id;
  }
  const walletCents = seed.walletCents ?? 0;
  if (walletCents > 0) transfers.createFromBody({ amount: -walletCents, user_id: user.id });
  user.autoPayout = seed.autoPayout ?? false;
  user.status = seed.status ?? 'verified';
  return user;
}

function fillCompliance(user: UserRecord, seed: SeedUser, context: WorldContext) {
  Object.assign(user.compliance, {
    mustCollect1099: seed.mustCollect1099 ?? false,
    idVerified: seed.idVerified ?? false,
    backgroundCheck: seed.backgroundCheck ?? null,
    backgroundCheckAtMs: seed.backgroundCheck === undefined ? null : context.clock.nowMs(),
  });
  if (seed.compliance === undefined) return;
  const us = seed.compliance === 'w9';
  Object.assign(user.compliance, {
    form: seed.compliance,
    taxIdKind: us ? 'ssn' : 'foreign',
    taxIdLast4: '6789',
    taxIdVerification: 'matched',
    country: us ? 'US' : 'BR',
    legalName: `${user.firstName} ${user.lastName}`,
    birthDateCollected: true,
    address: us
      ? { line1: '350 Alabama St', line2: '', city: 'San Francisco', state: 'CA', postalCode: '94110' }
      : { line1: 'Rua Augusta 1500', line2: '', city: 'São Paulo', state: 'SP', postalCode: '01304-001' },
  });
}

/** Splits `+1 415…` by trying the shortest known country code; the rest goes through the usual check. */
function parseWholePhone(text: string) {
  const match = /^\+(1|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|\d{3})[\s-]?(.+)$/.exec(text.trim());
  const phone =
    match === null ? 'It needs a plus sign and a country code.' : parsePhoneNumber(match[1] ?? '', match[2] ?? '');
  if (typeof phone === 'string') throw invalidInput(`Seeded phone number: ${phone}`);
  return phone;
}
