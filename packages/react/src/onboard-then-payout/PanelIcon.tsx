import type { ReactElement } from 'react';

const PATHS = {
  good: 'M5 12.5 10 17.5 19 7.5',
  busy: 'M12 3a9 9 0 1 0 9 9',
  warn: 'M12 7v6M12 17h.01M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0',
  bad: 'M12 8v5M12 16.5h.01M10.3 4.3 2.6 18a2 2 0 0 0 1.7 3h15.4a2 2 0 0 0 1.7-3L13.7 4.3a2 2 0 0 0-3.4 0Z',
  lock: 'M8 11V8a4 4 0 0 1 8 0v3M6 11h12a2 2 0 0 1 2 2v5a2 2 0 0 1-2 2H6a2 2 0 0 1-2-2v-5a2 2 0 0 1 2-2',
} as const;

/** A line drawing in the colour of the text around it; it says nothing that the words do not. */
export function PanelIcon({ name }: { readonly name: keyof typeof PATHS }): ReactElement {
  return (
    <svg className="df-icon" data-icon={name} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} />
    </svg>
  );
}
