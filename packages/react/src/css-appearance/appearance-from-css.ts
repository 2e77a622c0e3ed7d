import type { Appearance, AppearanceVariable } from '@dots-flows/core';

/** Which of our CSS variables feeds which variable of a Flow page. */
const SOURCES: Readonly<Record<Exclude<AppearanceVariable, 'borderRadius'>, string>> = {
  backgroundColor: '--df-surface',
  primaryTextColor: '--df-ink',
  secondaryTextColor: '--df-ink-2',
  tertiaryTextColor: '--df-ink-3',
  primaryColor: '--df-accent',
  tabBackgroundColor: '--df-surface',
  tabHoverBackgroundColor: '--df-surface-2',
  tabBorderColor: '--df-line',
  tabHoverBorderColor: '--df-accent',
  buttonBackgroundColor: '--df-accent',
  buttonTextColor: '--df-accent-ink',
  buttonHoverBackgroundColor: '--df-accent',
  buttonHoverTextColor: '--df-accent-ink',
  buttonDisabledBackgroundColor: '--df-line',
  buttonDisabledTextColor: '--df-ink-3',
  inputBackgroundColor: '--df-surface',
  // The line around a field is what shows that it is one, so it stands out as text does (WCAG 1.4.11).
  inputBorderColor: '--df-ink-3',
  inputPlaceholderColor: '--df-ink-3',
};

type Rgb = readonly [red: number, green: number, blue: number];

/** Any colour a browser computes, as bytes of sRGB; one pixel knows every colour space. */
function toRgb(color: string): Rgb | null {
  const plain = /^rgb\((\d+), (\d+), (\d+)\)$/.exec(color);
  if (plain) return [Number(plain[1]), Number(plain[2]), Number(plain[3])];
  const context = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  if (!context) return null;
  context.fillStyle = color;
  context.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0] = context.getImageData(0, 0, 1, 1).data;
  return [red, green, blue];
}

const toHex = (rgb: Rgb): string => `#${rgb.map((byte) => byte.toString(16).padStart(2, '0')).join('')}`;

/** Perceived brightness, 0 to 255 (ITU-R BT.601). */
const brightness = ([red, green, blue]: Rgb): number => 0.299 * red + 0.587 * green + 0.114 * blue;

/**
 * Reads the look of a place in your page from its `--df-*` CSS variables, for `appearance`: then the page inside the
 * frame follows the page outside. Colours of every notation become hex, which is what Dots' samples use (documented).
 * Variables that are not set are left out; without `styles.css` and without variables of yours, the result is empty.
 *
 * @param element - Where to read. Default: the document's body. Needs a browser; on a server use a fixed appearance.
 * @example
 * ```ts
 * import { appearanceFromCss } from '@dots-flows/react/appearance';
 * const appearance = appearanceFromCss(document.querySelector('#payout') ?? undefined);
 * ```
 * @public
 */
export function appearanceFromCss(element: Element = document.body): Appearance {
  // A node of ours, so that light-dark() answers for the colour scheme that the components have in this place.
  const probe = document.createElement('span');
  probe.className = 'df-frame';
  // Not drawn, so that no transition of the host's holds a colour back either.
  probe.style.display = 'none';
  element.append(probe);
  try {
    const style = getComputedStyle(probe);
    const variables: { [Name in AppearanceVariable]?: string } = {};
    let theme: Appearance['theme'];
    for (const [name, ours] of Object.entries(SOURCES) as [keyof typeof SOURCES, string][]) {
      // With our style sheet, what the component makes of it; without, what the host has set.
      const sources = [ours.replace('--df-', '--dfi-'), ours];
      const source = sources.find((variable) => style.getPropertyValue(variable).trim() !== '');
      if (source === undefined) continue;
      probe.style.color = `var(${source})`;
      const rgb = toRgb(style.color);
      if (!rgb) continue;
      variables[name] = toHex(rgb);
      if (name === 'backgroundColor') theme = brightness(rgb) < 128 ? 'dark' : 'light';
    }
    const radius = style.getPropertyValue('--df-radius-s').trim();
    if (radius !== '') variables.borderRadius = radius;
    return { ...(theme ? { theme } : {}), ...(Object.keys(variables).length > 0 ? { variables } : {}) };
  } finally {
    probe.remove();
  }
}
