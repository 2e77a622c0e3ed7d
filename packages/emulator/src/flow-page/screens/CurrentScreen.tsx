import type { ReactNode } from 'react';
import { useFlowContext } from '../flow-context.ts';
import { BackgroundCheckScreen } from './BackgroundCheckScreen.tsx';
import { CodeScreen } from './CodeScreen.tsx';
import { ComplianceScreen } from './ComplianceScreen.tsx';
import { EndScreen } from './EndScreen.tsx';
import { IdVerificationScreen } from './IdVerificationScreen.tsx';
import { ManagePaymentsScreen } from './ManagePaymentsScreen.tsx';
import { ManagePayoutsScreen } from './ManagePayoutsScreen.tsx';
import { PayoutScreen } from './PayoutScreen.tsx';
import { PayoutSentScreen } from './PayoutSentScreen.tsx';
import { PdfFormScreen } from './PdfFormScreen.tsx';
import { PhoneScreen } from './PhoneScreen.tsx';
import { ProfileScreen } from './ProfileScreen.tsx';
import { RedirectScreen } from './RedirectScreen.tsx';
import { UnknownStepScreen } from './UnknownStepScreen.tsx';

export function CurrentScreen(): ReactNode {
  const { screen } = useFlowContext().view;
  switch (screen.name) {
    case 'phone':
      return <PhoneScreen screen={screen} />;
    case 'code':
      return <CodeScreen screen={screen} />;
    case 'profile':
      return <ProfileScreen />;
    case 'compliance':
      return <ComplianceScreen />;
    case 'id-verification':
      return <IdVerificationScreen />;
    case 'background-check':
      return <BackgroundCheckScreen />;
    case 'manage-payouts':
      return <ManagePayoutsScreen />;
    case 'manage-payments':
      return <ManagePaymentsScreen />;
    case 'payout':
      return <PayoutScreen />;
    case 'payout-sent':
      return <PayoutSentScreen screen={screen} />;
    case 'pdf-form-fill':
      return <PdfFormScreen />;
    case 'redirect':
      return <RedirectScreen redirectUrl={screen.redirectUrl} />;
    case 'unknown-step':
      return <UnknownStepScreen step={screen.step} />;
    case 'end':
      return <EndScreen />;
  }
}
