/** How many times a second the work was done by so many callers at once, each starting again when it is done. */
export async function timesPerSecond(options: {
  readonly callers: number;
  readonly times: number;
  readonly work: () => Promise<void>;
}): Promise<number> {
  let left = options.times;
  const startedAt = performance.now();
  await Promise.all(
    Array.from({ length: options.callers }, async () => {
      while (left > 0) {
        left -= 1;
        await options.work();
      }
    }),
  );
  return options.times / ((performance.now() - startedAt) / 1000);
}
