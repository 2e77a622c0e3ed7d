import type { FlowPageProblem } from '../flow-page-backend.ts';
import { Button } from '../parts/Button.tsx';
import { Icon } from '../parts/Icon.tsx';

const TITLES: Partial<Record<FlowPageProblem['code'], string>> = {
  'flow-not-found': 'This link does not work',
  unreachable: 'We could not load this page',
  'payouts-blocked': 'Payouts are paused for now',
};

export interface ClosedScreenProps {
  readonly problem: FlowPageProblem;
  readonly isBusy: boolean;
  readonly onRetry: () => void;
}

/** The Flow could not be opened at all. */
export function ClosedScreen({ problem, isBusy, onRetry }: ClosedScreenProps) {
  const title = TITLES[problem.code] ?? 'Something went wrong';
  return (
    <div className="fp-panel fp-panel-bad" role="alert">
      <title>{title}</title>
      <span className="fp-badge">
        <Icon name="alert" />
      </span>
      <h1 className="fp-title">{title}</h1>
      <p className="fp-lead">{problem.message}</p>
      {problem.code !== 'flow-not-found' && (
        <Button onClick={onRetry} isBusy={isBusy}>
          Try again
        </Button>
      )}
    </div>
  );
}
