import { DotsFlowsError } from '@dots-flows/core';
import type { Flow } from '@dots-flows/core';
import { Activity, Profiler, Suspense, createRef, use, useState } from 'react';
import type { ReactElement, ReactNode } from 'react';
import { createPortal, flushSync } from 'react-dom';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import {
  adapterOf,
  flowOf,
  flowOrigin,
  forge,
  frame,
  frames,
  has,
  heard,
  painted,
  post,
  show,
  showFrame,
  state,
  tell,
} from '../../test/frame-kit.tsx';
import '../styles.css';
import type { ServerAdapter } from '../adapters/server-adapter.ts';
import { DotsFlowFrame } from './DotsFlowFrame.tsx';
import type { DotsFlowFrameProps } from './DotsFlowFrame.tsx';

const STEP = { step: 'compliance', status: 'completed' };
const heightOf = (index = 0): number => frame(index).getBoundingClientRect().height;

/** Waits for the next page in the frame. */
const loaded = (): Promise<void> =>
  new Promise((resolve) => {
    frame().addEventListener('load', () => setTimeout(resolve), { once: true });
  });

/** Counts what is added to `window` and `document` and not taken away. */
function countListeners(): () => number {
  let open = 0;
  for (const target of [window, document] as readonly EventTarget[]) {
    const add = target.addEventListener.bind(target);
    const remove = target.removeEventListener.bind(target);
    vi.spyOn(target, 'addEventListener').mockImplementation((...args: Parameters<typeof add>) => {
      open += 1;
      add(...args);
    });
    vi.spyOn(target, 'removeEventListener').mockImplementation((...args: Parameters<typeof remove>) => {
      open -= 1;
      remove(...args);
    });
  }
  return () => open;
}

beforeEach(async () => {
  await page.viewport(800, 700);
  window.scrollTo(0, 0);
});
afterEach(() => {
  vi.restoreAllMocks();
});

describe('the frame node', () => {
  it('stays the same through 100 renders with inline callbacks and props', async () => {
    const flow = flowOf();
    const props = (round: number): DotsFlowFrameProps => ({
      flow: { ...flow, steps: [...flow.steps] },
      appearance: { theme: 'dark', variables: { primaryColor: '#3ddc97' } },
      trustedOrigins: [flowOrigin],
      className: `round-${round}`,
      onResize: () => {},
      onError: () => {},
    });
    const { rerender } = await showFrame(props(0));
    const node = frame();
    const { contentWindow } = node;
    for (let round = 1; round <= 100; round += 1) await rerender(props(round));
    expect(frame()).toBe(node);
    expect(frame().contentWindow === contentWindow).toBe(true);
    expect(document.querySelector('.df-frame')?.className).toContain('round-100');
  });

  it('is there with the first commit, and no other follows until its page is there', async () => {
    const commits = vi.fn();
    const view = (path: string): ReactElement => (
      <Profiler id="frame" onRender={(_id, phase) => commits(phase, frames().length)}>
        <DotsFlowFrame link={`${flowOrigin}/${path}`} />
      </Profiler>
    );
    const { rerender } = await show(view('never'));
    await painted();
    expect(commits.mock.calls).toEqual([['mount', 1]]);
    await rerender(view('never?again'));
    await painted();
    // Another link: one render of the host, and one that puts the new node in the place of the old one.
    expect(commits).toHaveBeenCalledTimes(3);
  });

  it('is made once for the user in StrictMode, and so is its Flow', async () => {
    const loads = vi.fn();
    const listen = (event: MessageEvent): void => {
      if (has(event, 'test')) loads();
    };
    window.addEventListener('message', listen);
    const createFlow = vi.fn(() => Promise.resolve(flowOf()));
    const onReady = vi.fn();
    await showFrame({ steps: ['compliance'], onReady }, { strict: true, adapter: adapterOf({ createFlow }) });
    await painted();
    window.removeEventListener('message', listen);
    expect(createFlow).toHaveBeenCalledOnce();
    expect(loads).toHaveBeenCalledOnce();
    expect(onReady).toHaveBeenCalledOnce();
    expect(frames()).toHaveLength(1);
  });

  it('is another one for another link, and the history does not grow', async () => {
    const { rerender } = await showFrame({ flow: flowOf() });
    const before = { node: frame(), length: history.length };
    for (let round = 0; round < 3; round += 1) {
      await rerender({ flow: flowOf(`?height=${500 + round}`) });
      await loaded();
    }
    expect(frame()).not.toBe(before.node);
    expect(history.length).toBe(before.length);
    // The measure itself is right: what we do not do would grow the history.
    frame().src = flowOf().link;
    await loaded();
    expect(history.length).toBe(before.length + 1);
  });

  it('keeps its page when only the look changes and its user works in it, and follows the look otherwise', async () => {
    const flow = flowOf();
    const { rerender } = await showFrame({ flow, appearance: { theme: 'light' } });
    const untouched = frame();
    await rerender({ flow, appearance: { theme: 'dark' } });
    expect(frame()).not.toBe(untouched);
    expect(new URL(frame().src).searchParams.get('styles')).toBe('{"theme":"dark"}');
    await expect.poll(() => state()).toBe('ready');
    frame().focus();
    window.dispatchEvent(new FocusEvent('blur'));
    await painted();
    const touched = frame();
    await rerender({ flow, appearance: { theme: 'light' } });
    expect(frame()).toBe(touched);
    expect(new URL(frame().src).searchParams.get('styles')).toBe('{"theme":"dark"}');
  });

  describe('where this browser itself says nothing of a click into the page', () => {
    const silence = (event: FocusEvent): void => {
      if (event.isTrusted) event.stopImmediatePropagation();
    };
    beforeEach(() => window.addEventListener('blur', silence, { capture: true }));
    afterEach(() => window.removeEventListener('blur', silence, { capture: true }));

    it('knows of it by the event that comes before the focus, as in Firefox', async () => {
      await showFrame({ flow: flowOf() });
      window.dispatchEvent(new FocusEvent('blur'));
      frame().focus();
      await expect.poll(() => document.querySelector('.df-frame')?.hasAttribute('data-touched')).toBe(true);
    });

    it('finds it out before it changes anything, as Firefox may say nothing after a reload', async () => {
      const flow = flowOf();
      const { rerender } = await showFrame({ flow, appearance: { theme: 'light' } });
      const node = frame();
      node.focus();
      await rerender({ flow, appearance: { theme: 'dark' } });
      expect(frame()).toBe(node);
    });
  });

  it('knows that its user works in it in a shadow tree too', async () => {
    const host = document.createElement('div');
    document.body.append(host);
    const root = host.attachShadow({ mode: 'open' });
    await show(createPortal(<DotsFlowFrame flow={flowOf()} />, root));
    const shown = (): Element | null => root.querySelector('.df-frame');
    await expect.poll(() => shown()?.getAttribute('data-state')).toBe('ready');
    root.querySelector('iframe')?.focus();
    window.dispatchEvent(new FocusEvent('blur'));
    await expect.poll(() => shown()?.hasAttribute('data-touched')).toBe(true);
    host.remove();
  });

  it('stays, on request, when another link turns up while its user works in it', async () => {
    const first = flowOf('?height=500', { steps: ['payout'] });
    const { rerender, recorder } = await showFrame({ flow: flowOf('?height=480'), keepWork: true });
    await rerender({ flow: first, keepWork: true });
    expect(frame().src).toBe(first.link);
    await expect.poll(() => state()).toBe('ready');
    frame().focus();
    window.dispatchEvent(new FocusEvent('blur'));
    await painted();
    const touched = frame();
    const other = flowOf('?height=520', { steps: ['id-verification'] });
    await rerender({ flow: other, keepWork: true });
    expect(frame()).toBe(touched);
    expect(frame()).toMatchObject({ src: first.link, title: 'Withdraw your money', allow: 'clipboard-write' });
    await post({ step: 'payout', status: 'completed' });
    expect(recorder.told('onComplete')).toEqual([{ flowId: first.flowId, completedSteps: ['payout'] }]);
    await rerender({ flow: other });
    expect(frame().src).toBe(other.link);
  });

  it('is given to a ref, and taken away with it', async () => {
    const ref = createRef<HTMLIFrameElement>();
    const { unmount } = await show(<DotsFlowFrame ref={ref} flow={flowOf()} />);
    expect(ref.current).toBe(frame());
    await unmount();
    expect(ref.current).toBeNull();
  });

  it('carries what a frame needs, and no more', async () => {
    await showFrame({ flow: flowOf() });
    const { allow, referrerPolicy, title } = frame();
    expect({ allow, referrerPolicy, title, sandbox: frame().getAttribute('sandbox') }).toEqual({
      allow: 'clipboard-write',
      referrerPolicy: 'strict-origin-when-cross-origin',
      title: 'Tax details',
      sandbox: null,
    });
  });

  it('gets the camera for an identity check, and the sandbox preset on request', async () => {
    await showFrame({ flow: flowOf('?height=500', { steps: ['id-verification'] }), sandbox: true });
    expect(frame().allow).toBe(`clipboard-write; camera ${flowOrigin}; microphone ${flowOrigin}`);
    expect(frame().getAttribute('sandbox')).toContain('allow-same-origin');
    expect(frame().title).toBe('Identity check');
  });

  it('leaves no link in the document but in its src', async () => {
    const flow = flowOf();
    await showFrame({ flow });
    const src = frame().getAttribute('src') ?? '';
    expect(src).toContain(flow.link);
    expect(document.documentElement.outerHTML.replace(src.replaceAll('&', '&amp;'), '')).not.toContain(flow.link);
  });
});

describe('a page that speaks before it is loaded', () => {
  it.each([
    ['a Flow', (flow: Flow) => ({ flow })],
    ['a link', ({ link }: Flow) => ({ link })],
    ['steps', () => ({ steps: ['compliance'] })],
  ])('is heard in a frame that was given %s', async (_what, propsOf) => {
    const flow = flowOf('?height=480&hang');
    const createFlow = (): Promise<Flow> => Promise.resolve(flow);
    await showFrame(propsOf(flow), { adapter: adapterOf({ createFlow }) });
    await expect.poll(() => heightOf()).toBe(480);
  });

  it('is heard after a link has taken the place of nothing', async () => {
    const { rerender } = await showFrame({ flow: null, trustedOrigins: [flowOrigin] }, { until: 'preparing' });
    await rerender({ flow: flowOf('?height=480&hang'), trustedOrigins: [flowOrigin] });
    await expect.poll(() => state()).toBe('ready');
  });
});

describe('a frame that is hidden and not removed', () => {
  /** Whether what is below is shown, as a host with tabs says it. */
  let turn: (mode: 'visible' | 'hidden') => Promise<void>;
  function Tab({
    first = 'visible',
    children,
  }: {
    readonly first?: 'visible' | 'hidden';
    readonly children: ReactNode;
  }) {
    const [mode, setMode] = useState(first);
    turn = async (next) => {
      setMode(next);
      await painted();
      await painted();
    };
    return <Activity mode={mode}>{children}</Activity>;
  }

  it('hears its page while something beside it suspends', async () => {
    let suspend: (until: Promise<unknown>) => void = () => {};
    function Neighbour(): null {
      const [until, setUntil] = useState<Promise<unknown> | null>(null);
      suspend = setUntil;
      if (until) use(until);
      return null;
    }
    const { recorder } = await show(
      <Suspense fallback="Wait">
        <Neighbour />
        <DotsFlowFrame flow={flowOf()} />
      </Suspense>,
    );
    await expect.poll(() => state()).toBe('ready');
    const node = frame();
    const { promise, resolve } = Promise.withResolvers<void>();
    flushSync(() => suspend(promise));
    expect(node.checkVisibility()).toBe(false);
    await post(STEP);
    resolve();
    await expect.poll(() => node.checkVisibility()).toBe(true);
    await post({ height: 600 });
    expect(frame()).toBe(node);
    expect(recorder.told('onStepComplete')).toHaveLength(1);
    expect(recorder.told('onReady')).toHaveLength(1);
  });

  it('hears its page, and keeps the Flow that it made under a name', async () => {
    const createFlow = vi.fn<ServerAdapter['createFlow']>(() => Promise.resolve(flowOf()));
    const { recorder } = await show(
      <Tab>
        <DotsFlowFrame steps={['compliance']} flowKey="tax-form" />
      </Tab>,
      { adapter: adapterOf({ createFlow }) },
    );
    await expect.poll(() => state()).toBe('ready');
    const node = frame();
    await turn('hidden');
    expect(node.checkVisibility()).toBe(false);
    await post(STEP);
    await turn('visible');
    expect(frame()).toBe(node);
    expect(state()).toBe('ready');
    expect(recorder.told('onStepComplete')).toHaveLength(1);
    expect(createFlow).toHaveBeenCalledOnce();
  });

  it('hears the page that was loaded out of sight', async () => {
    await show(
      <Tab first="hidden">
        <DotsFlowFrame flow={flowOf()} />
      </Tab>,
    );
    await heard((event) => has(event, 'test'));
    await new Promise((resolve) => setTimeout(resolve));
    const node = frame();
    await turn('visible');
    await expect.poll(() => state()).toBe('ready');
    expect(frame()).not.toBe(node);
  });

  it('leaves nothing behind when it is removed out of sight', async () => {
    const open = countListeners();
    let setShown: (isShown: boolean) => void = () => {};
    function Page(): ReactNode {
      const [isShown, set] = useState(true);
      setShown = set;
      return isShown ? (
        <Tab>
          <DotsFlowFrame flow={flowOf()} />
        </Tab>
      ) : null;
    }
    await show(<Page />);
    await expect.poll(() => state()).toBe('ready');
    await turn('hidden');
    flushSync(() => setShown(false));
    const other = await show(<DotsFlowFrame flow={flowOf()} />);
    await expect.poll(() => state()).toBe('ready');
    await other.unmount();
    await painted();
    const messageListeners = ({
      mock,
    }: {
      readonly mock: { readonly calls: readonly (readonly unknown[])[] };
    }): number => mock.calls.filter(([type]) => type === 'message').length;
    expect(open()).toBeGreaterThanOrEqual(0);
    expect(messageListeners(vi.mocked(window.addEventListener))).toBe(
      messageListeners(vi.mocked(window.removeEventListener)),
    );
  });
});

describe('many frames', () => {
  it('leave nothing behind after 1,000 mounts', async () => {
    const open = countListeners();
    let setCount: (count: number) => void = () => {};
    function Many(): ReactElement[] {
      const [count, set] = useState(0);
      setCount = set;
      return Array.from({ length: count }, (_, index) => <DotsFlowFrame key={index} link={`${flowOrigin}/never`} />);
    }
    await show(<Many />);
    const before = open();
    for (let round = 0; round < 20; round += 1) {
      flushSync(() => setCount(50));
      expect(frames()).toHaveLength(50);
      flushSync(() => setCount(0));
    }
    // Effects of frames that came and went in one go may still be on their way.
    await painted();
    expect(frames()).toHaveLength(0);
    expect(open()).toBe(before);
  }, 120_000);

  it('share one message listener', async () => {
    const open = countListeners();
    const add = vi.mocked(window.addEventListener);
    await show(
      <>
        {Array.from({ length: 50 }, (_, index) => (
          <DotsFlowFrame key={index} link={`${flowOrigin}/flow/${index}`} />
        ))}
      </>,
    );
    expect(open()).toBeGreaterThan(0);
    expect(add.mock.calls.filter(([type]) => type === 'message')).toHaveLength(1);
  });

  it('never hear each other', async () => {
    const first = vi.fn();
    const second = vi.fn();
    await show(
      <>
        <DotsFlowFrame flow={flowOf()} onStepComplete={first} />
        <DotsFlowFrame flow={flowOf()} onStepComplete={second} />
      </>,
    );
    await expect.poll(() => [state(0), state(1)]).toEqual(['ready', 'ready']);
    await post(STEP, 1);
    expect(first).not.toHaveBeenCalled();
    expect(second).toHaveBeenCalledOnce();
  });
});

describe('callbacks', () => {
  it('are told each step once, and the end once', async () => {
    const flow = flowOf();
    const { recorder } = await showFrame({ flow });
    for (const message of [
      STEP,
      STEP,
      { step: 'background-check', status: 'failed' },
      { step: 'manage-payouts', status: 'completed-saved' },
      STEP,
    ])
      await post(message);
    const { flowId } = flow;
    expect(recorder.told('onReady')).toEqual([{ flowId }]);
    expect(recorder.told('onStepComplete')).toEqual([
      { flowId, ...STEP },
      { flowId, step: 'manage-payouts', status: 'completed-saved' },
    ]);
    expect(recorder.told('onComplete')).toEqual([{ flowId, completedSteps: ['compliance', 'manage-payouts'] }]);
    expect(recorder.told('onMessage')).toHaveLength(6);
    expect(state()).toBe('complete');
  });

  it('are the newest ones', async () => {
    const flow = flowOf();
    const old = vi.fn();
    const { rerender } = await showFrame({ flow, onStepComplete: old });
    const newest = vi.fn();
    await rerender({ flow, onStepComplete: newest });
    await post(STEP);
    expect(old).not.toHaveBeenCalled();
    expect(newest).toHaveBeenCalledOnce();
  });

  it('break nothing when they throw, and their error reaches the page', async () => {
    const uncaught = vi.fn((event: ErrorEvent) => event.preventDefault());
    window.addEventListener('error', uncaught);
    const bug = new Error('a bug of the host');
    const throwing = (): never => {
      throw bug;
    };
    const onComplete = vi.fn();
    const { recorder } = await showFrame({
      flow: flowOf('?height=640', { steps: ['compliance'] }),
      onReady: throwing,
      onMessage: throwing,
      onResize: throwing,
      onStepComplete: throwing,
      onComplete,
    });
    await post(STEP);
    await expect.poll(() => heightOf()).toBe(640);
    window.removeEventListener('error', uncaught);
    await expect.poll(() => state()).toBe('complete');
    expect(onComplete).toHaveBeenCalledOnce();
    expect(uncaught.mock.calls.map(([event]) => event.error)).toContain(bug);
    expect(recorder.told('callback-threw')).toContainEqual({
      type: 'callback-threw',
      callback: 'onStepComplete',
      error: bug,
    });
  });

  it('and events never hold the link', async () => {
    const flow = flowOf();
    const { recorder, rerender } = await showFrame({ flow });
    await post(STEP);
    await rerender({ link: `ftp://user:secret@${flow.link.slice(7)}` });
    await expect.poll(() => state()).toBe('error');
    const text = JSON.stringify(recorder.events) + String(recorder.told('onError')[0]);
    expect(recorder.told('onError')).toHaveLength(1);
    expect(text).not.toContain(flow.link.slice(7));
    expect(text).not.toContain('secret');
  });
});

describe('the height', () => {
  it("is reserved before the page speaks, and then the page's own, rounded up", async () => {
    const { recorder } = await show(<DotsFlowFrame flow={flowOf('?height=612.25')} minHeight={350} />);
    expect(document.querySelector('.df-frame')?.getBoundingClientRect().height).toBe(350);
    await expect.poll(() => heightOf()).toBe(613);
    expect(recorder.told('onResize')).toMatchObject([{ heightPx: 613 }]);
  });

  it('is clamped', async () => {
    await showFrame({ flow: flowOf('?height=99999'), minHeight: 300, maxHeight: 900 });
    await expect.poll(() => heightOf()).toBe(900);
    await post({ height: 3 });
    await expect.poll(() => heightOf()).toBe(300);
  });

  it('changes at most once a frame, however many heights come', async () => {
    const { recorder } = await showFrame({ flow: flowOf() });
    await expect.poll(() => recorder.told('onResize').length).toBe(1);
    const source = frame().contentWindow;
    for (let height = 500; height < 1500; height += 1) forge({ origin: flowOrigin, source, data: { height } });
    expect(heightOf()).toBe(612);
    await painted();
    expect(heightOf()).toBe(1499);
    expect(recorder.told('onResize')).toHaveLength(2);
  });

  it('stops following a page that grows with its own frame, and tells it once', async () => {
    const { recorder } = await showFrame({ flow: flowOf() });
    const source = frame().contentWindow;
    let height = 620;
    await expect
      .poll(
        () => {
          forge({ origin: flowOrigin, source, data: { height: (height += 5) } });
          return recorder.told('height-capped').length;
        },
        { interval: 1, timeout: 10_000 },
      )
      .toBe(1);
    const capped = heightOf();
    for (let round = 0; round < 5; round += 1) {
      forge({ origin: flowOrigin, source, data: { height: (height += 5) } });
      await painted();
    }
    expect(heightOf()).toBe(capped);
    expect(recorder.told('height-capped')).toHaveLength(1);
  });

  it('fills its parent on request', async () => {
    await show(
      <div style={{ height: 555 }}>
        <DotsFlowFrame flow={flowOf()} height="fill" />
      </div>,
    );
    await expect.poll(() => state()).toBe('ready');
    await painted();
    expect(heightOf()).toBe(555);
  });

  it('is fixed on request, also when it followed the page before', async () => {
    const flow = flowOf();
    const { recorder, rerender } = await showFrame({ flow, height: 333 });
    await painted();
    expect(heightOf()).toBe(333);
    expect(recorder.told('onResize')).toEqual([]);
    await rerender({ flow });
    await post({ height: 700 });
    await expect.poll(() => heightOf()).toBe(700);
    await rerender({ flow, height: 444 });
    expect(heightOf()).toBe(444);
  });

  it('follows the page again after it was fixed or filled its parent, though the page says nothing new', async () => {
    const flow = flowOf('?height=612');
    const { recorder, rerender } = await showFrame({ flow });
    await expect.poll(() => heightOf()).toBe(612);
    await rerender({ flow, height: 444 });
    expect(heightOf()).toBe(444);
    await rerender({ flow });
    expect(heightOf()).toBe(612);
    expect(recorder.told('onResize')).toHaveLength(2);
  });

  it('takes other limits at once', async () => {
    const flow = flowOf('?height=612');
    const { rerender } = await showFrame({ flow });
    await expect.poll(() => heightOf()).toBe(612);
    await rerender({ flow, maxHeight: 500 });
    expect(heightOf()).toBe(500);
    await rerender({ flow, minHeight: 700 });
    expect(heightOf()).toBe(700);
    await rerender({ flow });
    expect(heightOf()).toBe(612);
  });

  it('never shifts what is around the frame, through waiting, failing and starting again', async () => {
    const shifted: Node[] = [];
    const note = (entries: PerformanceEntryList): void => {
      for (const { sources } of entries as (PerformanceEntry & { sources: { node: Node }[] })[])
        for (const { node } of sources) if (!node.parentElement?.closest('.df-frame')) shifted.push(node);
    };
    const observer = new PerformanceObserver((list) => note(list.getEntries()));
    observer.observe({ type: 'layout-shift' });
    const view = (flow: Flow | null): ReactElement => (
      <div style={{ display: 'flow-root' }}>
        <p>Before</p>
        <DotsFlowFrame flow={flow} minHeight={400} slowAfterMs={40} timeoutMs={80} />
        <p>After</p>
      </div>
    );
    const { rerender } = await show(view(null));
    await painted();
    await rerender(view(flowOf('?silent')));
    for (const name of ['loading', 'slow', 'error']) {
      await expect.poll(() => state(), { interval: 5 }).toBe(name);
      await painted();
    }
    await page.getByRole('button', { name: 'Try again' }).click();
    await rerender(view(flowOf('?height=400')));
    await expect.poll(() => state()).toBe('ready');
    await painted();
    note(observer.takeRecords());
    observer.disconnect();
    expect(shifted).toEqual([]);
  });
});

describe('when a step ends', () => {
  it('brings the top of the frame back into view, and leaves it alone when it is in view', async () => {
    await show(
      <div style={{ paddingTop: 900, paddingBottom: 3000 }}>
        <DotsFlowFrame flow={flowOf('?height=2500')} />
      </div>,
    );
    await expect.poll(() => heightOf()).toBe(2500);
    window.scrollTo(0, 2000);
    await post(STEP);
    await expect.poll(() => frame().getBoundingClientRect().top, { timeout: 3000 }).toBeLessThan(40);
    await expect.poll(() => frame().getBoundingClientRect().top).toBeGreaterThanOrEqual(0);
    window.scrollTo(0, 700);
    await post({ step: 'manage-payouts', status: 'completed' });
    await painted();
    expect(window.scrollY).toBe(700);
  });
});

describe('a page that stays silent', () => {
  it('is waited for, offered otherwise, and welcome when it speaks after all', async () => {
    const isThere = heard((event) => has(event, 'test'));
    await showFrame({ flow: flowOf('?silent'), slowAfterMs: 50 }, { until: 'slow' });
    await isThere;
    await expect.element(page.getByText('This is taking longer than usual')).toBeVisible();
    await expect.element(page.getByRole('button', { name: 'Open in a new tab' })).toBeVisible();
    await post({ height: 480 });
    await expect.poll(() => state()).toBe('ready');
    expect(document.querySelector('[role=alert]')).toBeNull();
  });

  it('starts again in a new node, so often and no more', async () => {
    const { recorder } = await showFrame(
      { flow: flowOf('?silent'), slowAfterMs: 30, timeoutMs: 60 },
      { until: 'error' },
    );
    const nodes = new Set([frame()]);
    for (let tries = 1; tries <= 3; tries += 1) {
      await page.getByRole('button', { name: 'Try again' }).click();
      await expect.poll(() => state()).toBe('error');
      nodes.add(frame());
    }
    expect(nodes.size).toBe(4);
    expect(page.getByRole('button', { name: 'Try again' }).query()).toBeNull();
    await expect.element(page.getByRole('button', { name: 'Open in a new tab' })).toBeVisible();
    expect(recorder.told('onError')).toHaveLength(4);
    expect(recorder.told('onError')[0]).toMatchObject({ code: 'frame-timeout', retry: 'same-request' });
  });

  it('is shown anyway on request, and the focus stays where the page is', async () => {
    await showFrame({ flow: flowOf('?silent'), slowAfterMs: 50 }, { until: 'slow' });
    await page.getByRole('button', { name: 'Show the page anyway' }).click();
    expect(state()).toBe('revealed');
    expect(document.activeElement?.className).toBe('df-frame-top');
    await userEvent.tab();
    expect(document.activeElement).toBe(frame());
    await expect.poll(() => getComputedStyle(frame()).opacity).toBe('1');
  });

  it('opens in a tab of its own without a trace of the opener', async () => {
    const open = vi.spyOn(window, 'open').mockReturnValue(null);
    const flow = flowOf('?silent');
    await showFrame({ flow, slowAfterMs: 50 }, { until: 'slow' });
    await page.getByRole('button', { name: 'Open in a new tab' }).click();
    expect(open.mock.calls).toEqual([[flow.link, '_blank', 'noopener']]);
  });

  it('is made again through the adapter when there was none, however often that fails', async () => {
    const unhandled = vi.fn((event: PromiseRejectionEvent) => event.preventDefault());
    window.addEventListener('unhandledrejection', unhandled);
    const refusal = new DotsFlowsError('network-error', { message: 'Out of reach.' });
    const createFlow = vi.fn<ServerAdapter['createFlow']>().mockRejectedValue(refusal);
    const { recorder } = await showFrame(
      { steps: ['compliance'] },
      { adapter: adapterOf({ createFlow }), until: 'error' },
    );
    for (let tries = 2; tries <= 5; tries += 1) {
      await page.getByRole('button', { name: 'Try again' }).click();
      await expect.poll(() => createFlow.mock.calls.length).toBe(tries);
      await expect.poll(() => state()).toBe('error');
    }
    createFlow.mockResolvedValue(flowOf());
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect.poll(() => state()).toBe('ready');
    window.removeEventListener('unhandledrejection', unhandled);
    expect(unhandled).not.toHaveBeenCalled();
    expect(new Set(recorder.told('onError'))).toEqual(new Set([refusal]));
  });

  it('gives way to a slot', async () => {
    await showFrame(
      {
        flow: flowOf('?silent'),
        slowAfterMs: 20,
        loading: <p>Own skeleton</p>,
        error: ({ phase }) => <p>Own words: {phase}</p>,
      },
      { until: 'loading' },
    );
    await expect.element(page.getByText('Own skeleton')).toBeVisible();
    await expect.element(page.getByText('Own words: slow')).toBeVisible();
  });
});

describe('the return page', () => {
  const returned = { type: 'dots-flows:return' };
  it('is heard from the frame on our own origin', async () => {
    const { recorder } = await showFrame({ flow: flowOf() });
    forge({ origin: location.origin, source: frame().contentWindow, data: returned });
    expect(recorder.told('onReturn')).toHaveLength(1);
    await expect.poll(() => state()).toBe('returned');
  });

  it("is not heard from the Flow's origin, another origin, or another window", async () => {
    const { recorder } = await showFrame({ flow: flowOf() });
    const source = frame().contentWindow;
    forge({ origin: flowOrigin, source, data: returned });
    forge({ origin: `${location.origin}.evil.example`, source, data: returned });
    forge({ origin: 'null', source, data: returned });
    forge({ origin: location.origin, source: window, data: returned });
    forge({ origin: location.origin, source: null, data: returned });
    expect(recorder.told('onReturn')).toEqual([]);
  });

  it('is heard from a frame inside the Flow page', async () => {
    const { recorder } = await showFrame({ flow: flowOf() });
    tell({ nest: `${flowOrigin}/flow/nested` });
    const nested = heard((event) => has(event, 'here'));
    // The nested page may still be loading, so it is told again until it answers.
    const timer = setInterval(() => tell({ pass: { post: { here: true }, to: 'grandparent' } }), 50);
    const { source } = await nested;
    clearInterval(timer);
    forge({ origin: location.origin, source, data: returned });
    expect(recorder.told('onReturn')).toHaveLength(1);
  });
});

describe('keyboard', () => {
  it('reaches the page inside after what is before it', async () => {
    await show(
      <>
        <button type="button">Before</button>
        <DotsFlowFrame flow={flowOf()} />
      </>,
    );
    await expect.poll(() => state()).toBe('ready');
    await userEvent.click(page.getByRole('button', { name: 'Before' }));
    await userEvent.tab();
    expect(document.activeElement).toBe(frame());
  });
});
