import { describe, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { flowOf, flowOrigin, forge, frame, post, show, state } from '../../test/frame-kit.tsx';
import '../styles.css';
import { DotsFlowFrame } from '../flow-frame/DotsFlowFrame.tsx';
import './devtools.css';
import { DotsFlowsInspector } from './DotsFlowsInspector.tsx';

const flow = flowOf('?height=612', { signedInUntil: new Date(Date.now() + 14.5 * 60_000).toISOString() });
const lines = (): string[] =>
  [...document.querySelectorAll('.df-inspector summary')].map((line) => line.textContent ?? '');

async function inspect(): Promise<void> {
  await show(
    <>
      <DotsFlowsInspector initiallyOpen placement="inline" />
      <DotsFlowFrame flow={flow} />
    </>,
  );
  await expect.poll(() => state()).toBe('ready');
}

describe('DotsFlowsInspector', () => {
  it('shows what was accepted, what was ignored and why, and how old the link is', async () => {
    await inspect();
    await post({ step: 'compliance', status: 'completed' });
    forge({ origin: `${flowOrigin}.evil.example`, source: frame().contentWindow, data: { height: 1 } });
    await expect.element(page.getByText('step compliance: completed')).toBeVisible();
    await expect.element(page.getByText(`from “${flowOrigin}.evil.example”: not from an allowed origin`)).toBeVisible();
    await expect.element(page.getByText(/signed in for 14:\d\d/)).toBeVisible();
  });

  it('filters by kind and by text', async () => {
    await inspect();
    await userEvent.click(page.getByRole('button', { name: 'accepted' }));
    expect(lines().some((line) => line.includes('accepted'))).toBe(false);
    await userEvent.fill(page.getByRole('searchbox', { name: 'Search' }), 'no such thing');
    await expect.element(page.getByText('The filter hides everything.')).toBeVisible();
  });

  it('copies without links and whole flow ids', async () => {
    const writeText = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue();
    await inspect();
    await userEvent.click(page.getByRole('button', { name: 'Copy as JSON' }));
    const [text = ''] = writeText.mock.calls[0] ?? [];
    expect(JSON.parse(text)).toContainEqual(expect.objectContaining({ kind: 'accepted', title: 'height 612' }));
    expect(text).not.toContain(flow.link);
    expect(text).not.toContain(flow.flowId);
    await expect.element(page.getByRole('button', { name: 'Copied' })).toBeVisible();
  });

  it('is a button until it is opened, and can be emptied', async () => {
    await show(<DotsFlowsInspector />);
    await userEvent.click(page.getByRole('button', { name: /Dots Flows/ }));
    await userEvent.click(page.getByRole('button', { name: 'Clear' }));
    await expect.element(page.getByText('Nothing has happened yet.')).toBeVisible();
    await userEvent.click(page.getByRole('button', { name: 'Close' }));
    await expect.element(page.getByRole('region', { name: 'Dots Flows inspector' })).not.toBeInTheDocument();
  });
});
