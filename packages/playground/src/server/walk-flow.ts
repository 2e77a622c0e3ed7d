import type { DotsWorld } from '@dots-flows/emulator';
import type { DemoWorkerPlan } from './demo-workers.ts';

type FlowAction = Parameters<DotsWorld['pages']['act']>[0]['action'];
type FlowPageAnswer = ReturnType<DotsWorld['pages']['open']>;
type FlowView = Extract<FlowPageAnswer, { ok: true }>['view'];

/** More screens than any Flow has: reaching it means that a screen does not end. */
const MOST_SCREENS = 20;

/**
 * Goes through a Flow's pages in the name of a demo worker, the way the pages themselves would: every answer is checked
 * as if a person had typed it.
 *
 * @throws Error when a page refuses or does not end.
 */
export function walkFlow(world: DotsWorld, flowId: string, person: DemoWorkerPlan): void {
  const { pages } = world;
  let view = viewOf(pages.open({ flowId, pageToken: null }));
  for (let screens = 0; view.screen.name !== 'end'; screens += 1) {
    if (screens > MOST_SCREENS) throw new Error(`The Flow of ${person.firstName} does not end.`);
    for (const action of actionsFor(view, person))
      view = viewOf(pages.act({ flowId, pageToken: view.pageToken, action }));
  }
}

function viewOf(answer: FlowPageAnswer): FlowView {
  if (answer.ok) return answer.view;
  throw new Error(`A Flow page refused: ${answer.problem.message} ${JSON.stringify(answer.problem.fields ?? {})}`);
}

function actionsFor({ screen, payee }: FlowView, person: DemoWorkerPlan): readonly FlowAction[] {
  switch (screen.name) {
    case 'phone':
      return [{ type: 'send-code', countryCode: '1', phoneNumber: person.phoneNumber, channel: 'sms' }];
    case 'code':
      return [{ type: 'verify-code', code: screen.codeHint }];
    case 'profile':
      return [
        {
          type: 'save-profile',
          firstName: person.firstName,
          lastName: person.lastName,
          email: `${person.workerId}@example.com`,
        },
      ];
    case 'compliance':
      return [{ type: 'submit-compliance', form: taxForm(person) }];
    case 'manage-payouts':
      return payee?.payoutMethods.length === 0
        ? [{ type: 'add-payout-method', method: BANK_ACCOUNT }, { type: 'save-payout-methods' }]
        : [{ type: 'save-payout-methods' }];
    case 'payout':
      return [
        {
          type: 'confirm-payout',
          amountCents: payee?.withdrawableCents ?? 0,
          methodId: payee?.payoutMethods[0]?.id ?? '',
        },
      ];
    case 'payout-sent':
      return [{ type: 'continue' }];
    default:
      throw new Error(`No demo worker knows what to do on the page "${screen.name}".`);
  }
}

/** A test account at a bank whose routing number passes the checksum. */
const BANK_ACCOUNT = {
  rail: 'ach',
  routingNumber: '021000021',
  accountNumber: '000123456789',
  accountType: 'checking',
} as const;

const taxForm = (person: DemoWorkerPlan) =>
  ({
    country: 'US',
    taxIdKind: 'ssn',
    taxId: '123-45-6789',
    birthDate: '1991-04-12',
    legalName: `${person.firstName} ${person.lastName}`,
    line1: '350 Alabama St',
    line2: '',
    city: 'San Francisco',
    state: 'CA',
    postalCode: '94110',
    certified: true,
  }) as const;
