import { useFlowContext } from '../flow-context.ts';
import type { FlowScreen } from '../flow-page-backend.ts';
import { formatUsd } from '../money-text.ts';
import { Button } from '../parts/Button.tsx';
import { DonePanel } from '../parts/DonePanel.tsx';
import { railOf } from '../rails.ts';

type PayoutSentData = Extract<FlowScreen, { name: 'payout-sent' }>;

/** `Within minutes` as `within minutes`, `1 to 2 business days` as `in 1 to 2 business days`. */
function arrival(expectedTime: string): string {
  const words = expectedTime.toLowerCase();
  return /^\d/.test(words) ? `in ${words}` : words;
}

export function PayoutSentScreen({ screen }: { screen: PayoutSentData }) {
  const { act, isBusy, view } = useFlowContext();
  const rail = railOf(screen.rail);
  const hidesContinue = view.stepOptions['hide_continue_button'] === true;
  return (
    <DonePanel
      title={`${formatUsd(screen.amountCents)} is on its way`}
      lead={`To your ${rail.noun}, ${screen.methodDescription}. It usually arrives ${arrival(rail.expectedTime)}.`}
    >
      {!hidesContinue && (
        <Button isBusy={isBusy} onClick={() => void act({ type: 'continue' })}>
          Continue
        </Button>
      )}
    </DonePanel>
  );
}
