import { createDotsWorld, serveFlowPages, staticFlowPageOrigin } from '@dots-flows/emulator/browser';
import type { DotsWorld, WorldSettings } from '@dots-flows/emulator/browser';
import { callsAdapter } from '@dots-flows/react/calls-adapter';
import type { Flow, ServerAdapter } from '@dots-flows/react';

/** What the stories pay out. */
export const STORY_AMOUNT_CENTS = 24_850;

/** How the Dots behind a story behaves: the story parameter `dots`. */
export interface StoryDotsOptions {
  /** Settings of the local Dots, such as how its pages talk to the page around them. */
  readonly settings?: Partial<WorldSettings> | undefined;
  /** What the next transfer is left at, until somebody moves it on. Default: `completed` at once. */
  readonly nextTransfer?: 'pending' | 'flagged' | 'failed' | 'canceled' | undefined;
  /** The host has paid this payee before, so nobody signs in by phone. Default `false`. */
  readonly isPayeeKnown?: boolean | undefined;
  /** Money that the known payee has at Dots already, in cents. Default: what the stories pay out. */
  readonly walletCents?: number | undefined;
  /** Steps of the onboarding Flow. Default: those of `callsAdapter`. */
  readonly onboardingSteps?: readonly string[] | undefined;
}

/** A Dots of its own for one story, alive without any server: the world is in this page, its Flow pages are static files. */
export interface StoryDots {
  readonly world: DotsWorld;
  /** A payee who was here before: verified, with a bank account, a PayPal account and money to withdraw. */
  readonly payeeId: string;
  readonly adapter: ServerAdapter;
  /** Makes a Flow at this Dots. Its `signedInUntil` is left to the caller. */
  createFlow(body: Readonly<Record<string, unknown>>): Flow;
  /** Reads a Flow of this Dots again. */
  retrieveFlow(flowId: string): Flow;
  stop(): void;
}

/** Where a file of the published Storybook is, below whatever path it is published. */
export const storyFile = (name: string): string => new URL(`${import.meta.env.BASE_URL}${name}`, document.baseURI).href;

export function createStoryDots(options: StoryDotsOptions = {}): StoryDots {
  const worldName = crypto.randomUUID();
  const world = createDotsWorld({
    flowPageOrigin: staticFlowPageOrigin(storyFile('flow-page/index.html'), worldName),
    settings: {
      messages: { height: 'on-resize', encoding: 'object', steps: 'once', statusOverride: null },
      // The page that the redirect step leads to is a file of this Storybook, on whatever host that is.
      redirectUrlRule: 'any',
      ...options.settings,
    },
    users: [
      {
        phone: '+1 415 555 0134',
        firstName: 'Ana',
        lastName: 'Demo',
        compliance: 'w9',
        walletCents: options.walletCents ?? STORY_AMOUNT_CENTS,
        payoutMethods: [
          { rail: 'ach', routingNumber: '021000021', accountNumber: '000123456789', accountType: 'checking' },
          { rail: 'paypal', email: 'ana.demo@example.com' },
        ],
      },
    ],
  });
  const payeeId = world.users.list()[0]?.id ?? '';
  if (options.nextTransfer) world.transferScript.plan({ status: options.nextTransfer, type: 'balance' });
  const stop = serveFlowPages(world, worldName, { latencyMs: 120 });

  const toFlow = (wire: ReturnType<DotsWorld['wire']['flow']>): Flow => ({
    flowId: wire.id,
    link: wire.link,
    steps: wire.steps,
    completedSteps: wire.completed_steps,
    signedInUntil: null,
    createdAt: new Date().toISOString(),
  });

  return {
    world,
    payeeId,
    adapter: hostWithThreeEndpoints(world, options, payeeId),
    createFlow: (body) => toFlow(world.wire.flow(world.flows.createFromBody({ ...body }))),
    retrieveFlow: (flowId) => toFlow(world.wire.flow(world.flows.require(flowId))),
    stop,
  };
}

/** A host with endpoints of its own over the three Dots calls, as a platform that has them would plug them in. */
function hostWithThreeEndpoints(world: DotsWorld, options: StoryDotsOptions, payeeId: string): ServerAdapter {
  const transfers = new Map<string, string>();
  return callsAdapter({
    amountCents: () => STORY_AMOUNT_CENTS,
    onboardingSteps: options.onboardingSteps,
    createFlow: async ({ steps, userId, hideGoToDashboardOnComplete }) => {
      const knownId = userId ?? (options.isPayeeKnown ? payeeId : undefined);
      const flow = world.wire.flow(
        world.flows.createFromBody({
          steps: [...steps],
          ...(knownId ? { user_id: knownId } : {}),
          ...(hideGoToDashboardOnComplete ? { hide_go_to_dashboard_on_complete: true } : {}),
        }),
      );
      return { ...flow, signedInUntil: knownId ? new Date(Date.now() + 14 * 60_000).toISOString() : null };
    },
    retrieveFlow: async (flowId) => world.wire.flow(world.flows.require(flowId)),
    // The same payout finds the same transfer, as the adapter asks of every host; only a failed one has a successor.
    createTransfer: async ({ payoutId, userId, retry }) => {
      const known = transfers.get(payoutId);
      const transfer =
        known !== undefined && !retry
          ? world.transfers.require(known)
          : world.transfers.createFromBody({ amount: -STORY_AMOUNT_CENTS, user_id: userId });
      transfers.set(payoutId, transfer.id);
      return { ...world.wire.transfer(transfer), canRetry: true };
    },
  });
}
