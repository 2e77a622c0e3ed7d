import { useState } from 'react';
import type { ReactElement } from 'react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { flowOf, frame, frames, painted, post, show, state } from '../../test/frame-kit.tsx';
import '../styles.css';
import { DotsFlowDialog } from './DotsFlowDialog.tsx';
import type { DotsFlowDialogProps } from './DotsFlowDialog.tsx';

const flow = flowOf('?height=500', { steps: ['compliance'] });
const onClose = vi.fn<DotsFlowDialogProps['onClose']>();

function Host(props: Partial<DotsFlowDialogProps>): ReactElement {
  const [open, setOpen] = useState(false);
  return (
    <div style={{ height: 3000, paddingTop: 200 }}>
      <button type="button" onClick={() => setOpen(true)}>
        Tax form
      </button>
      <DotsFlowDialog
        flow={flow}
        title="Your tax details"
        {...props}
        open={open}
        onClose={(details) => {
          onClose(details);
          setOpen(false);
        }}
      />
    </div>
  );
}

const opener = page.getByRole('button', { name: 'Tax form' });
const dialog = page.getByRole('dialog', { name: 'Your tax details' });

async function openDialog(): Promise<void> {
  await userEvent.click(opener);
  await expect.poll(() => state()).toBe('ready');
}

/** As a click into the page does: the frame has the focus, this window has lost it. */
async function work(): Promise<void> {
  frame().focus();
  window.dispatchEvent(new FocusEvent('blur'));
  await painted();
}

beforeEach(() => {
  onClose.mockClear();
  window.scrollTo(0, 0);
});

describe('DotsFlowDialog', () => {
  it.each([false, true])('moves the focus in, and back where it was (StrictMode: %s)', async (strict) => {
    await show(<Host />, { strict });
    await openDialog();
    await expect.element(dialog).toBeVisible();
    expect(document.activeElement?.textContent).toBe('Your tax details');
    expect(frames()).toHaveLength(1);
    await userEvent.click(page.getByRole('button', { name: 'Close' }));
    await expect.poll(() => document.activeElement).toBe(opener.element());
    expect(onClose.mock.calls).toEqual([[{ reason: 'close-button' }]]);
    expect(frames()).toHaveLength(0);
  });

  it('stays open in StrictMode when it starts open', async () => {
    await show(<DotsFlowDialog open onClose={onClose} flow={flow} title="Your tax details" />, { strict: true });
    await expect.poll(() => state()).toBe('ready');
    expect(onClose).not.toHaveBeenCalled();
    await expect.element(dialog).toBeVisible();
  });

  it('keeps the focus in, whichever way it goes', async () => {
    await show(<Host />);
    await openDialog();
    for (let press = 0; press < 6; press += 1) {
      await userEvent.tab();
      expect(document.activeElement).not.toBe(opener.element());
    }
  });

  it('closes on Escape', async () => {
    await show(<Host />);
    await openDialog();
    await userEvent.keyboard('{Escape}');
    expect(onClose.mock.calls).toEqual([[{ reason: 'escape' }]]);
    await expect.element(dialog).not.toBeInTheDocument();
  });

  it('closes on a click beside it', async () => {
    await show(<Host />);
    await openDialog();
    document.querySelector('dialog')?.click();
    expect(onClose.mock.calls).toEqual([[{ reason: 'backdrop' }]]);
  });

  it('asks before unfinished work is left, and keeps the page while it asks', async () => {
    await show(<Host />);
    await openDialog();
    await work();
    const node = frame();
    await userEvent.click(page.getByRole('button', { name: 'Close' }));
    const question = page.getByRole('alertdialog', { name: 'Leave before you are done?' });
    await expect.element(question).toBeVisible();
    expect(document.activeElement?.textContent).toBe('Stay here');
    expect(onClose).not.toHaveBeenCalled();
    await userEvent.click(page.getByRole('button', { name: 'Stay here' }));
    await expect.element(question).not.toBeInTheDocument();
    expect(frame()).toBe(node);
    expect(state()).toBe('ready');
    await userEvent.click(page.getByRole('button', { name: 'Close' }));
    await userEvent.click(page.getByRole('button', { name: 'Leave' }));
    expect(onClose.mock.calls).toEqual([[{ reason: 'close-button' }]]);
  });

  it('takes Escape on the question as staying', async () => {
    await show(<Host />);
    await openDialog();
    await work();
    await userEvent.click(page.getByRole('button', { name: 'Close' }));
    await userEvent.keyboard('{Escape}');
    await expect.element(page.getByRole('alertdialog')).not.toBeInTheDocument();
    expect(onClose).not.toHaveBeenCalled();
  });

  it('asks nothing when the work is done', async () => {
    await show(<Host />);
    await openDialog();
    await work();
    await post({ step: 'compliance', status: 'completed' });
    await expect.poll(() => state()).toBe('complete');
    await userEvent.click(page.getByRole('button', { name: 'Close' }));
    expect(onClose).toHaveBeenCalledOnce();
  });

  it('does as the host says about asking', async () => {
    await show(<Host confirmClose={false} />);
    await openDialog();
    await work();
    await userEvent.click(page.getByRole('button', { name: 'Close' }));
    expect(onClose).toHaveBeenCalledOnce();
  });

  it('keeps the page behind where it is, and gives it back', async () => {
    await show(<Host />);
    document.documentElement.style.cssText = '--of-the-host: 1;';
    window.scrollTo(0, 40);
    await openDialog();
    expect(getComputedStyle(document.documentElement).overflow).toBe('hidden');
    expect(window.scrollY).toBe(40);
    await userEvent.click(page.getByRole('button', { name: 'Close' }));
    await expect.element(dialog).not.toBeInTheDocument();
    expect(window.scrollY).toBe(40);
    expect(document.documentElement.style.cssText).toBe('--of-the-host: 1;');
  });

  it('gives the focus and the page back when the host takes it away while it is open', async () => {
    function Closing(): ReactElement {
      const [isThere, setThere] = useState(false);
      return (
        <>
          <button type="button" onClick={() => setThere(true)}>
            Tax form
          </button>
          {isThere && <DotsFlowDialog open flow={flow} onClose={() => setThere(false)} />}
        </>
      );
    }
    await show(<Closing />);
    await openDialog();
    await userEvent.click(page.getByRole('button', { name: 'Close' }));
    await expect.poll(() => document.activeElement).toBe(opener.element());
    expect(document.documentElement.style.overflow).toBe('');
  });

  it('closes no dialog of the host around it', async () => {
    const hostHeard = vi.fn();
    function Around(): ReactElement {
      const [open, setOpen] = useState(false);
      return (
        <dialog ref={(node) => node?.showModal()} onCancel={hostHeard} onClose={hostHeard}>
          <button type="button" onClick={() => setOpen(true)}>
            Tax form
          </button>
          <DotsFlowDialog
            open={open}
            flow={flow}
            onClose={(details) => {
              onClose(details);
              setOpen(false);
            }}
          />
        </dialog>
      );
    }
    await show(<Around />);
    await openDialog();
    await userEvent.keyboard('{Escape}');
    await expect.poll(() => document.activeElement).toBe(opener.element());
    await painted();
    expect(onClose).toHaveBeenCalledOnce();
    expect(hostHeard).not.toHaveBeenCalled();
  });

  it('keeps the page locked until the last of several is closed, in whichever order', async () => {
    const dialogs = (isFirstOpen: boolean, isSecondOpen: boolean): ReactElement => (
      <>
        <DotsFlowDialog open={isFirstOpen} flow={flow} onClose={onClose} />
        <DotsFlowDialog open={isSecondOpen} flow={flow} onClose={onClose} />
      </>
    );
    const { overflow } = document.documentElement.style;
    const { rerender } = await show(dialogs(true, true));
    expect(document.documentElement.style.overflow).toBe('hidden');
    await rerender(dialogs(false, true));
    expect(document.documentElement.style.overflow).toBe('hidden');
    await rerender(dialogs(false, false));
    expect(document.documentElement.style.overflow).toBe(overflow);
  });

  it('is shown again when the host keeps it open though the browser has closed it', async () => {
    await show(<DotsFlowDialog open confirmClose flow={flow} title="Your tax details" onClose={onClose} />);
    await expect.poll(() => state()).toBe('ready');
    // As the browser does when Escape is pressed again and again.
    document.querySelector('dialog')?.close();
    await expect.poll(() => onClose.mock.calls.length).toBe(1);
    expect(onClose.mock.calls).toEqual([[{ reason: 'escape' }]]);
    await expect.element(dialog).toBeVisible();
  });
});
