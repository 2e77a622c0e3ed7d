import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { show } from '../../test/frame-kit.tsx';
import { de } from '../messages/de.ts';
import '../styles.css';
import { createTestAdapter } from '../testing/create-test-adapter.ts';
import { testSessions } from '../testing/test-sessions.ts';
import { OnboardThenPayout } from './OnboardThenPayout.tsx';

const one = (selector: string): HTMLElement => {
  const found = document.querySelector<HTMLElement>(selector);
  if (!found) throw new Error(`Nothing matches ${selector}.`);
  return found;
};
const box = (selector: string): DOMRect => one(selector).getBoundingClientRect();
const fontSizePx = (selector: string): number => Number.parseFloat(getComputedStyle(one(selector)).fontSize);
const panel = (): string | undefined => one('.df-card').dataset['panel'];

beforeEach(() => page.viewport(320, 700));
afterEach(() => {
  document.documentElement.style.fontSize = '';
});

describe('letters', () => {
  it.each([
    ['as large as ever by default', '', 15, 22],
    ['twice as large for a reader who has set them so', '32px', 30, 44],
    ['no smaller where the root of the host is small', '62.5%', 15, 22],
  ])('are %s', async (_name, rootSize, textPx, amountPx) => {
    document.documentElement.style.fontSize = rootSize;
    await show(<OnboardThenPayout payoutId="inv_2041" />, { adapter: createTestAdapter([testSessions.completed()]) });
    await expect.poll(panel).toBe('completed');
    expect(fontSizePx('.df-panel p')).toBe(textPx);
    expect(fontSizePx('.df-amount')).toBeCloseTo(amountPx, 1);
    expect(one('.df-card').scrollWidth).toBeLessThanOrEqual(one('.df-card').clientWidth);
  });
});

describe('long words', () => {
  it('stay inside the card with large letters', async () => {
    document.documentElement.style.fontSize = '32px';
    const adapter = createTestAdapter([testSessions.failed('transfer-failed', true)]);
    await show(<OnboardThenPayout payoutId="inv_2041" />, { adapter, messages: de });
    await expect.poll(panel).toBe('failed');
    expect(box('.df-panel-title').right).toBeLessThanOrEqual(box('.df-card').right - 16);
    expect(box('.df-button').right).toBeLessThanOrEqual(box('.df-card').right - 16);
  });
});

describe('the last line', () => {
  it('gives long words the width that they need, and the button a line of its own', async () => {
    const adapter = createTestAdapter([testSessions.transferring(), 'network-error'], { watch: false });
    await show(<OnboardThenPayout payoutId="inv_2041" />, { adapter, messages: de });
    await expect.poll(() => document.querySelector('.df-foot .df-link'), { timeout: 10_000 }).not.toBeNull();
    expect(box('.df-foot span').width).toBeGreaterThan(200);
    expect(box('.df-foot .df-link').right).toBeLessThanOrEqual(box('.df-foot').right - 16);
  });
});

describe('the row of steps', () => {
  it('is as tall before the first answer as after it', async () => {
    const waiting = await show(<OnboardThenPayout payoutId="inv_2041" />, { adapter: createTestAdapter(['hang']) });
    const before = box('.df-steps').height;
    expect(document.querySelector('[data-is="now"]')).toBeNull();
    await waiting.unmount();
    await show(<OnboardThenPayout payoutId="inv_2041" />, {
      adapter: createTestAdapter([testSessions.transferring()]),
    });
    await expect.poll(panel).toBe('transferring');
    expect(box('.df-steps').height).toBe(before);
  });
});
