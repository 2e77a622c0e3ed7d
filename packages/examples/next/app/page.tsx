export default function Page() {
  return (
    <main>
      <h1>Your payout</h1>
    </main>
  );
}
