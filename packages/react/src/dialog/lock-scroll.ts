/**
 * Keeps the page behind a dialog where it is. By the object model, so that a strict policy allows it; the width of the
 * scroll bar is kept free, so that nothing moves.
 *
 * @returns A function that gives the page back.
 */
export function lockScroll(): () => void {
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
