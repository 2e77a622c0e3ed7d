import { OnboardThenPayout } from '@dots-flows/react/onboard-then-payout';

export const Payout = () => (
  // #region sample
  <OnboardThenPayout
    payoutId="inv_2041"
    slots={{
      completed: ({ amountText }) => (
        <div>
          <h3 data-df-heading="" tabIndex={-1}>
            Thank you: {amountText}
          </h3>
          <a href="/earnings">See your earnings</a>
        </div>
      ),
    }}
  />
  // #endregion
);
