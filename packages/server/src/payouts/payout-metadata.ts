import type { RemoteMetadata } from '../dots-api/remote-records.ts';

/**
 * What we write into the metadata of Flows and transfers to know them again: ids and hashes only, never a personal
 * datum. It comes back as an object or as JSON text (unknown which); the decoder reads both.
 */
const SESSION = 'dots_flows_session';
const KIND = 'dots_flows_kind';
const KEY = 'dots_flows_key';
const REFERENCE = 'dots_flows_reference';
const ORDINAL = 'dots_flows_ordinal';

type Metadata = Readonly<Record<string, string>>;

export interface TransferMark {
  readonly sessionId: string;
  readonly key: string;
  readonly referenceTag: string;
  readonly ordinal: number;
}

export function flowMetadata(hostMetadata: Metadata, sessionId: string, kind: 'onboarding' | 'payout'): Metadata {
  return { ...hostMetadata, [SESSION]: sessionId, [KIND]: kind };
}

export function transferMetadata(hostMetadata: Metadata, mark: TransferMark): Metadata {
  return {
    ...hostMetadata,
    [SESSION]: mark.sessionId,
    [KEY]: mark.key,
    [REFERENCE]: mark.referenceTag,
    [ORDINAL]: String(mark.ordinal),
  };
}

const textOrNull = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

export function readFlowMark(metadata: RemoteMetadata): {
  readonly sessionId: string | null;
  readonly kind: string | null;
} {
  return { sessionId: textOrNull(metadata[SESSION]), kind: textOrNull(metadata[KIND]) };
}

export function readTransferMark(metadata: RemoteMetadata): {
  readonly sessionId: string | null;
  readonly key: string | null;
  readonly referenceTag: string | null;
  readonly ordinal: number | null;
} {
  const ordinal = Number(textOrNull(metadata[ORDINAL]) ?? metadata[ORDINAL]);
  return {
    sessionId: textOrNull(metadata[SESSION]),
    key: textOrNull(metadata[KEY]),
    referenceTag: textOrNull(metadata[REFERENCE]),
    ordinal: Number.isSafeInteger(ordinal) && ordinal >= 1 ? ordinal : null,
  };
}

/** Names of ours, which the host's own metadata must not use. */
export const isReservedMetadataName = (name: string): boolean => name.startsWith('dots_flows_');
