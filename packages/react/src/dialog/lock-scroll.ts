let locks = 0;
let unlock = (): void => {};

/**
 * Keeps the page behind dialogs where it is, until the last of them is gone, in whichever order they go.
 *
 * @returns A function that gives the page back.
 */
export function lockScroll(): () => void {
  if (locks === 0) unlock = lock();
  locks += 1;
  return () => {
    locks -= 1;
    if (locks === 0) unlock();
  };
}

/**
 * Keeps the page where it is. By the object model, so that a strict policy allows it. What the scroll bar leaves free is
 * kept free, so that nothing moves: on the side where the browser had it, which on pages from right to left may be
 * either, and only where the page does not keep a gutter for it anyway.
 */
function lock(): () => void {
  const { documentElement: root } = document;
  const { overflow, paddingLeft, paddingRight } = root.style;
  const before = root.getBoundingClientRect();
  root.style.overflow = 'hidden';
  const after = root.getBoundingClientRect();
  const padding = getComputedStyle(root);
  const sides = { paddingLeft: before.left - after.left, paddingRight: after.right - before.right };
  for (const side of ['paddingLeft', 'paddingRight'] as const)
    if (sides[side] > 0) root.style[side] = `${Number.parseFloat(padding[side]) + sides[side]}px`;
  return () => {
    Object.assign(root.style, { overflow, paddingLeft, paddingRight });
  };
}
