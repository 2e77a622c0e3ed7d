/**
 * Gives an error of the host's code to the page's own error handling (`window.onerror`, monitoring), as if nothing had
 * caught it, without disturbing the code that is running.
 */
export function reportHostError(error: unknown): void {
  if (typeof reportError === 'function') reportError(error);
  else
    queueMicrotask(() => {
      throw error;
    });
}
