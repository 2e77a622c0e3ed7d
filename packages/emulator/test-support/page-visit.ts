import type {
  ComplianceForm,
  FlowAction,
  FlowPageAnswer,
  FlowPageBackend,
} from '../src/flow-page/flow-page-backend.ts';

/** One person at one Flow page: keeps the page token as the page does. */
export interface PageVisit {
  open(): Promise<FlowPageAnswer>;
  act(action: FlowAction): Promise<FlowPageAnswer>;
  /** Name of the screen in the newest answer that had one. */
  screen(): string;
}

export function visitPage(backend: FlowPageBackend, flowId: string): PageVisit {
  let pageToken: string | null = null;
  let screen = 'not opened';
  const note = (answer: FlowPageAnswer) => {
    if (answer.ok) ({ pageToken } = answer.view);
    if (answer.ok) screen = answer.view.screen.name;
    return answer;
  };
  return {
    open: async () => note(await backend.open({ flowId, pageToken })),
    act: async (action) => note(await backend.act({ flowId, pageToken, action })),
    screen: () => screen,
  };
}

export const usForm: ComplianceForm = {
  country: 'US',
  taxIdKind: 'ssn',
  taxId: '123-45-6789',
  birthDate: '1990-02-03',
  legalName: 'Ana Sousa',
  line1: '350 Alabama St',
  line2: '',
  city: 'San Francisco',
  state: 'CA',
  postalCode: '94110',
  certified: true,
};

export const chaseAccount = {
  rail: 'ach',
  routingNumber: '021000021',
  accountNumber: '000123456789',
  accountType: 'checking',
} as const;

/** Signs a new person in by phone and code, profile included. */
export async function signUp(visit: PageVisit, phoneNumber = '415 555 0134'): Promise<void> {
  await visit.open();
  await visit.act({ type: 'send-code', countryCode: '1', phoneNumber, channel: 'sms' });
  await visit.act({ type: 'verify-code', code: '000000' });
  if (visit.screen() === 'profile') {
    await visit.act({ type: 'save-profile', firstName: 'Ana', lastName: 'Sousa', email: 'ana@example.com' });
  }
}
