import type { ReactElement } from 'react';

const PATHS = {
  good: 'M5 12.5l5 5 9-10',
  busy: 'M12 3a9 9 0 1 0 9 9',
  warn: 'M12 7v6m0 4h.01M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0',
  bad: 'M12 9v5m0 3h.01M12 3 2 21h20z',
  lock: 'M8 11V8a4 4 0 0 1 8 0v3M5 11h14v9H5z',
} as const;

/** A line drawing in the colour of the text around it; it says nothing that the words do not. */
export function PanelIcon({ name }: { readonly name: keyof typeof PATHS }): ReactElement {
  return (
    <svg className="df-icon" data-icon={name} viewBox="0 0 24 24" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}
