import type { ReactElement } from 'react';

/** The app's mark and name. */
export function Brand(): ReactElement {
  return (
    <span className="brand">
      <svg className="brand-mark" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
        <rect width="32" height="32" rx="9" />
        <path d="M9 21.5v-4M16 21.5v-8M23 21.5v-12" />
      </svg>
      <span className="brand-name">Earnings</span>
    </span>
  );
}
