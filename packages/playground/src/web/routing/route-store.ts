/** Where in the app somebody is. */
export type Route =
  { readonly page: 'home' } | { readonly page: 'payout'; readonly payoutId: string } | { readonly page: 'not-found' };

const listeners = new Set<() => void>();

const announce = (): void => {
  for (const listener of listeners) listener();
};

window.addEventListener('popstate', announce);

/** @returns The current path; a text, so that React can compare it. */
export function currentPath(): string {
  return window.location.pathname;
}

export function subscribeToPath(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Goes to another page of the app, at its top. */
export function goTo(path: string): void {
  window.history.pushState(null, '', path);
  window.scrollTo(0, 0);
  announce();
}

export function payoutPath(payoutId: string): string {
  return `/payouts/${encodeURIComponent(payoutId)}`;
}

export function parseRoute(pathname: string): Route {
  if (pathname === '/') return { page: 'home' };
  const payoutId = /^\/payouts\/([^/]+)\/?$/.exec(pathname)?.[1];
  if (payoutId === undefined) return { page: 'not-found' };
  try {
    return { page: 'payout', payoutId: decodeURIComponent(payoutId) };
  } catch {
    return { page: 'not-found' };
  }
}
