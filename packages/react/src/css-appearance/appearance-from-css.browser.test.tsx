import { afterEach, describe, expect, it } from 'vitest';
import { renderHook } from 'vitest-browser-react';
import { flowOf, frame, painted, show, state } from '../../test/frame-kit.tsx';
import { DotsFlowFrame } from '../flow-frame/DotsFlowFrame.tsx';
import '../styles.css';
import { appearanceFromCss } from './appearance-from-css.ts';
import { useCssAppearance } from './useCssAppearance.ts';

const root = document.documentElement;
afterEach(() => {
  delete root.dataset['theme'];
  root.style.cssText = '';
});

describe('appearanceFromCss', () => {
  it('hands on the light tokens as hex, each under the name that Dots gives it', () => {
    root.dataset['theme'] = 'light';
    expect(appearanceFromCss()).toEqual({
      theme: 'light',
      variables: {
        backgroundColor: '#ffffff',
        primaryTextColor: '#12161c',
        secondaryTextColor: '#566070',
        tertiaryTextColor: '#667085',
        primaryColor: '#2f5bea',
        tabBackgroundColor: '#ffffff',
        tabHoverBackgroundColor: '#f6f7f9',
        tabBorderColor: '#e3e7ec',
        tabHoverBorderColor: '#2f5bea',
        buttonBackgroundColor: '#2f5bea',
        buttonTextColor: '#ffffff',
        buttonHoverBackgroundColor: '#2f5bea',
        buttonHoverTextColor: '#ffffff',
        buttonDisabledBackgroundColor: '#e3e7ec',
        buttonDisabledTextColor: '#667085',
        inputBackgroundColor: '#ffffff',
        inputBorderColor: '#667085',
        inputPlaceholderColor: '#667085',
        borderRadius: '9px',
      },
    });
  });

  it('follows the theme', () => {
    root.dataset['theme'] = 'dark';
    expect(appearanceFromCss()).toMatchObject({ theme: 'dark', variables: { backgroundColor: '#151a21' } });
  });

  it.each([
    ['tomato', '#ff6347'],
    ['hsl(120 100% 25%)', '#008000'],
    ['oklch(62.8% 0.25768 29.234)', '#ff0000'],
    ['color(display-p3 0 1 0)', '#00ff00'],
    ['color-mix(in srgb, black, white)', '#808080'],
  ])('reads %s of the host', (color, hex) => {
    root.style.setProperty('--df-accent', color);
    expect(appearanceFromCss().variables?.primaryColor).toBe(hex);
  });

  it('reads the colours that a component in that place shows', async () => {
    const box = document.createElement('div');
    box.dataset['theme'] = 'dark';
    box.style.setProperty('--df-accent', 'light-dark(#111111, #eeeeee)');
    box.innerHTML = '<div class="df-card"><p style="color: var(--dfi-accent)"></p></div>';
    document.body.append(box);
    const { variables } = appearanceFromCss(box);
    const shown = box.querySelector('p');
    expect(shown && getComputedStyle(shown).color).toBe('rgb(238, 238, 238)');
    expect(variables).toMatchObject({ primaryColor: '#eeeeee', backgroundColor: '#151a21' });
    box.remove();
  });

  it('is not held back by a transition of the host', () => {
    const style = document.createElement('style');
    style.textContent = '* { transition: all 10s !important }';
    document.head.append(style);
    root.dataset['theme'] = 'light';
    expect(appearanceFromCss().variables).toMatchObject({ primaryTextColor: '#12161c', buttonTextColor: '#ffffff' });
    style.remove();
  });

  it('draws the line around a field so that it can be seen', () => {
    const luminance = (hex: string): number => {
      const [red = 0, green = 0, blue = 0] = [1, 3, 5]
        .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
        .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    };
    for (const theme of ['light', 'dark']) {
      root.dataset['theme'] = theme;
      const { inputBorderColor = '', inputBackgroundColor = '' } = appearanceFromCss().variables ?? {};
      const [dark = 0, light = 0] = [inputBorderColor, inputBackgroundColor].map(luminance).toSorted((a, b) => a - b);
      expect((light + 0.05) / (dark + 0.05)).toBeGreaterThanOrEqual(3);
    }
  });

  it('reads the place it is asked for', () => {
    const box = document.createElement('div');
    box.style.setProperty('--df-accent', '#123456');
    document.body.append(box);
    expect(appearanceFromCss(box).variables?.primaryColor).toBe('#123456');
    expect(box.childNodes).toHaveLength(0);
    box.remove();
  });
});

describe('useCssAppearance', () => {
  function Themed(): React.ReactElement {
    return <DotsFlowFrame flow={flow} appearance={useCssAppearance()} />;
  }
  const flow = flowOf('?height=500');
  const theme = (): string => {
    const styles = new URL(frame().src).searchParams.get('styles') ?? '{}';
    return (JSON.parse(styles) as { theme: string }).theme;
  };

  it('gives a frame the look of the page, from the first node on, and keeps it up to date', async () => {
    root.dataset['theme'] = 'light';
    await show(<Themed />);
    const first = frame();
    await expect.poll(() => state()).toBe('ready');
    expect(frame()).toBe(first);
    expect(theme()).toBe('light');
    root.dataset['theme'] = 'dark';
    await painted();
    expect(theme()).toBe('dark');
  });

  it('reads an element that comes later, and another one in its place', async () => {
    const boxes = ['#123456', '#654321'].map((accent) => {
      const box = document.createElement('div');
      box.style.setProperty('--df-accent', accent);
      document.body.append(box);
      return box;
    });
    const { result, rerender } = await renderHook((element?: Element | null) => useCssAppearance(element), {
      initialProps: null as Element | null,
    });
    expect(result.current?.variables?.primaryColor).not.toBe('#123456');
    for (const [index, accent] of ['#123456', '#654321'].entries()) {
      await rerender(boxes[index]);
      expect(result.current?.variables?.primaryColor).toBe(accent);
    }
    for (const box of boxes) box.remove();
  });
});
