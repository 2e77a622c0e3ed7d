import type { Answer } from '../dots-api/answer.ts';
import type { DotsApi } from '../dots-api/create-dots-api.ts';
import type { Page, RemoteTransfer } from '../dots-api/remote-records.ts';
import type { CrashPoint } from './crash-points.ts';
import { readTransferMark } from './payout-metadata.ts';

export interface LookUpRequest {
  /** The payee, under every id that Dots ever had for this person. */
  readonly userIds: readonly string[];
  readonly referenceTag: string;
  readonly keys: readonly string[];
  /** Transfers older than this need not be looked at; `null`: look at all of them. By Dots' clock. */
  readonly sinceMs: number | null;
}

export type LookUpResult =
  | { readonly kind: 'found'; readonly transfers: readonly RemoteTransfer[] }
  | { readonly kind: 'empty' }
  /** Not all pages could be read: this says nothing about whether a transfer exists. */
  | { readonly kind: 'failed'; readonly answer: Exclude<Answer<unknown>, { readonly kind: 'accepted' }> }
  /** More transfers than can be gone through: this says nothing either. */
  | { readonly kind: 'too-many' };

/** The largest page that Dots gives (documented). */
const PAGE_LIMIT = 100;
/** 20,000 transfers of one user. Beyond, a person has to look. */
const MAX_PAGES = 200;

/**
 * Looks at Dots for every transfer of this payout, whichever attempt made it: newest first, page by page, matched by the
 * reference in the metadata, then by the key. It has no effects, so a half-done look-up is simply begun again.
 */
export async function lookUpTransfers(
  api: Pick<DotsApi, 'listTransfers'>,
  request: LookUpRequest,
  crashPoint: CrashPoint,
): Promise<LookUpResult> {
  const found = new Map<string, RemoteTransfer>();
  for (const userId of new Set(request.userIds)) {
    let startingAfter: string | undefined;
    for (let page = 1; ; page++) {
      if (page > MAX_PAGES) return { kind: 'too-many' };
      const answer: Answer<Page<RemoteTransfer>> = await api.listTransfers({
        userId,
        limit: PAGE_LIMIT,
        startingAfter,
      });
      // A person who was merged into another one has no list any more.
      const isGone = answer.kind === 'refused' && answer.reason === 'not-found' && userId !== request.userIds[0];
      if (isGone) break;
      if (answer.kind !== 'accepted') return { kind: 'failed', answer };
      const { items, hasMore } = answer.value;
      for (const transfer of items) if (isOurs(transfer, request)) found.set(transfer.transferId, transfer);
      await crashPoint('CP17');
      startingAfter = items.at(-1)?.transferId;
      if (!hasMore || startingAfter === undefined || isOlder(items, request.sinceMs)) break;
    }
  }
  return found.size === 0 ? { kind: 'empty' } : { kind: 'found', transfers: [...found.values()] };
}

function isOurs(transfer: RemoteTransfer, { referenceTag, keys }: LookUpRequest): boolean {
  const mark = readTransferMark(transfer.metadata);
  return mark.referenceTag === referenceTag || (mark.key !== null && keys.includes(mark.key));
}

/** A whole page before the window ends the scan; one old item does not, because the order is only documented. */
function isOlder(items: readonly RemoteTransfer[], sinceMs: number | null): boolean {
  return sinceMs !== null && items.every(({ createdAtMs }) => createdAtMs !== null && createdAtMs < sinceMs);
}
