import type { DotsWorld } from '../dots/world.ts';
import type { WorldEvent } from '../dots/world-events.ts';
import type { Metadata } from '../dots/records.ts';

/**
 * Which of two documented spellings is sent: `published` (the site: some payloads have no `event`), or `registry` (the
 * pull request Send-Dots/dots-docs-v2#99, made from Dots' backend: `event` in each, and `metadata`).
 */
export const payloadStyles = ['published', 'registry'] as const;
export type PayloadStyle = (typeof payloadStyles)[number];

export function webhookPayload(event: WorldEvent, world: DotsWorld, style: PayloadStyle): Record<string, unknown> {
  const named = style === 'registry' ? { event: event.name } : {};
  const withMetadata = (metadata: Metadata) => (style === 'registry' ? { metadata } : {});
  switch (event.name) {
    case 'flow.updated':
      return { event: event.name, flow_id: event.flowId, ...withMetadata(world.flows.require(event.flowId).metadata) };
    case 'transfer.updated': {
      const { metadata } = world.transfers.require(event.transferId);
      return { event: event.name, transfer_id: event.transferId, ...withMetadata(metadata) };
    }
    case 'transfer.completed':
    case 'transfer.failed':
    case 'transfer.flagged': {
      const transfer = world.transfers.require(event.transferId);
      return {
        ...named,
        transfer_id: transfer.id,
        transfer: world.wire.transfer(transfer),
        ...withMetadata(transfer.metadata),
      };
    }
    case 'user.updated.user_merged':
      return { ...named, user_id: event.userId, old_user_id: event.oldUserId, new_user_id: event.userId };
    default:
      return { ...named, user_id: event.userId, ...withMetadata(world.users.find(event.userId)?.metadata ?? null) };
  }
}
