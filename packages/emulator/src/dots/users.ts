import { invalidInput, notFound, DotsRefusal } from './dots-refusal.ts';
import { optionalMetadata, requiredText } from './body-fields.ts';
import type { Body } from './body-fields.ts';
import type { ComplianceRecord, Metadata, PhoneNumber, UserRecord, UserStatus } from './records.ts';
import { isEmail } from './validation/email.ts';
import { parsePhoneNumber, phoneKey } from './validation/phone-number.ts';
import { instantNow } from './world-context.ts';
import type { WorldContext } from './world-context.ts';

/** The people of the emulated Dots. */
export interface Users {
  /** Answers the existing person when the phone is known already (documented: no second one is made). */
  createFromBody(body: Body): UserRecord;
  add(person: NewUser): UserRecord;
  /** @throws DotsRefusal 404. */
  require(id: string): UserRecord;
  find(id: string): UserRecord | undefined;
  findByPhone(phone: PhoneNumber): UserRecord | undefined;
  /** Newest first. */
  list(): readonly UserRecord[];
  setStatus(id: string, status: UserStatus): UserRecord;
  /** Retires `oldId` for `newId`, as the event `user.updated.user_merged` tells. */
  retire(oldId: string, newId: string): void;
  reset(): void;
}

export interface NewUser {
  readonly id?: string | undefined;
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly phone: PhoneNumber;
  readonly status: UserStatus;
  readonly username?: string | null | undefined;
  readonly dateOfBirth?: string | null | undefined;
  readonly metadata?: Metadata | undefined;
  readonly payoutOptionsExclude?: readonly string[] | undefined;
}

const NAME_LENGTH = { min: 1, max: 50 };

export function createUsers(context: WorldContext): Users {
  const byId = new Map<string, UserRecord>();
  const idByPhone = new Map<string, string>();

  function find(id: string): UserRecord | undefined {
    const user = byId.get(id);
    return user?.mergedInto === null ? user : undefined;
  }

  function require(id: string): UserRecord {
    const user = find(id);
    if (user === undefined) throw notFound('User');
    return user;
  }

  function add(person: NewUser): UserRecord {
    const user: UserRecord = {
      id: person.id ?? context.ids.uuid(),
      createdAt: instantNow(context),
      firstName: person.firstName,
      lastName: person.lastName,
      email: person.email,
      phone: person.phone,
      username: person.username ?? null,
      dateOfBirth: person.dateOfBirth ?? null,
      status: person.status,
      metadata: person.metadata ?? null,
      payoutMethods: [],
      defaultPayoutMethodId: null,
      autoPayout: false,
      payoutOptionsExclude: [...(person.payoutOptionsExclude ?? [])],
      linkedBankMask: null,
      compliance: emptyCompliance(),
      mergedInto: null,
    };
    byId.set(user.id, user);
    idByPhone.set(phoneKey(user.phone), user.id);
    return user;
  }

  function findByPhone(phone: PhoneNumber): UserRecord | undefined {
    const id = idByPhone.get(phoneKey(phone));
    return id === undefined ? undefined : find(id);
  }

  return {
    add,
    find,
    require,
    findByPhone,
    createFromBody(body) {
      const person = readNewUser(body);
      return findByPhone(person.phone) ?? add(person);
    },
    list: () => [...byId.values()].filter((user) => user.mergedInto === null).toReversed(),
    setStatus(id, status) {
      const user = require(id);
      if (user.status !== status) {
        user.status = status;
        context.emit({ name: 'user.updated', userId: id });
      }
      return user;
    },
    retire(oldId, newId) {
      const old = require(oldId);
      old.mergedInto = require(newId).id;
      idByPhone.set(phoneKey(old.phone), newId);
      context.emit({ name: 'user.updated.user_merged', userId: newId, oldUserId: oldId });
    },
    reset() {
      byId.clear();
      idByPhone.clear();
    },
  };
}

export function emptyCompliance(): ComplianceRecord {
  return {
    mustCollect1099: false,
    form: null,
    taxIdKind: null,
    taxIdLast4: null,
    taxIdVerification: 'unsubmitted',
    country: null,
    legalName: null,
    birthDateCollected: false,
    address: null,
    idVerified: false,
    backgroundCheck: null,
    backgroundCheckAtMs: null,
    hasCriminalActivity: false,
  };
}

function readNewUser(body: Body): NewUser {
  const countryCode = requiredText(body, 'country_code', { min: 1, max: 3 });
  if (!/^\d+$/.test(countryCode)) throw invalidInput('country_code must have 1 to 3 digits and no plus sign.');
  const phone = parsePhoneNumber(countryCode, requiredText(body, 'phone_number', { min: 1, max: 20 }));
  if (typeof phone === 'string') throw new DotsRefusal(400, 'invalid-phone-number', phone);
  const username = body['username'];
  const dateOfBirth = body['date_of_birth'];
  return {
    firstName: requiredText(body, 'first_name', NAME_LENGTH),
    lastName: requiredText(body, 'last_name', NAME_LENGTH),
    email: readEmail(body),
    phone,
    status: 'unverified',
    username: typeof username === 'string' ? username : null,
    dateOfBirth: typeof dateOfBirth === 'string' ? dateOfBirth : null,
    metadata: optionalMetadata(body),
    payoutOptionsExclude: readExcludeList(body),
  };
}

function readEmail(body: Body): string {
  const email = requiredText(body, 'email', { min: 3, max: 254 });
  if (!isEmail(email)) throw new DotsRefusal(400, 'invalid-email', 'email is not an e-mail address.');
  return email;
}

function readExcludeList(body: Body): string[] {
  const list: unknown = body['payout_options_exclude_list'] ?? [];
  if (!Array.isArray(list) || !list.every((item) => typeof item === 'string')) {
    throw invalidInput('payout_options_exclude_list must be a list of rail names.');
  }
  return list;
}
