import type { Clock } from './clock.ts';

/**
 * How long a callback of the host may take, in milliseconds. One that never answers must hold up neither the sweeper
 * nor a request: shorter than the leases that some are asked under.
 */
const PATIENCE_MS = 30_000;

/**
 * What a callback of the host answers. What it throws, and no answer within that time, is thrown as `failed` words
 * it; whatever comes later is not heard.
 */
export async function askHost<T>(
  clock: Clock,
  call: () => T | Promise<T>,
  failed: (what: string, cause?: unknown) => unknown,
): Promise<T> {
  let cancel: () => void = () => undefined;
  const late = new Promise<never>((_, reject) => {
    cancel = clock.after(PATIENCE_MS, () => reject(failed(`gave no answer within ${PATIENCE_MS / 1_000} s`)));
  });
  const asked = async (): Promise<T> => {
    try {
      return await call();
    } catch (cause) {
      throw failed('threw', cause);
    }
  };
  try {
    return await Promise.race([asked(), late]);
  } finally {
    cancel();
  }
}
