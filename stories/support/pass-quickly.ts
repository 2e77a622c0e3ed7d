/** Makes waits of just this length pass in a moment, until the function that it answers is called. */
export function passQuickly(waitMs: number): () => void {
  const { setTimeout } = globalThis;
  globalThis.setTimeout = Object.assign(
    (...[callback, delayMs, ...rest]: Parameters<typeof setTimeout>) =>
      setTimeout(callback, delayMs === waitMs ? 50 : delayMs, ...rest),
    setTimeout,
  ) as typeof setTimeout;
  return () => {
    globalThis.setTimeout = setTimeout;
  };
}
