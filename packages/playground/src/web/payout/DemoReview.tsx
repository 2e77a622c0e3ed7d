import { useDotsFlowsContext } from '@dots-flows/react';
import { payoutQueryOptions } from '@dots-flows/react/queries';
import { useMutation, useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { earningsClient } from '../earnings/earnings-client.ts';
import { Icon } from '../shell/Icon.tsx';

/** Only while Dots reviews this payout: a button that plays Dots' part, so that the demo can go on. */
export function DemoReview({ payoutId }: { readonly payoutId: string }): ReactElement | null {
  const { adapter } = useDotsFlowsContext();
  // Reads what the payout card knows, and asks for nothing itself.
  const { data: session } = useQuery({ ...payoutQueryOptions(adapter, payoutId), enabled: false });
  const finishReview = useMutation({ mutationFn: earningsClient.finishReview });
  if (session?.stage !== 'held') return null;
  return (
    <section className="demo-review" aria-label="Demo controls">
      <p>
        <Icon name="flask" />
        At Dots, a person is looking at this. In the demo you can play that person.
      </p>
      {finishReview.error && <p role="alert">{finishReview.error.message}</p>}
      <button
        type="button"
        className="button button-quiet"
        disabled={finishReview.isPending || finishReview.isSuccess}
        onClick={() => finishReview.mutate()}
      >
        Finish the review
      </button>
    </section>
  );
}
