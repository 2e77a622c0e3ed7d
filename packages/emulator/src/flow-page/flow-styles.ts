/**
 * The `styles` query parameter of a Flow page (documented: docs.dots.dev, flow styles): JSON of
 * `{ theme, variables }`, 18 colours and one length. What happens to a malformed one is unknown; here it is ignored
 * with a warning in the console.
 */
const VARIABLES = {
  backgroundColor: '--fp-background',
  primaryTextColor: '--fp-text',
  secondaryTextColor: '--fp-text-secondary',
  tertiaryTextColor: '--fp-text-tertiary',
  primaryColor: '--fp-primary',
  tabBackgroundColor: '--fp-tab-background',
  tabHoverBackgroundColor: '--fp-tab-hover-background',
  tabBorderColor: '--fp-tab-border',
  tabHoverBorderColor: '--fp-tab-hover-border',
  buttonBackgroundColor: '--fp-button-background',
  buttonTextColor: '--fp-button-text',
  buttonHoverBackgroundColor: '--fp-button-hover-background',
  buttonHoverTextColor: '--fp-button-hover-text',
  buttonDisabledBackgroundColor: '--fp-button-disabled-background',
  buttonDisabledTextColor: '--fp-button-disabled-text',
  inputBackgroundColor: '--fp-input-background',
  inputBorderColor: '--fp-input-border',
  inputPlaceholderColor: '--fp-input-placeholder',
  borderRadius: '--fp-radius',
} as const;

export type FlowStyleVariable = keyof typeof VARIABLES;

/** A read `styles` parameter: the theme, and CSS custom properties by name. */
export interface FlowStyles {
  readonly theme: 'light' | 'dark';
  readonly properties: Readonly<Record<string, string>>;
}

/** Dots' look when no `styles` are given: the light theme (documented). */
export const DEFAULT_FLOW_STYLES: FlowStyles = { theme: 'light', properties: {} };

/** Reads the text of the `styles` parameter. Never throws; `warn` hears of each part that was left out. */
export function parseFlowStyles(text: string | null, warn: (message: string) => void): FlowStyles {
  if (text === null || text === '') return DEFAULT_FLOW_STYLES;
  const styles = readObject(text);
  if (!styles) {
    warn('The styles parameter is ignored: it is not the JSON of an object.');
    return DEFAULT_FLOW_STYLES;
  }
  let theme: FlowStyles['theme'] = 'light';
  if (styles['theme'] === 'dark') theme = 'dark';
  else if (styles['theme'] !== undefined && styles['theme'] !== 'light') {
    warn('styles.theme is ignored: it is neither "light" nor "dark".');
  }
  const properties: Record<string, string> = {};
  for (const [name, value] of Object.entries(readVariables(styles['variables'], warn))) {
    if (!Object.hasOwn(VARIABLES, name)) {
      warn(`styles.variables.${name} is ignored: it is not one of the 19 variables.`);
    } else if (typeof value !== 'string' || !isCssValue(name, value.trim())) {
      warn(
        `styles.variables.${name} is ignored: it is not a ${name === 'borderRadius' ? 'CSS length' : 'CSS colour'}.`,
      );
    } else {
      properties[VARIABLES[name as FlowStyleVariable]] = value.trim();
    }
  }
  return { theme, properties };
}

/** Puts read styles on an element through the CSSOM, which a content security policy without inline styles allows. */
export function applyFlowStyles(element: HTMLElement, styles: FlowStyles): void {
  element.dataset['theme'] = styles.theme;
  for (const property of Object.values(VARIABLES)) element.style.removeProperty(property);
  for (const [property, value] of Object.entries(styles.properties)) element.style.setProperty(property, value);
}

function readObject(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null;
  } catch {
    return null;
  }
}

function readVariables(value: unknown, warn: (message: string) => void): Record<string, unknown> {
  if (value === undefined) return {};
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
  warn('styles.variables is ignored: it is not an object.');
  return {};
}

const COLOR =
  /^(?:#(?:[\da-f]{3,4}|[\da-f]{6}|[\da-f]{8})|[a-z]{3,30}|(?:rgb|hsl|hwb|lab|lch|oklab|oklch|color)a?\([\w\s.,%/+-]{1,80}\))$/i;
const LENGTH = /^(?:0|(?:\d{1,4}(?:\.\d{1,4})?|\.\d{1,4})(?:px|rem|em|%))$/i;

/** A check by form, no browser needed: it also keeps `url()`, `var()` and everything else that loads or nests out. */
function isCssValue(name: string, value: string): boolean {
  return name === 'borderRadius' ? LENGTH.test(value) : COLOR.test(value);
}
