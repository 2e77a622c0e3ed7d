/** What happened in the world, for webhooks and for whoever watches. Names are Dots' webhook event names. */
export type WorldEvent =
  | { readonly name: 'flow.updated'; readonly flowId: string }
  | {
      readonly name: 'transfer.updated' | 'transfer.completed' | 'transfer.failed' | 'transfer.flagged';
      readonly transferId: string;
    }
  | {
      readonly name:
        | 'user.updated'
        | 'user.updated.payout_method'
        | 'user.updated.default_payout_method_changed'
        | 'user.updated.id_verified'
        | 'user.updated.background_check';
      readonly userId: string;
    }
  | { readonly name: 'user.updated.user_merged'; readonly userId: string; readonly oldUserId: string };
