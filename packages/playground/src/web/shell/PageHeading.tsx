import { useEffect, useRef } from 'react';
import type { ReactElement, ReactNode } from 'react';

// The first page after a load leaves the focus where the browser puts it; only moves within the app announce themselves.
let isFirstPage = true;

interface PageHeadingProps {
  readonly title: string;
  readonly children?: ReactNode;
  readonly className?: string | undefined;
}

/** The heading of a page. Names the tab, and takes the focus when the page is reached by a link within the app. */
export function PageHeading({ title, children, className }: PageHeadingProps): ReactElement {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · Earnings`;
  }, [title]);
  useEffect(() => {
    if (!isFirstPage) heading.current?.focus({ preventScroll: true });
    isFirstPage = false;
  }, []);
  return (
    <h1 ref={heading} tabIndex={-1} className={className}>
      {children ?? title}
    </h1>
  );
}
