import { OnboardThenPayout } from '@dots-flows/react/onboard-then-payout';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { ReactElement } from 'react';
import type { DemoWorker } from '../../wire/earnings.ts';
import { checkSession, earningsQuery } from '../earnings/earnings-queries.ts';
import { dayRange, jobCount } from '../earnings/format.ts';
import { Link } from '../routing/Link.tsx';
import { goTo } from '../routing/route-store.ts';
import { Icon } from '../shell/Icon.tsx';
import { PageHeading } from '../shell/PageHeading.tsx';
import { DemoHints } from './DemoHints.tsx';
import { DemoReview } from './DemoReview.tsx';
import { PayoutSummary } from './PayoutSummary.tsx';

// Dots documents one height message, when a Flow loads (docs.dots.dev, flow advanced features). Later pages of the same
// Flow may be taller and then scroll inside, so the frame has the room of a comfortable form from the start.
const FRAME = { minHeight: 640 } as const;

interface PayoutPageProps {
  readonly worker: DemoWorker;
  readonly payoutId: string;
}

/** One payout: what it is made of, and the card that brings it to its worker. */
export function PayoutPage({ worker, payoutId }: PayoutPageProps): ReactElement {
  const queryClient = useQueryClient();
  const { data, isPending } = useQuery(earningsQuery(worker.workerId));
  const payout = data?.payouts.find((candidate) => candidate.payoutId === payoutId);
  const refreshLists = useCallback(() => {
    void queryClient.invalidateQueries(earningsQuery(worker.workerId));
  }, [queryClient, worker.workerId]);

  return (
    <div className="payout-page">
      <div className="payout-aside">
        <Link href="/" className="back-link">
          <Icon name="back" />
          All earnings
        </Link>
        <PageHeading
          title={payout ? `Payout for ${dayRange(payout.firstDay, payout.lastDay)}` : 'Payout'}
          className="payout-heading"
        >
          {payout ? (
            <>
              <span className="payout-kind">Payout for</span> {dayRange(payout.firstDay, payout.lastDay)}
            </>
          ) : isPending ? (
            <span className="payout-heading-room">&nbsp;</span>
          ) : (
            'Payout'
          )}
        </PageHeading>
        {payout && <PayoutSummary payout={payout} />}
        {isPending && <div className="summary-room" />}
        <DemoHints worker={worker} />
        <DemoReview payoutId={payoutId} />
      </div>
      <div className="payout-card">
        <OnboardThenPayout
          payoutId={payoutId}
          description={payout && `${jobCount(payout.jobs.length)}, ${dayRange(payout.firstDay, payout.lastDay)}`}
          frame={FRAME}
          onComplete={refreshLists}
          onError={({ code }) => {
            if (code === 'unauthenticated') void checkSession(queryClient);
          }}
          onDone={() => goTo('/')}
        />
      </div>
    </div>
  );
}
