import type { ReactElement } from 'react';
import { createPortal } from 'react-dom';
import { describe, expect, it } from 'vitest';
import { render } from 'vitest-browser-react';
import '../styles.css';
import { PanelBody } from './PanelBody.tsx';

/** A panel of a height, with a heading and a button in it. */
const panel = (name: string, heightPx: number, stepText = 'Step 2 of 3'): ReactElement => (
  <PanelBody panelKey={name} stepText={stepText} title={name}>
    <div style={{ height: heightPx }}>
      <h3 data-df-heading="" tabIndex={-1}>
        {name}
      </h3>
      <button type="button">In {name}</button>
    </div>
  </PanelBody>
);
const body = (): HTMLElement => document.querySelector<HTMLElement>('.df-body') ?? document.body;
const live = (): string | null => document.querySelector('output')?.textContent ?? null;
const focused = (): string | null => document.activeElement?.textContent ?? null;

describe('PanelBody', () => {
  it('keeps the height of the panel that leaves, so that nothing below moves', async () => {
    const { rerender } = await render(panel('held', 555));
    const before = body().getBoundingClientRect().height;
    await rerender(panel('completed', 100));
    expect(body().getBoundingClientRect().height).toBeCloseTo(before, 0);
    expect(before).toBeGreaterThan(550);
  });

  it('keeps no more than looks right with little in it', async () => {
    const { rerender } = await render(panel('withdrawing', 3_000));
    await rerender(panel('completed', 100));
    expect(body().getBoundingClientRect().height).toBe(640);
  });

  it('moves the focus from the panel that leaves to the new heading, and says the step', async () => {
    const { rerender } = await render(panel('held', 100, 'Step 1 of 3'));
    body().querySelector('button')?.focus();
    await rerender(panel('completed', 100));
    expect(focused()).toBe('completed');
    expect(live()).toBe('Step 2 of 3');
  });

  it('leaves the focus of a reader who is busy elsewhere, and says the title too', async () => {
    const elsewhere = document.createElement('input');
    document.body.append(elsewhere);
    const { rerender } = await render(panel('held', 100, 'Step 1 of 3'));
    elsewhere.focus();
    await rerender(panel('completed', 100));
    expect(document.activeElement).toBe(elsewhere);
    expect(live()).toBe('Step 2 of 3. completed');
    elsewhere.remove();
  });

  it('does not bring a reader back who reads elsewhere with the focus nowhere', async () => {
    const below = document.createElement('div');
    below.style.height = '3000px';
    const { rerender } = await render(panel('held', 100));
    document.body.append(below);
    window.scrollTo(0, 2_000);
    await rerender(panel('completed', 100));
    expect(focused()).toBe('completed');
    expect(window.scrollY).toBe(2_000);
    below.remove();
  });

  it('moves the focus in a shadow tree too', async () => {
    const host = document.createElement('div');
    document.body.append(host);
    const root = host.attachShadow({ mode: 'open' });
    const { rerender } = await render(createPortal(panel('held', 100), root));
    root.querySelector('button')?.focus();
    await rerender(createPortal(panel('completed', 100), root));
    expect(root.activeElement?.textContent).toBe('completed');
    host.remove();
  });

  it('takes the first panel after loading for no change of place', async () => {
    const { rerender } = await render(panel('loading ', 100, ''));
    await rerender(panel('onboarding', 100));
    expect(document.activeElement).toBe(document.body);
    expect(live()).toBe('Step 2 of 3. onboarding');
  });

  it('says a step once', async () => {
    const { rerender } = await render(panel('onboarding', 100, 'Step 1 of 3'));
    body().querySelector('button')?.focus();
    await rerender(panel('transferring', 100));
    expect(live()).toBe('Step 2 of 3');
    await rerender(panel('held', 100));
    expect(focused()).toBe('held');
    expect(live()).toBe('');
  });

  it('says the title alone where no step is known', async () => {
    const { rerender } = await render(panel('loading ', 100, ''));
    await rerender(panel('error', 100, ''));
    expect(live()).toBe('error');
  });

  it('says nothing when the same panel says something else', async () => {
    const { rerender } = await render(panel('held', 100));
    await rerender(panel('held', 200));
    expect(live()).toBe('');
  });
});
