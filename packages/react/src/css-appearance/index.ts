export { appearanceFromCss } from './appearance-from-css.ts';
export { useCssAppearance } from './useCssAppearance.ts';
