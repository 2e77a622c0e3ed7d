import { DotsFlowsError } from '@dots-flows/core';
import type { Flow } from '@dots-flows/core';
import { StrictMode } from 'react';
import type { ReactElement } from 'react';
import { expect, inject } from 'vitest';
import { render } from 'vitest-browser-react';
import { DotsFlowsProvider } from '../src/DotsFlowsProvider.tsx';
import type { DotsFlowsProviderProps } from '../src/DotsFlowsProvider.tsx';
import type { ServerAdapter } from '../src/adapters/server-adapter.ts';
import type { DotsFlowsEvent } from '../src/events/dots-flows-event.ts';
import { DotsFlowFrame } from '../src/flow-frame/DotsFlowFrame.tsx';
import type { DotsFlowFrameProps } from '../src/flow-frame/DotsFlowFrame.tsx';

/** The origin that serves Flow pages, and a second one that has no business here. */
export const [flowOrigin, otherOrigin] = inject('frameOrigins' as never) as [string, string];

let made = 0;

/** A Flow whose page does as its query says; see scripts/vitest-frame-server.ts. */
export function flowOf(query = '?height=612', changes: Partial<Flow> = {}): Flow {
  made += 1;
  const flowId = `flow-${made}`;
  return {
    flowId,
    link: `${flowOrigin}/flow/${flowId}${query}`,
    steps: ['compliance', 'manage-payouts'],
    completedSteps: [],
    signedInUntil: null,
    createdAt: new Date().toISOString(),
    ...changes,
  };
}

const notHere = (): Promise<never> =>
  Promise.reject(new DotsFlowsError('internal-error', { message: 'This test makes no calls.' }));

/** An adapter that answers only what a test gives it. */
export const adapterOf = (calls: Partial<ServerAdapter> = {}): ServerAdapter => ({
  createFlow: notHere,
  retrieveFlow: notHere,
  advancePayout: notHere,
  ...calls,
});

/** Everything a provider and its frames told. */
export class Recorder {
  readonly events: DotsFlowsEvent[] = [];
  readonly record = (event: DotsFlowsEvent): void => {
    this.events.push(event);
  };
  /** What a callback was told, in order. */
  told(type: DotsFlowsEvent['type']): unknown[] {
    return this.events
      .filter((event) => event.type === type)
      .map((event) => ('details' in event ? event.details : event));
  }
}

type ShowOptions = Partial<Omit<DotsFlowsProviderProps, 'children'>> & { readonly strict?: boolean };

/** Renders anything below a provider. */
export async function show(content: ReactElement, { strict = false, ...provider }: ShowOptions = {}) {
  const recorder = new Recorder();
  const adapter = provider.adapter ?? adapterOf();
  const wrap = (children: ReactElement): ReactElement => {
    const tree = (
      <DotsFlowsProvider onEvent={recorder.record} {...provider} adapter={adapter}>
        {children}
      </DotsFlowsProvider>
    );
    return strict ? <StrictMode>{tree}</StrictMode> : tree;
  };
  const screen = await render(wrap(content));
  return {
    recorder,
    screen,
    rerender: (next: ReactElement) => screen.rerender(wrap(next)),
    unmount: () => screen.unmount(),
  };
}

/** Renders one frame and waits until it has the given state. */
export async function showFrame(
  props: DotsFlowFrameProps,
  { until = 'ready', ...options }: ShowOptions & { readonly until?: string } = {},
) {
  const shown = await show(<DotsFlowFrame {...props} />, options);
  await expect.poll(() => state()).toBe(until);
  return { ...shown, rerender: (next: DotsFlowFrameProps) => shown.rerender(<DotsFlowFrame {...next} />) };
}

export const frames = (): HTMLIFrameElement[] => [...document.querySelectorAll('iframe')];

export function frame(index = 0): HTMLIFrameElement {
  const found = frames()[index];
  if (!found) throw new Error(`There is no frame ${index}.`);
  return found;
}

export const state = (index = 0): string | null | undefined =>
  document.querySelectorAll('.df-frame')[index]?.getAttribute('data-state');

/** Tells the page in a frame what to do: post something, go somewhere, nest a frame. */
export const tell = (command: object, index = 0): void => frame(index).contentWindow?.postMessage(command, '*');

/** Lets the page in a frame post something, and waits until it has arrived here. */
export async function post(data: unknown, index = 0): Promise<void> {
  const mark = crypto.randomUUID();
  const arrived = heard((event) => has(event, 'mark') && (event.data as { mark: string }).mark === mark);
  tell({ post: data }, index);
  tell({ post: { mark } }, index);
  await arrived;
}

/** Waits for a message, wherever it comes from. */
export function heard(isIt: (event: MessageEvent<unknown>) => boolean): Promise<MessageEvent<unknown>> {
  return new Promise((resolve) => {
    const listen = (event: MessageEvent<unknown>): void => {
      if (!isIt(event)) return;
      window.removeEventListener('message', listen);
      resolve(event);
    };
    window.addEventListener('message', listen);
  });
}

export const has = ({ data }: MessageEvent<unknown>, key: string): boolean =>
  typeof data === 'object' && data !== null && key in data;

/** A message that the real listener gets as if it came from there. */
export function forge(init: MessageEventInit): void {
  window.dispatchEvent(new MessageEvent('message', init));
}

/** Waits until the browser has painted, twice to be sure that what was asked for before is done. */
export const painted = (): Promise<void> =>
  new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve())));
