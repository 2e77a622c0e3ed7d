import { afterEach, describe, expect, it } from 'vitest';
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
        inputBorderColor: '#e3e7ec',
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
});
