import { describe, expect, it } from 'vitest';
import { parseFlowStyles } from './flow-styles.ts';

function read(text: string | null) {
  const warnings: string[] = [];
  return { styles: parseFlowStyles(text, (message) => warnings.push(message)), warnings };
}

const NAMES = [
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
];

describe('parseFlowStyles', () => {
  it('takes the light theme without a warning when there are no styles', () => {
    expect(read(null)).toEqual({ styles: { theme: 'light', properties: {} }, warnings: [] });
    expect(read('')).toEqual({ styles: { theme: 'light', properties: {} }, warnings: [] });
  });

  it('takes all 19 documented variables, each to a property of its own', () => {
    const variables = Object.fromEntries(NAMES.map((name) => [name, name === 'borderRadius' ? '8px' : '#123456']));
    const { styles, warnings } = read(JSON.stringify({ theme: 'dark', variables }));
    expect(warnings).toEqual([]);
    expect(styles.theme).toBe('dark');
    expect(Object.keys(styles.properties)).toHaveLength(19);
    expect(styles.properties['--fp-radius']).toBe('8px');
    expect(styles.properties['--fp-background']).toBe('#123456');
  });

  it.each(['{', 'null', '[]', '"dark"', '7', 'undefined'])('ignores %s whole, with a warning', (text) => {
    const { styles, warnings } = read(text);
    expect(styles).toEqual({ theme: 'light', properties: {} });
    expect(warnings).toHaveLength(1);
  });

  it('leaves out what it does not know, and keeps the rest', () => {
    const { styles, warnings } = read(
      JSON.stringify({
        theme: 'sepia',
        variables: { primaryInputColor: '#fff', __proto__x: '#fff', primaryColor: '#3ddc97' },
      }),
    );
    expect(styles).toEqual({ theme: 'light', properties: { '--fp-primary': '#3ddc97' } });
    expect(warnings).toHaveLength(3);
  });

  it.each([
    '#fff',
    '#ffff',
    '#A1B2C3',
    '#a1b2c3d4',
    'rebeccapurple',
    'rgb(1, 2, 3)',
    'hsl(120deg 50% 50% / 0.5)',
    'oklch(0.7 0.1 200)',
  ])('takes the colour %s', (color) => {
    expect(read(JSON.stringify({ variables: { primaryColor: color } })).styles.properties).toEqual({
      '--fp-primary': color,
    });
  });

  it.each([
    '',
    '#12',
    'url(https://evil.example/x.png)',
    'var(--x)',
    'red; background: url(x)',
    'rgb(1,2,3) url(x)',
    'image-set(a)',
    '#fff}',
    7,
    null,
    {},
  ])('refuses the colour %j', (color) => {
    const { styles, warnings } = read(JSON.stringify({ variables: { backgroundColor: color } }));
    expect(styles.properties).toEqual({});
    expect(warnings).toHaveLength(1);
  });

  it.each(['0', '8px', '0.5rem', '1.25em', '50%'])('takes the radius %s', (radius) => {
    expect(read(JSON.stringify({ variables: { borderRadius: radius } })).styles.properties).toEqual({
      '--fp-radius': radius,
    });
  });

  it.each(['8', 'calc(1px + 1px)', '-4px', '8px 8px', '#fff', 'px'])('refuses the radius %s', (radius) => {
    expect(read(JSON.stringify({ variables: { borderRadius: radius } })).styles.properties).toEqual({});
  });
});
