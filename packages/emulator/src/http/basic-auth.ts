/** What a caller of the API must send. */
export interface Credentials {
  readonly clientId: string;
  readonly apiKey: string;
}

/** Compares the Basic header with the credentials; never says which half was wrong. */
export function isAuthorized(header: string | undefined, { clientId, apiKey }: Credentials): boolean {
  const match = /^Basic ([A-Za-z0-9+/_-]+={0,2})$/i.exec(header ?? '');
  if (match === null) return false;
  return decode(match[1] ?? '') === `${clientId}:${apiKey}`;
}

/** Dots' page on authentication speaks of the URL-safe alphabet, its samples use the plain one: both are taken. */
function decode(base64: string): string | null {
  try {
    const bytes = Uint8Array.from(atob(base64.replaceAll('-', '+').replaceAll('_', '/')), (c) => c.charCodeAt(0));
    return new TextDecoder().decode(bytes);
  } catch {
    return null;
  }
}
