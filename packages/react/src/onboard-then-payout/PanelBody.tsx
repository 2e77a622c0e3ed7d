'use client';
import { Component, Fragment, createRef } from 'react';
import type { ReactNode } from 'react';

/** Taller than this, an emptied panel would look lost. */
const MAX_KEPT_HEIGHT_PX = 640;

interface PanelBodyProps {
  /** Names the panel; the first one that is not `loading` is no change. */
  readonly panelKey: string;
  /** Empty where no step is the current one. */
  readonly stepText: string;
  readonly title: string;
  readonly children: ReactNode;
}

/**
 * The place of the panels, which makes a change of panel gentle: the body keeps its height, so that nothing below the
 * card moves; the focus goes to the new heading, unless the reader is busy elsewhere on the page; a live region says
 * what changed.
 *
 * A class, because only a class is asked before the old panel leaves the page: the last moment at which the focus is
 * where the reader left it, and at which the old height can be measured.
 */
export class PanelBody extends Component<PanelBodyProps> {
  readonly #body = createRef<HTMLDivElement>();
  readonly #live = createRef<HTMLOutputElement>();

  /** Whether and how the focus may move: it takes nothing away from what the reader is busy with elsewhere. */
  override getSnapshotBeforeUpdate({ panelKey }: PanelBodyProps): FocusOptions | false | null {
    const body = this.#body.current;
    if (panelKey === this.props.panelKey || !body) return null;
    const { activeElement } = document;
    const isInside = body.contains((body.getRootNode() as Document | ShadowRoot).activeElement);
    body.style.minHeight = `${Math.min(body.offsetHeight, MAX_KEPT_HEIGHT_PX)}px`;
    const mayMove = !panelKey.startsWith('loading') && (isInside || !activeElement || activeElement === document.body);
    // Who reads elsewhere, with the focus nowhere, is not brought back here.
    return mayMove && { preventScroll: !isInside };
  }

  override componentDidUpdate(
    before: PanelBodyProps,
    _state: unknown,
    mayMoveFocus: FocusOptions | false | null,
  ): void {
    const body = this.#body.current;
    const live = this.#live.current;
    if (mayMoveFocus === null || !body || !live) return;
    const { stepText, title } = this.props;
    if (mayMoveFocus) (body.querySelector<HTMLElement>('[data-df-heading]') ?? body).focus(mayMoveFocus);
    // What has not changed would only be noise, and so would a heading that is read out by itself since it is focused.
    const step = stepText !== before.stepText && stepText;
    live.textContent = [step, !mayMoveFocus && title].filter(Boolean).join('. ');
  }

  override render(): ReactNode {
    return (
      <>
        <div className="df-body" ref={this.#body} tabIndex={-1}>
          <Fragment key={this.props.panelKey}>{this.props.children}</Fragment>
        </div>
        <output className="df-hidden" ref={this.#live} />
      </>
    );
  }
}
