import { PayoutCard } from './payout-card.tsx';

/** A server component: what it renders arrives as HTML, and the card below takes over in the browser. */
export default function Page() {
  return (
    <main>
      <h1>Earnings</h1>
      <PayoutCard payoutId="inv_2041" />
    </main>
  );
}
