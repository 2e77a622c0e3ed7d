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
 * Keeps the page where it is. By the object model, so that a strict policy allows it; the width of the
 * scroll bar is kept free, so that nothing moves.
 */
function lock(): () => void {
  const { documentElement: root } = document;
  const { overflow, paddingInlineEnd } = root.style;
  const barPx = window.innerWidth - root.clientWidth;
  root.style.overflow = 'hidden';
  if (barPx > 0)
    root.style.paddingInlineEnd = `${Number.parseFloat(getComputedStyle(root).paddingInlineEnd) + barPx}px`;
  return () => {
    root.style.overflow = overflow;
    root.style.paddingInlineEnd = paddingInlineEnd;
  };
}
