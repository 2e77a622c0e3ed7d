import type { ComponentPropsWithoutRef, MouseEvent, ReactElement } from 'react';
import { goTo } from './route-store.ts';

interface LinkProps extends ComponentPropsWithoutRef<'a'> {
  readonly href: string;
}

/** A link within the app. Clicks that ask for a new tab or window stay the browser's business. */
export function Link({ href, children, ...rest }: LinkProps): ReactElement {
  const follow = (event: MouseEvent): void => {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    goTo(href);
  };
  return (
    <a {...rest} href={href} onClick={follow}>
      {children}
    </a>
  );
}
