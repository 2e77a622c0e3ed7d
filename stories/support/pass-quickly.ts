/** Makes the next wait of just this length pass in a moment. Resolves when that wait has begun; others are as long as ever. */
export function passNextQuickly(waitMs: number): Promise<void> {
  const { setTimeout } = globalThis;
  return new Promise((resolve) => {
    globalThis.setTimeout = Object.assign((...[callback, delayMs, ...rest]: Parameters<typeof setTimeout>) => {
      if (delayMs !== waitMs) return setTimeout(callback, delayMs, ...rest);
      globalThis.setTimeout = setTimeout;
      resolve();
      return setTimeout(callback, 50, ...rest);
    }, setTimeout) as typeof setTimeout;
  });
}
