import { OnboardThenPayout } from '@dots-flows/react/onboard-then-payout';
import type { OnboardThenPayoutProps } from '@dots-flows/react/onboard-then-payout';
import { useState } from 'react';
import { useStoryDots } from '../support/StoryDots.tsx';
import { StoryProvider } from '../support/StoryProvider.tsx';

/** A page of a host on which the card comes and goes. */
export function LeaveAndComeBack(props: OnboardThenPayoutProps) {
  const [isOpen, setIsOpen] = useState(true);
  return (
    <div className="story-stack">
      <button type="button" className="story-button" data-quiet="" onClick={() => setIsOpen(!isOpen)}>
        {isOpen ? 'Close the payout' : 'Open the payout'}
      </button>
      {isOpen && <OnboardThenPayout {...props} />}
    </div>
  );
}

interface TwoTabsProps extends OnboardThenPayoutProps {
  readonly globals: Readonly<Record<string, unknown>>;
}

/** Two providers with nothing in common but the server: as two tabs of one browser are. */
export function TwoTabs({ globals, ...props }: TwoTabsProps) {
  const { adapter } = useStoryDots();
  return (
    <div className="story-tabs">
      {['One tab', 'Another tab'].map((name) => (
        <div key={name}>
          <p className="story-caption">{name}</p>
          <StoryProvider globals={globals} adapter={adapter}>
            <OnboardThenPayout {...props} />
          </StoryProvider>
        </div>
      ))}
    </div>
  );
}

/** The card, and beside it what somebody at Dots does meanwhile. */
export function DotsDesk(props: OnboardThenPayoutProps) {
  const { world } = useStoryDots();
  const release = (): void => {
    const flagged = world.transfers.list().find(({ status }) => status === 'flagged');
    if (flagged) world.transfers.moveTo(flagged.id, 'completed');
    // As a webhook would: the card asks again when the reader comes back to the page.
    window.dispatchEvent(new Event('visibilitychange'));
  };
  return (
    <div className="story-stack">
      <OnboardThenPayout {...props} />
      <p className="story-caption">
        At Dots:{' '}
        <button type="button" className="story-link" onClick={release}>
          Release the transfer
        </button>
      </p>
    </div>
  );
}
