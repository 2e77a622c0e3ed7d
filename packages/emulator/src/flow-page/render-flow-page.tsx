import { render } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { inPageBackend } from '../dots/page/in-page-backend.ts';
import type { SeedUser } from '../dots/seed-user.ts';
import { createDotsWorld } from '../dots/world.ts';
import type { DotsWorld } from '../dots/world.ts';
import type { WorldSettings } from '../dots/world-settings.ts';
import { FlowPage } from './FlowPage.tsx';
import type { FlowPageProps } from './FlowPage.tsx';
import type { FlowPageBackend } from './flow-page-backend.ts';

/** Ana has money and two ways to get it; Bo has neither, Cy some cents and no way. */
export const ANA = 'aaaaaaaa-0000-4000-8000-000000000001';
export const BO = 'aaaaaaaa-0000-4000-8000-000000000002';
export const CY = 'aaaaaaaa-0000-4000-8000-000000000003';

const PEOPLE: readonly SeedUser[] = [
  {
    id: ANA,
    phone: '+1 415 555 0134',
    firstName: 'Ana',
    lastName: 'Sousa',
    walletCents: 24_850,
    payoutMethods: [
      { rail: 'ach', routingNumber: '021000021', accountNumber: '000123456789', accountType: 'checking' },
      { rail: 'paypal', email: 'ana@example.com' },
    ],
  },
  { id: BO, phone: '+1 415 555 0135', firstName: 'Bo', lastName: 'Lund' },
  { id: CY, phone: '+1 415 555 0136', firstName: 'Cy', lastName: 'Ode', walletCents: 99 },
];

export interface Stage {
  readonly world: DotsWorld;
  readonly flowId: string;
  readonly messages: unknown[];
  /** Only the messages about steps. */
  readonly steps: () => unknown[];
  readonly user: ReturnType<typeof userEvent.setup>;
}

export interface StageOptions extends Partial<Omit<FlowPageProps, 'backend' | 'flowId'>> {
  readonly flow: Readonly<Record<string, unknown>>;
  readonly settings?: Partial<WorldSettings> | undefined;
  /** Stands between page and world, to lose answers on the way. */
  readonly wire?: ((backend: FlowPageBackend) => FlowPageBackend) | undefined;
}

/** A Flow page over a Dots world of its own, in this page. */
export function renderFlowPage({ flow, settings, wire = (backend) => backend, ...props }: StageOptions): Stage {
  const world = createDotsWorld({ seed: 1, users: PEOPLE, settings: { appName: 'Fleetly', ...settings } });
  const { id: flowId } = world.flows.createFromBody(flow);
  const messages: unknown[] = [];
  render(
    <FlowPage
      flowId={flowId}
      backend={wire(inPageBackend(world))}
      onMessage={(message) => messages.push(message)}
      {...props}
    />,
  );
  const isStep = (message: unknown): boolean => typeof message === 'object' && message !== null && 'step' in message;
  return { world, flowId, messages, steps: () => messages.filter(isStep), user: userEvent.setup() };
}
