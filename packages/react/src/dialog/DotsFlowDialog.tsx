'use client';
import { useEffect, useId, useRef, useState } from 'react';
import type { MouseEvent, ReactElement, ReactNode } from 'react';
import { useDotsFlowsContext } from '../dots-flows-context.ts';
import { DotsFlowFrame } from '../flow-frame/DotsFlowFrame.tsx';
import type { DotsFlowFrameProps } from '../flow-frame/DotsFlowFrame.tsx';
import { useClientLayoutEffect, useLatest } from '../internal/useLatest.ts';
import { ENGLISH_WORDS } from './english-words.ts';
import { lockScroll } from './lock-scroll.ts';

/** Why a dialog wants to be closed. @public */
export type DialogCloseReason = 'close-button' | 'escape' | 'backdrop';

/** Props of {@link DotsFlowDialog}: its own, and those of the frame inside. @public */
export interface DotsFlowDialogProps extends Omit<DotsFlowFrameProps, 'id' | 'className' | 'title'> {
  readonly open: boolean;
  /** Called when the user wants to leave, and has confirmed it where work may be lost. Set `open` to `false` then. */
  readonly onClose: (details: { readonly reason: DialogCloseReason }) => void;
  /** Heading of the dialog. Default: the frame's own name in the provider's language. */
  readonly title?: ReactNode;
  /**
   * Whether leaving has to be confirmed. Default: when the user has worked in the page and is not done. Finished steps
   * are saved by Dots in any case.
   */
  readonly confirmClose?: boolean | undefined;
  readonly id?: string | undefined;
  readonly className?: string | undefined;
}

/**
 * A {@link DotsFlowFrame} in a native modal `<dialog>`: the focus moves in, stays in and goes back where it was, Escape
 * closes, the page behind keeps its scroll position, and unfinished work is not lost without a question.
 *
 * Escape pressed inside the Flow page belongs to that page (another origin); the close button is always in reach.
 *
 * @throws `DotsFlowsError` `missing-provider` outside `<DotsFlowsProvider>`.
 * @example
 * ```tsx
 * import { useState } from 'react';
 * import { DotsFlowDialog } from '@dots-flows/react/dialog';
 *
 * export function TaxForm() {
 *   const [open, setOpen] = useState(false);
 *   return (
 *     <>
 *       <button onClick={() => setOpen(true)}>Tax form</button>
 *       <DotsFlowDialog open={open} onClose={() => setOpen(false)} title="Tax form" steps={['compliance']} />
 *     </>
 *   );
 * }
 * ```
 * @public
 */
export function DotsFlowDialog(props: DotsFlowDialogProps): ReactElement {
  const { open, onClose, title, confirmClose, id, className, ...frame } = props;
  const { messages } = useDotsFlowsContext();
  const words = messages.dialog ?? ENGLISH_WORDS;
  const [asksFor, setAsksFor] = useState<DialogCloseReason | null>(null);
  const dialogRef = useRef<HTMLDialogElement | null>(null);
  const headingRef = useRef<HTMLHeadingElement | null>(null);
  const stayRef = useRef<HTMLButtonElement | null>(null);
  const latest = useLatest({ open, onClose });
  const titleId = useId();

  useEffect(() => {
    if (!open) return undefined;
    const unlock = lockScroll();
    dialogRef.current?.showModal();
    headingRef.current?.focus();
    return unlock;
  }, [open]);
  useClientLayoutEffect(() => {
    const dialog = dialogRef.current;
    if (!open) return undefined;
    return () => {
      // Closing gives the focus back to where it was, but only while the dialog is still in the page.
      dialog?.close();
      setAsksFor(null);
    };
  }, [open]);
  useEffect(() => {
    if (asksFor) stayRef.current?.focus();
  }, [asksFor]);

  const close = (reason: DialogCloseReason): void => {
    const page = dialogRef.current?.querySelector('.df-frame');
    const isAtWork = page?.matches('[data-touched]:not([data-state="complete"], [data-state="returned"])') ?? false;
    if (confirmClose ?? isAtWork) setAsksFor(reason);
    else onClose({ reason });
  };
  const stay = (): void => {
    setAsksFor(null);
    headingRef.current?.focus();
  };

  return (
    // A click beside the dialog is a shortcut for the mouse; the keyboard has Escape and the button.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions -- keys do the same
    <dialog
      ref={dialogRef}
      id={id}
      className={className ? `df-dialog ${className}` : 'df-dialog'}
      aria-labelledby={titleId}
      lang={messages.locale}
      dir={messages.direction === 'rtl' ? 'rtl' : undefined}
      onClick={(event: MouseEvent) => {
        if (event.target === event.currentTarget) close('backdrop');
      }}
      onCancel={(event) => {
        if (event.target !== event.currentTarget) return;
        // In the browser neither event goes further up; in React they would close a dialog of the host around this one.
        event.stopPropagation();
        event.preventDefault();
        if (asksFor) stay();
        else close('escape');
      }}
      onClose={(event) => {
        const dialog = event.currentTarget;
        if (event.target !== dialog) return;
        event.stopPropagation();
        if (!latest.current.open || dialog.open) return;
        // Browsers do not let a page refuse Escape for ever: the second press in a row closes at once.
        latest.current.onClose({ reason: 'escape' });
        // A host that keeps it open wants it seen.
        setTimeout(() => {
          if (latest.current.open && dialog.isConnected && !dialog.open) dialog.showModal();
        });
      }}
    >
      {open && (
        <div className="df-dialog-box">
          <div className="df-dialog-head">
            <h2 id={titleId} ref={headingRef} className="df-title" tabIndex={-1}>
              {title ?? messages.frame.flowTitle}
            </h2>
            <button type="button" className="df-close" aria-label={words.close} onClick={() => close('close-button')}>
              <svg className="df-icon" viewBox="0 0 24 24" aria-hidden="true">
                <path d="M6 6l12 12M18 6 6 18" />
              </svg>
            </button>
          </div>
          {asksFor && (
            <div className="df-panel" data-tone="warn" role="alertdialog" aria-labelledby={`${titleId}-ask`}>
              <h3 id={`${titleId}-ask`} className="df-panel-title">
                {words.confirm.title}
              </h3>
              <p>{words.confirm.body}</p>
              <div className="df-row">
                <button type="button" ref={stayRef} className="df-button" onClick={stay}>
                  {words.stay}
                </button>
                <button type="button" className="df-button df-quiet" onClick={() => onClose({ reason: asksFor })}>
                  {words.leave}
                </button>
              </div>
            </div>
          )}
          {/* Hidden and kept while the question is asked: taking it away would lose the very work. */}
          <div className="df-dialog-page" hidden={asksFor !== null}>
            <DotsFlowFrame {...frame} />
          </div>
        </div>
      )}
    </dialog>
  );
}
