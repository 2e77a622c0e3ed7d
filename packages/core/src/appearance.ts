/**
 * The 19 variables that a Flow page takes (documented: docs.dots.dev, flow styles): 18 colours and one length.
 *
 * @public
 */
export const APPEARANCE_VARIABLES = [
  'backgroundColor',
  'primaryTextColor',
  'secondaryTextColor',
  'tertiaryTextColor',
  'primaryColor',
  'tabBackgroundColor',
  'tabHoverBackgroundColor',
  'tabBorderColor',
  'tabHoverBorderColor',
  'buttonBackgroundColor',
  'buttonTextColor',
  'buttonHoverBackgroundColor',
  'buttonHoverTextColor',
  'buttonDisabledBackgroundColor',
  'buttonDisabledTextColor',
  'inputBackgroundColor',
  'inputBorderColor',
  'inputPlaceholderColor',
  'borderRadius',
] as const;

/** One of the 19 variables. @public */
export type AppearanceVariable = (typeof APPEARANCE_VARIABLES)[number];

/**
 * How a Flow page looks. Dots' samples use hex colours; whether other CSS colours work is unknown.
 *
 * @public
 */
export interface Appearance {
  /** Parts without a variable of their own follow it. Dots' default is `light`. */
  readonly theme?: 'light' | 'dark' | undefined;
  readonly variables?: { readonly [Name in AppearanceVariable]?: string | undefined } | undefined;
}

/**
 * The value of the `styles` query parameter for an appearance, or `null` when there is nothing to say. Empty values and
 * unknown names are dropped.
 *
 * @public
 */
export function appearanceToStyles(appearance: Appearance | null | undefined): string | null {
  const variables: Record<string, string> = {};
  for (const name of APPEARANCE_VARIABLES) {
    const value = appearance?.variables?.[name]?.trim();
    if (value) variables[name] = value;
  }
  // What is `undefined` is not written.
  const styles = JSON.stringify({
    theme: appearance?.theme,
    variables: Object.keys(variables).length > 0 ? variables : undefined,
  });
  return styles === '{}' ? null : styles;
}

/**
 * Puts an appearance on a Flow link as Dots reads it: `?styles=` with JSON (documented). What the link already carries
 * stays; spaces are written as `%20`, since not every reader turns `+` back.
 *
 * @param link - A link that passed `parseFlowLink`.
 * @example
 * ```ts
 * import { applyAppearance } from '@dots-flows/core';
 * applyAppearance('https://my.dots.dev/flow/7b1f6a52', { theme: 'dark' });
 * ```
 * @public
 */
export function applyAppearance(link: string, appearance: Appearance | null | undefined): string {
  const styles = appearanceToStyles(appearance);
  if (styles === null) return link;
  const url = new URL(link);
  url.searchParams.delete('styles');
  url.search += `${url.search ? '&' : '?'}styles=${encodeURIComponent(styles)}`;
  return url.href;
}
