import { isDotsFlowsError, parseCents, parseTimestamp } from '@dots-flows/core';
import type { RemoteFlow, RemoteMetadata, RemoteTransfer, RemoteUser } from './remote-records.ts';

/**
 * Readers of Dots' answers. They are tolerant where the documentation contradicts itself (amounts as number or text,
 * dates without a zone, metadata as object or text) and pass unknown words through; what everything hangs on (ids, the
 * list of steps, a status) must be there, or the whole answer counts as unreadable: `null`.
 */
type Fields = Readonly<Record<string, unknown>>;

export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const textOrNull = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

export function decodeFlow(body: unknown): RemoteFlow | null {
  if (!isFields(body)) return null;
  const { id, link, steps, completed_steps: completedSteps } = body;
  if (typeof id !== 'string' || id === '' || typeof link !== 'string') return null;
  const stepNames = decodeStepNames(steps);
  const completedNames = decodeStepNames(completedSteps ?? []);
  if (stepNames === null || completedNames === null) return null;
  return {
    flowId: id,
    link,
    steps: stepNames,
    completedSteps: completedNames,
    userId: textOrNull(body['user_id']),
    createdAtMs: decodeTime(body['created']),
    metadata: decodeMetadata(body['metadata']),
  };
}

/** Names, or objects with a name: typed as names even when objects were posted (documented), read either way. */
function decodeStepNames(value: unknown): string[] | null {
  if (!Array.isArray(value)) return null;
  const names = value.map((step: unknown) => (isFields(step) ? step['name'] : step));
  return names.every((name) => typeof name === 'string') ? names : null;
}

export function decodeTransfer(body: unknown): RemoteTransfer | null {
  if (!isFields(body)) return null;
  const { id, status } = body;
  if (typeof id !== 'string' || id === '' || typeof status !== 'string') return null;
  return {
    transferId: id,
    status,
    userId: textOrNull(body['user_id']),
    amountCents: decodeCents(body['amount']),
    createdAtMs: decodeTime(body['created']),
    metadata: decodeMetadata(body['metadata']),
  };
}

export function decodeUser(body: unknown): RemoteUser | null {
  if (!isFields(body)) return null;
  const { id, status } = body;
  if (typeof id !== 'string' || id === '') return null;
  const compliance = isFields(body['compliance']) ? body['compliance'] : {};
  const backgroundCheck = isFields(compliance['background_check']) ? compliance['background_check'] : {};
  const phone = isFields(body['phone_number']) ? body['phone_number'] : {};
  return {
    userId: id,
    status: typeof status === 'string' ? status : 'unknown',
    firstName: textOrNull(body['first_name']),
    lastName: textOrNull(body['last_name']),
    email: textOrNull(body['email']),
    phone: {
      countryCode: textOrNull(phone['country_code']),
      // `number` is the spelling of an old page (documented).
      phoneNumber: textOrNull(phone['phone_number']) ?? textOrNull(phone['number']),
    },
    defaultPayoutMethod: textOrNull(body['default_payout_method']),
    compliance: {
      mustCollect1099: compliance['must_collect_1099'] === true,
      isTaxFormCollected: compliance['1099_collected'] === true || compliance['w8_ben_collected'] === true,
      isIdVerified: compliance['id_verified'] === true,
      isFlagged: compliance['flagged'] === true,
      // One page writes it on the user, the OpenAPI file below `compliance` (documented, contradictory).
      hasCriminalActivity: (compliance['has_criminal_activity'] ?? body['has_criminal_activity']) === true,
      backgroundCheckStatus: textOrNull(backgroundCheck['status']),
    },
    metadata: decodeMetadata(body['metadata']),
  };
}

/** Metadata comes back as it was sent: an object, or a text, which may be JSON (documented). All else counts as none. */
export function decodeMetadata(value: unknown): RemoteMetadata {
  let fields = value;
  if (typeof value === 'string') {
    try {
      fields = JSON.parse(value);
    } catch {
      return {};
    }
  }
  return isFields(fields) ? fields : {};
}

/** `NaN` for an amount that is there and cannot be read, such as one in dollars: it equals no amount. */
function decodeCents(value: unknown): number | null {
  if (value === undefined || value === null) return null;
  try {
    return parseCents(value);
  } catch (error) {
    if (isDotsFlowsError(error)) return Number.NaN;
    throw error;
  }
}

function decodeTime(value: unknown): number | null {
  try {
    return Date.parse(parseTimestamp(value));
  } catch (error) {
    if (isDotsFlowsError(error)) return null;
    throw error;
  }
}
