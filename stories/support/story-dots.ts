import { createDotsWorld, serveFlowPages, staticFlowPageOrigin } from '@dots-flows/emulator/browser';
import type { DotsWorld } from '@dots-flows/emulator/browser';
import { callsAdapter } from '@dots-flows/react';
import type { ServerAdapter } from '@dots-flows/react';

/** The phone of the demo payee who has been through onboarding before. */
export const RETURNING_PHONE = '+1 415 555 0134';
/** What the stories pay out. */
export const STORY_AMOUNT_CENTS = 24_850;

/** A Dots of its own for one story, alive without any server: the world is in this page, its Flow pages are static files. */
export interface StoryDots {
  readonly world: DotsWorld;
  /** The returning payee: verified, with a bank account and money to withdraw. */
  readonly payeeId: string;
  readonly adapter: ServerAdapter;
  /** Makes a Flow at this Dots and answers it as the API would. */
  createFlow(body: Readonly<Record<string, unknown>>): ReturnType<DotsWorld['wire']['flow']>;
  stop(): void;
}

export function createStoryDots(): StoryDots {
  const worldName = crypto.randomUUID();
  const pageUrl = new URL('flow-page/index.html', document.baseURI).href;
  const world = createDotsWorld({
    flowPageOrigin: staticFlowPageOrigin(pageUrl, worldName),
    settings: { messages: { height: 'on-resize', encoding: 'object', steps: 'once', statusOverride: null } },
    users: [
      {
        phone: RETURNING_PHONE,
        firstName: 'Ana',
        lastName: 'Demo',
        compliance: 'w9',
        walletCents: STORY_AMOUNT_CENTS,
        payoutMethods: [
          { rail: 'ach', routingNumber: '021000021', accountNumber: '000123456789', accountType: 'checking' },
          { rail: 'paypal', email: 'ana.demo@example.com' },
        ],
      },
    ],
  });
  const payeeId = world.users.list()[0]?.id ?? '';
  const stop = serveFlowPages(world, worldName, { latencyMs: 120 });
  const createFlow: StoryDots['createFlow'] = (body) => world.wire.flow(world.flows.createFromBody({ ...body }));
  const transfers = new Map<string, string>();

  const adapter = callsAdapter({
    amountCents: () => STORY_AMOUNT_CENTS,
    createFlow: async ({ steps, userId }) => createFlow({ steps: [...steps], ...(userId ? { user_id: userId } : {}) }),
    retrieveFlow: async (flowId) => world.wire.flow(world.flows.require(flowId)),
    // The same payout finds the same transfer, as the adapter asks of every host.
    createTransfer: async ({ payoutId, userId }) => {
      const known = transfers.get(payoutId);
      const transfer =
        known === undefined
          ? world.transfers.createFromBody({ amount: -STORY_AMOUNT_CENTS, user_id: userId })
          : world.transfers.require(known);
      transfers.set(payoutId, transfer.id);
      return world.wire.transfer(transfer);
    },
  });
  return { world, payeeId, adapter, createFlow, stop };
}
