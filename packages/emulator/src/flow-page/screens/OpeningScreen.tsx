/** What stands in for the first screen while the Flow is read. */
export function OpeningScreen() {
  return (
    <output className="fp-opening" aria-label="Loading">
      <title>Loading</title>
      <i />
      <i />
      <i />
      <i />
    </output>
  );
}
