import type { Flow } from '@dots-flows/core';
import { useState } from 'react';
import type { ReactElement } from 'react';
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { adapterOf, flowOf, frame, frames, painted, post, show, showFrame, state } from '../../test/frame-kit.tsx';
import { DotsFlowFrame } from './DotsFlowFrame.tsx';

const MINUTE = 60_000;
/** A link counts as aged one minute before its sign-in ends. */
const signedInFor = (ms: number): Partial<Flow> => ({ signedInUntil: new Date(Date.now() + ms).toISOString() });
const aged = (): Flow => flowOf('?height=500', signedInFor(-MINUTE));
const fresh = (): Flow => flowOf('?height=500', signedInFor(15 * MINUTE));
const agesSoon = (): Flow => flowOf('?height=500', signedInFor(MINUTE + 150));
const offer = page.getByRole('button', { name: 'Refresh it now' });

let visibility: DocumentVisibilityState = 'visible';
function turn(next: DocumentVisibilityState): void {
  visibility = next;
  vi.spyOn(document, 'visibilityState', 'get').mockImplementation(() => visibility);
  document.dispatchEvent(new Event('visibilitychange'));
}

async function work(): Promise<void> {
  frame().focus();
  window.dispatchEvent(new FocusEvent('blur'));
  await painted();
}

/** A host that gets its Flow from somewhere and can ask for another. */
function Host({ first, next }: { readonly first: Flow; readonly next: () => Promise<Flow> }): ReactElement {
  const [flow, setFlow] = useState(first);
  return <DotsFlowFrame flow={flow} onRenew={async () => setFlow(await next())} />;
}

afterEach(() => {
  vi.restoreAllMocks();
});

describe('a link whose sign-in has run out', () => {
  it.each([false, true])('is renewed before it is ever shown, once (StrictMode: %s)', async (strict) => {
    const first = aged();
    const second = fresh();
    const sources: string[] = [];
    const next = vi.fn(async () => {
      await painted();
      sources.push(...frames().map(({ src }) => src));
      return second;
    });
    await show(<Host first={first} next={next} />, { strict });
    await expect.poll(() => state()).toBe('ready');
    expect(sources).toEqual([]);
    expect(frame().src).toBe(second.link);
    expect(next).toHaveBeenCalledOnce();
  });

  it('is renewed when the tab comes back and nobody has worked in it', async () => {
    const next = vi.fn(() => Promise.resolve(fresh()));
    await show(<Host first={agesSoon()} next={next} />);
    await expect.poll(() => state()).toBe('ready');
    const old = frame();
    turn('hidden');
    await expect.element(offer).toBeInTheDocument();
    expect(next).not.toHaveBeenCalled();
    turn('visible');
    await expect.poll(() => next.mock.calls.length).toBe(1);
    await expect.poll(() => frames().length === 1 && frame() !== old).toBe(true);
    await expect.poll(() => state()).toBe('ready');
  });

  it('is not taken from a user whose click the browser did not tell of', async () => {
    const silence = (event: FocusEvent): void => event.stopImmediatePropagation();
    window.addEventListener('blur', silence, { capture: true });
    onTestFinished(() => window.removeEventListener('blur', silence, { capture: true }));
    const next = vi.fn(() => Promise.resolve(fresh()));
    await show(<Host first={agesSoon()} next={next} />);
    await expect.poll(() => state()).toBe('ready');
    await expect.element(offer).toBeVisible();
    const node = frame();
    node.focus();
    turn('hidden');
    turn('visible');
    await painted();
    expect(frame()).toBe(node);
    expect(next).not.toHaveBeenCalled();
  });

  it('is never taken from a user who works in it: a fresh one is offered', async () => {
    const second = fresh();
    const next = vi.fn(() => Promise.resolve(second));
    await show(<Host first={agesSoon()} next={next} />);
    await expect.poll(() => state()).toBe('ready');
    await work();
    const old = frame();
    await expect.element(offer).toBeVisible();
    turn('hidden');
    turn('visible');
    await painted();
    expect(next).not.toHaveBeenCalled();
    expect(frame()).toBe(old);
    await userEvent.click(offer);
    await expect.poll(() => frame().src).toBe(second.link);
    expect(frame()).not.toBe(old);
    await expect.element(offer).not.toBeInTheDocument();
    expect(next).toHaveBeenCalledOnce();
  });

  it('is offered to be renewed again when what the user asked for did not come', async () => {
    const second = fresh();
    const next = vi.fn<() => Promise<Flow>>().mockRejectedValueOnce(new Error('offline')).mockResolvedValue(second);
    await show(<Host first={agesSoon()} next={next} />);
    await expect.poll(() => state()).toBe('ready');
    await work();
    await userEvent.click(offer);
    await expect.poll(() => next.mock.calls.length).toBe(1);
    await painted();
    await expect.element(offer).toBeVisible();
    await userEvent.click(offer);
    await expect.poll(() => frame().src).toBe(second.link);
    await expect.element(offer).not.toBeInTheDocument();
  });

  it('is shown as it is when it cannot be renewed: it still works, by code', async () => {
    const flow = aged();
    const { recorder } = await showFrame({ flow, onRenew: () => Promise.reject(new Error('offline')) });
    expect(frame().src).toBe(flow.link);
    expect(recorder.told('link-renewal')).toHaveLength(1);
  });

  it('is shown as it is when the server gives the same one again', async () => {
    const flow = aged();
    const onRenew = vi.fn(() => Promise.resolve());
    await showFrame({ flow, onRenew });
    expect(frame().src).toBe(flow.link);
    expect(onRenew).toHaveBeenCalledOnce();
  });

  it('is shown as it is when nobody can renew it', async () => {
    const flow = aged();
    await showFrame({ flow });
    expect(frame().src).toBe(flow.link);
    await expect.element(offer).not.toBeInTheDocument();
  });

  it("brings no second renewal when this machine's clock runs ahead", async () => {
    // To a clock that is an hour ahead every link looks aged, the fresh one too.
    const next = vi.fn(() => Promise.resolve(flowOf('?height=500', signedInFor(-46 * MINUTE))));
    await show(<Host first={flowOf('?height=500', signedInFor(-46 * MINUTE))} next={next} />);
    await expect.poll(() => state()).toBe('ready');
    await painted();
    expect(next).toHaveBeenCalledOnce();
    await expect.element(offer).not.toBeInTheDocument();
  });

  it('is renewed before a retry shows it again', async () => {
    const next = vi.fn(() => Promise.resolve(fresh()));
    const first = flowOf('?silent', signedInFor(MINUTE + 50));
    function Slow(): ReactElement {
      const [flow, setFlow] = useState(first);
      return <DotsFlowFrame flow={flow} slowAfterMs={200} onRenew={async () => setFlow(await next())} />;
    }
    await show(<Slow />);
    await expect.poll(() => state()).toBe('slow');
    await userEvent.click(page.getByRole('button', { name: 'Try again' }));
    await expect.poll(() => state()).toBe('ready');
    expect(next).toHaveBeenCalledOnce();
    expect(frames()).toHaveLength(1);
  });

  it('is replaced through the adapter when the frame made its own Flow', async () => {
    const made = [agesSoon(), fresh()];
    const createFlow = vi.fn(() => Promise.resolve(made.shift() ?? fresh()));
    await showFrame({ steps: ['compliance'] }, { adapter: adapterOf({ createFlow }) });
    await work();
    const old = frame();
    await userEvent.click(offer);
    await expect.poll(() => createFlow.mock.calls.length).toBe(2);
    await expect.poll(() => frames().length === 1 && frame() !== old).toBe(true);
    await expect.poll(() => state()).toBe('ready');
    await post({ step: 'compliance', status: 'completed' });
    await post({ step: 'manage-payouts', status: 'completed' });
    await expect.poll(() => state()).toBe('complete');
  });
});

describe('a link that signs nobody in', () => {
  it('never ages', async () => {
    const onRenew = vi.fn();
    await showFrame({ flow: flowOf(), onRenew });
    turn('hidden');
    turn('visible');
    await painted();
    expect(onRenew).not.toHaveBeenCalled();
  });
});
