import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import { useFlowContext } from '../flow-context.ts';
import { Notice } from './Notice.tsx';

export interface ScreenProps {
  readonly title: string;
  readonly lead?: ReactNode | undefined;
  readonly children?: ReactNode | undefined;
  /** Changes when the same screen turns to another page of itself, so that its heading is read again. */
  readonly page?: string | undefined;
}

/**
 * Heading and words of one screen. When a screen follows another, focus moves to its heading; the first one leaves
 * focus alone, since a frame must not take it from the page around it.
 */
export function Screen({ title, lead, children, page = '' }: ScreenProps) {
  const { takesFocus, notice, turn } = useFlowContext();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    const element = heading.current;
    if (element && takesFocus(element, `${turn} ${page}`)) element.focus();
  }, [takesFocus, turn, page]);
  return (
    <>
      <title>{title}</title>
      <h1 className="fp-title" ref={heading} tabIndex={-1}>
        {title}
      </h1>
      {lead && <p className="fp-lead">{lead}</p>}
      {notice && <Notice kind="warn">{notice}</Notice>}
      {children}
    </>
  );
}
