import { createRoot } from 'react-dom/client';
import type { Root } from 'react-dom/client';
import { afterEach, describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { inPageBackend } from '../dots/page/in-page-backend.ts';
import type { SeedUser } from '../dots/seed-user.ts';
import { createDotsWorld } from '../dots/world.ts';
import type { CameraAnswer } from './browser-camera.ts';
import { FlowPage } from './FlowPage.tsx';
import type { FlowPageProps } from './FlowPage.tsx';
import type { FlowMessageSettings, FlowPageBackend } from './flow-page-backend.ts';
import { parseFlowStyles } from './flow-styles.ts';

const SAM = 'aaaaaaaa-0000-4000-8000-000000000009';
let root: Root | null = null;
let host: HTMLElement | null = null;

afterEach(() => {
  root?.unmount();
  host?.remove();
});

interface ShowOptions extends Partial<FlowPageProps> {
  readonly steps: readonly unknown[];
  readonly messages?: Partial<FlowMessageSettings> | undefined;
  readonly widthPx?: number | undefined;
  /** Payout methods that the payee has already. */
  readonly payoutMethods?: SeedUser['payoutMethods'];
}

function show({ steps, messages, widthPx = 480, payoutMethods, ...props }: ShowOptions) {
  const world = createDotsWorld({
    seed: 1,
    users: [{ id: SAM, phone: '+1 415 555 0134', firstName: 'Sam', lastName: 'Fox', walletCents: 5000, payoutMethods }],
    settings: { messages: { height: 'once', encoding: 'object', steps: 'once', statusOverride: null, ...messages } },
  });
  const flow = world.flows.createFromBody({ steps, user_id: SAM });
  const posted: unknown[] = [];
  host = document.createElement('div');
  host.style.width = `${widthPx}px`;
  document.body.append(host);
  root = createRoot(host);
  const inPage = inPageBackend(world);
  // Each answer a new object, as over HTTP.
  const backend: FlowPageBackend = {
    open: async (request) => structuredClone(await inPage.open(request)),
    act: async (request) => structuredClone(await inPage.act(request)),
  };
  root.render(<FlowPage flowId={flow.id} backend={backend} onMessage={(message) => posted.push(message)} {...props} />);
  const heights = (): unknown[] => posted.filter((message) => Object.hasOwn(message as object, 'height'));
  return { world, posted, heights, host };
}

/** A picture that moves, as a camera would give it. */
function canvasCamera(): Promise<CameraAnswer> & { stream: MediaStream } {
  const canvas = document.createElement('canvas');
  canvas.width = 320;
  canvas.height = 200;
  const context = canvas.getContext('2d');
  let hue = 0;
  const paint = (): void => {
    if (!context) return;
    context.fillStyle = `hsl(${(hue += 7)} 70% 50%)`;
    context.fillRect(0, 0, 320, 200);
    requestAnimationFrame(paint);
  };
  paint();
  const stream = canvas.captureStream(30);
  return Object.assign(Promise.resolve({ ok: true as const, stream }), { stream });
}

describe('FlowPage, height', () => {
  it('is posted once, as whole pixels of its own content, and not again', async () => {
    const { heights, host: element } = show({ steps: ['compliance', 'payout'] });
    await expect.element(page.getByRole('heading', { name: 'Tax details' })).toBeVisible();
    expect(heights()).toEqual([{ height: Math.ceil(element.getBoundingClientRect().height) }]);
    await userEvent.click(page.getByRole('button', { name: 'Sandbox: fill in sample data' }));
    await userEvent.click(page.getByRole('checkbox'));
    await userEvent.click(page.getByRole('button', { name: /submit W-9/ }));
    await expect.element(page.getByRole('heading', { name: 'Withdraw your money' })).toBeVisible();
    expect(heights()).toHaveLength(1);
  });

  it('is posted after each change when the settings say so, also when it shrinks', async () => {
    const { heights, host: element } = show({ steps: ['compliance', 'payout'], messages: { height: 'on-resize' } });
    await expect.element(page.getByRole('heading', { name: 'Tax details' })).toBeVisible();
    await userEvent.click(page.getByRole('button', { name: 'Sandbox: fill in sample data' }));
    await userEvent.click(page.getByRole('checkbox'));
    await userEvent.click(page.getByRole('button', { name: /submit W-9/ }));
    await expect.element(page.getByRole('heading', { name: 'Withdraw your money' })).toBeVisible();
    await expect.poll(() => heights().at(-1)).toEqual({ height: Math.ceil(element.getBoundingClientRect().height) });
    const [first, last] = [heights()[0], heights().at(-1)] as [{ height: number }, { height: number }];
    expect(last.height).toBeLessThan(first.height);
  });

  it('is never posted when the settings say so', async () => {
    const { posted } = show({ steps: ['payout'], messages: { height: 'never' } });
    await expect.element(page.getByRole('heading', { name: 'Withdraw your money' })).toBeVisible();
    expect(posted).toEqual([]);
  });
});

describe('FlowPage, look', () => {
  it.each([280, 320, 720])('cuts nothing off at %d px', async (widthPx) => {
    const { host: element } = show({ steps: ['compliance'], widthPx });
    await expect.element(page.getByRole('heading', { name: 'Tax details' })).toBeVisible();
    const edge = element.getBoundingClientRect().right;
    const cutOff = [...element.querySelectorAll('input, select, button, label, p, h1')].filter(
      (part) => part.getBoundingClientRect().right > edge + 0.5,
    );
    expect(cutOff.map((part) => part.outerHTML.slice(0, 80))).toEqual([]);
    expect(element.scrollWidth).toBe(widthPx);
  });

  it('cuts off no button of a payout method, however little room there is', async () => {
    const emails = ['sam.fox@example.com', 'fox@example.com'];
    show({
      steps: ['manage-payouts'],
      widthPx: 190,
      payoutMethods: emails.map((email) => ({ rail: 'paypal', email })),
    });
    await expect.element(page.getByRole('button', { name: /^Make default/ })).toBeVisible();
    const edge = page.getByRole('list').first().element().getBoundingClientRect().right;
    const buttons = [...document.querySelectorAll('.fp-method-actions button')];
    expect(buttons).toHaveLength(3);
    expect(buttons.filter((button) => button.getBoundingClientRect().right > edge)).toEqual([]);
  });

  it('takes the variables and the theme of styles', async () => {
    const styles = parseFlowStyles(
      JSON.stringify({
        theme: 'dark',
        variables: { backgroundColor: '#102030', buttonBackgroundColor: '#3ddc97', borderRadius: '3px' },
      }),
      () => undefined,
    );
    const { host: element } = show({ steps: ['payout'], styles });
    const add = page.getByRole('radio', { name: /Venmo/ });
    await userEvent.click(add);
    const button = page.getByRole('button', { name: 'Add Venmo account' }).element();
    expect(getComputedStyle(button).backgroundColor).toBe('rgb(61, 220, 151)');
    expect(getComputedStyle(button).borderRadius).toBe('3px');
    const flowPage = element.querySelector('.flow-page');
    expect(flowPage && getComputedStyle(flowPage).backgroundColor).toBe('rgb(16, 32, 48)');
    expect(flowPage?.getAttribute('data-theme')).toBe('dark');
  });

  it('makes every target at least 24 px, and every button of a form 44 px high', async () => {
    const { host: element } = show({ steps: ['payout'], widthPx: 320 });
    await expect.element(page.getByRole('heading', { name: 'Withdraw your money' })).toBeVisible();
    await userEvent.click(page.getByRole('radio', { name: /Bank account/ }));
    const tooSmall = [...element.querySelectorAll('button, input, select')].filter((control) => {
      const target = (control.closest('label, .fp-box') ?? control).getBoundingClientRect();
      return target.height < (control.matches('.fp-button-link') ? 24 : 44);
    });
    expect(tooSmall.map((control) => control.outerHTML.slice(0, 90))).toEqual([]);
  });
});

describe('FlowPage, camera', () => {
  it('shows what the camera sees, takes two pictures, and switches the camera off after each', async () => {
    const streams: MediaStream[] = [];
    const facings: string[] = [];
    const { world } = show({
      steps: ['id-verification'],
      openCamera: (facing) => {
        facings.push(facing);
        const camera = canvasCamera();
        streams.push(camera.stream);
        return camera;
      },
    });
    await userEvent.click(page.getByRole('button', { name: 'Continue to camera' }));
    for (const [index, subject] of ['document', 'face'].entries()) {
      await expect.element(page.getByLabelText('What the camera sees')).toBeVisible();
      const take = page.getByRole('button', { name: 'Take picture' });
      await expect.element(take).not.toHaveAttribute('aria-disabled');
      await userEvent.click(take);
      await expect.element(page.getByRole('img', { name: `The picture of your ${subject}` })).toBeVisible();
      expect(streams[index]?.getTracks().every((track) => track.readyState === 'ended')).toBe(true);
      await userEvent.click(page.getByRole('button', { name: 'Use this picture' }));
    }
    expect(facings).toEqual(['environment', 'user']);
    await userEvent.click(page.getByRole('button', { name: 'Submit' }));
    await expect.element(page.getByRole('heading', { name: 'All done' })).toBeVisible();
    expect(world.users.require(SAM).compliance.idVerified).toBe(true);
  });

  it('goes on with sample pictures where there is no camera', async () => {
    show({ steps: ['id-verification'], openCamera: async () => ({ ok: false, problem: 'no-camera' }) });
    await userEvent.click(page.getByRole('button', { name: 'Continue to camera' }));
    await expect.element(page.getByText('We found no camera.')).toBeVisible();
    for (const _picture of ['document', 'face']) {
      await userEvent.click(page.getByRole('button', { name: /Sandbox only/ }));
      await userEvent.click(page.getByRole('button', { name: 'Use this picture' }));
    }
    await userEvent.click(page.getByRole('button', { name: 'Submit' }));
    await expect.element(page.getByRole('heading', { name: 'All done' })).toBeVisible();
  });

  it('switches a camera off that answers after the page was left', async () => {
    let answer: (camera: CameraAnswer) => void = () => undefined;
    show({ steps: ['id-verification'], openCamera: () => new Promise((resolve) => (answer = resolve)) });
    await userEvent.click(page.getByRole('button', { name: 'Continue to camera' }));
    await expect.element(page.getByText(/Allow the camera/)).toBeVisible();
    root?.unmount();
    const camera = canvasCamera();
    answer(await camera);
    await expect.poll(() => camera.stream.getTracks().every((track) => track.readyState === 'ended')).toBe(true);
  });
});
