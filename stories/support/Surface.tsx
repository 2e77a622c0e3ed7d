import type { ReactNode } from 'react';

/** What a host puts around a bare frame: a surface of its own page. */
export const Surface = ({ children }: { readonly children: ReactNode }) => (
  <div className="story-surface">{children}</div>
);
