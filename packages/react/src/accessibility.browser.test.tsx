import axe from 'axe-core';
import type { ReactElement } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { flowOf, show, state } from '../test/frame-kit.tsx';
import './devtools/devtools.css';
import { DotsFlowsInspector } from './devtools/DotsFlowsInspector.tsx';
import { DotsFlowDialog } from './dialog/DotsFlowDialog.tsx';
import { DotsFlowFrame } from './flow-frame/DotsFlowFrame.tsx';
import './styles.css';

const agesSoon = new Date(Date.now() + 60_100).toISOString();
const states: [name: string, until: string, view: () => ReactElement][] = [
  ['waiting for a Flow', 'preparing', () => <DotsFlowFrame flow={null} />],
  ['loading', 'loading', () => <DotsFlowFrame flow={flowOf('?silent')} />],
  ['silent', 'slow', () => <DotsFlowFrame flow={flowOf('?silent')} slowAfterMs={20} />],
  ['given up', 'error', () => <DotsFlowFrame flow={flowOf('?silent')} slowAfterMs={20} timeoutMs={60} />],
  ['refused', 'error', () => <DotsFlowFrame link="ftp://my.dots.dev" />],
  ['at work', 'ready', () => <DotsFlowFrame flow={flowOf()} />],
  [
    'aged',
    'ready',
    () => <DotsFlowFrame flow={flowOf('?height=500', { signedInUntil: agesSoon })} onRenew={() => {}} />,
  ],
  ['in a dialog', 'ready', () => <DotsFlowDialog open onClose={() => {}} flow={flowOf()} />],
  [
    'inspected',
    'ready',
    () => (
      <>
        <DotsFlowFrame flow={flowOf()} />
        <DotsFlowsInspector initiallyOpen placement="inline" />
      </>
    ),
  ],
];

afterEach(() => {
  delete document.documentElement.dataset['theme'];
  document.body.style.cssText = '';
});

describe.each(['light', 'dark'])('in the %s theme, axe finds nothing in a frame', (theme) => {
  it.each(states)('that is %s', async (_name, until, view) => {
    document.documentElement.dataset['theme'] = theme;
    document.body.style.cssText = `background: light-dark(#fff, #151a21); color: CanvasText; color-scheme: ${theme}`;
    await page.viewport(320, 700);
    await show(
      <main>
        <h1>Host</h1>
        {view()}
      </main>,
    );
    await expect.poll(() => state()).toBe(until);
    const { violations } = await axe.run(document, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
      // The pages inside are another origin's; the test page itself has neither title nor landmarks of its own.
      iframes: false,
    });
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(320);
  });
});
