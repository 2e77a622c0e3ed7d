import { afterEach, expect, it, vi } from 'vitest';
import { lockScroll } from './lock-scroll.ts';

const root = document.documentElement;

/** A page of 1280 px whose scroll bar takes its place at the sides, until nothing can be scrolled. */
function withScrollBar(leftPx: number, rightPx: number): void {
  vi.spyOn(root, 'getBoundingClientRect').mockImplementation(() => {
    const isLocked = root.style.overflow === 'hidden';
    return new DOMRect(isLocked ? 0 : leftPx, 0, isLocked ? 1280 : 1280 - leftPx - rightPx, 3000);
  });
}

afterEach(() => {
  vi.restoreAllMocks();
  root.removeAttribute('style');
});

it.each([
  ['right', 0, 15, '0px', '35px'],
  ['left', 15, 0, '15px', '20px'],
])('keeps the place of a scroll bar at the %s free, and gives it back', (_side, leftPx, rightPx, left, right) => {
  root.style.paddingRight = '20px';
  withScrollBar(leftPx, rightPx);
  const unlock = lockScroll();
  const { overflow, paddingLeft, paddingRight } = getComputedStyle(root);
  expect({ overflow, paddingLeft: paddingLeft || '0px', paddingRight }).toEqual({
    overflow: 'hidden',
    paddingLeft: left,
    paddingRight: right,
  });
  unlock();
  expect(root.style.cssText).toBe('padding-right: 20px;');
});

it('adds nothing where the page keeps a gutter anyway, or has no scroll bar', () => {
  vi.spyOn(root, 'getBoundingClientRect').mockReturnValue(new DOMRect(0, 0, 1265, 3000));
  const unlock = lockScroll();
  expect(root.style.cssText).toBe('overflow: hidden;');
  unlock();
  expect(root.style.cssText).toBe('');
});
