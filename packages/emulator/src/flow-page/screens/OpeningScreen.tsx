/** What stands in for the first screen while the Flow is read. */
export function OpeningScreen() {
  return (
    <div className="fp-opening" role="status" aria-label="Loading">
      <title>Loading</title>
      <i />
      <i />
      <i />
      <i />
    </div>
  );
}
