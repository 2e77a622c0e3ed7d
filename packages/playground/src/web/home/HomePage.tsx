import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import type { DemoWorker, EarningsAnswer } from '../../wire/earnings.ts';
import { earningsQuery } from '../earnings/earnings-queries.ts';
import { isCollected } from '../earnings/payout-sums.ts';
import { PageHeading } from '../shell/PageHeading.tsx';
import { ProblemPage } from '../shell/ProblemPage.tsx';
import { BalanceCard } from './BalanceCard.tsx';
import { JobDays } from './JobDays.tsx';
import { PayoutList } from './PayoutList.tsx';
import { ThisWeek } from './ThisWeek.tsx';

/** What there is to collect, what was collected, and the jobs behind it. */
export function HomePage({ worker }: { readonly worker: DemoWorker }): ReactElement {
  const { data, error, refetch } = useQuery(earningsQuery(worker.workerId));
  if (!data && error)
    return (
      <ProblemPage title="Your earnings could not be loaded" detail={error.message} onTryAgain={() => void refetch()} />
    );
  return (
    <>
      <PageHeading title="Your earnings" className="visually-hidden" />
      {data ? <Earnings earnings={data} /> : <output className="home-loading" aria-label="Loading your earnings" />}
    </>
  );
}

function Earnings({ earnings }: { readonly earnings: EarningsAnswer }): ReactElement {
  const { payouts, currentWeek, nextPayoutDay } = earnings;
  const open = payouts.filter((payout) => !isCollected(payout));
  const collected = payouts.filter(isCollected);
  return (
    <div className="home">
      <BalanceCard open={open} collected={collected} />
      <div className="home-lists">
        <PayoutList
          title="To collect"
          payouts={open}
          empty="Nothing to collect right now. Your next payout is on its way."
        />
        <PayoutList
          title="Collected"
          payouts={collected}
          empty="Payouts that you have collected will be listed here."
        />
      </div>
      <ThisWeek jobs={currentWeek} nextPayoutDay={nextPayoutDay} />
      <JobDays jobs={[...currentWeek, ...payouts.flatMap(({ jobs }) => jobs)]} />
    </div>
  );
}
