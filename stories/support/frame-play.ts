/**
 * What interaction tests do with frames. Against the real Dots a page cannot reach into a Flow: it is another origin.
 * In this Storybook the Flow pages are files of its own, so a test can fill them in as a person would.
 */
import { expect, fireEvent, waitFor, within } from 'storybook/test';

/** Pages load while other stories use the same machine. */
const PATIENCE = { timeout: 20_000 };

/** Waits until something is there and to be seen: panels fade in. */
export async function appears(found: Promise<HTMLElement>): Promise<void> {
  const element = await found;
  await waitFor(() => expect(element).toBeVisible(), PATIENCE);
}

/** The frame of a Flow, once it is there. */
export async function findFrame(canvas: HTMLElement): Promise<HTMLIFrameElement> {
  return waitFor(() => {
    const frame = canvas.querySelector<HTMLIFrameElement>('iframe.df-iframe');
    if (!frame) throw new Error('There is no frame yet.');
    return frame;
  }, PATIENCE);
}

/** Waits until the first frame is in this state. */
export async function waitForState(canvas: HTMLElement, state: string): Promise<void> {
  await waitFor(() => expect(canvas.querySelector('.df-frame')).toHaveAttribute('data-state', state), PATIENCE);
}

/** Waits until the card shows this panel. */
export async function waitForPanel(canvas: HTMLElement, panel: string): Promise<void> {
  await waitFor(() => expect(canvas.querySelector('.df-card')).toHaveAttribute('data-panel', panel), PATIENCE);
}

/** The hands and eyes of somebody at a Flow page; each look starts anew, since a new link is a new frame. */
export function atFlowPage(canvas: HTMLElement) {
  const body = (): HTMLElement => {
    const found = canvas.querySelector<HTMLIFrameElement>('iframe.df-iframe')?.contentDocument?.body;
    if (!found) throw new Error('There is no Flow page yet.');
    return found;
  };
  const find = (role: string, name: string | RegExp): Promise<HTMLElement> =>
    waitFor(async () => {
      const element = within(body()).getByRole(role, { name });
      await expect(element).toBeEnabled();
      return element;
    }, PATIENCE);
  const label = (name: string | RegExp): Promise<HTMLElement> =>
    waitFor(() => within(body()).getByLabelText(name), PATIENCE);
  return {
    sees: async (heading: string | RegExp) => void (await find('heading', heading)),
    /** The plain click of the DOM: a button may take its whole page away before a played one has come to its end. */
    press: async (name: string | RegExp, role = 'button') => (await find(role, name)).click(),
    /** All at once: what plays single keys would stay behind in the page of the frame, and outlive it. */
    type: async (name: string | RegExp, text: string) => {
      await fireEvent.input(await label(name), { target: { value: text } });
    },
  };
}
