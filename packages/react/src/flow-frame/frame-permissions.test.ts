import { describe, expect, it } from 'vitest';
import { SANDBOX_PRESET, frameAllow } from './frame-permissions.ts';

const origin = 'https://my.dots.dev';

describe('frameAllow', () => {
  it('gives the camera to an identity check, to its origin alone', () => {
    expect(frameAllow(origin, ['compliance', 'id-verification'])).toBe(
      'clipboard-write; camera https://my.dots.dev; microphone https://my.dots.dev',
    );
  });

  it.each([[[]], [['compliance', 'payout']], [['id-verification-2']]])('gives %j the clipboard only', (steps) => {
    expect(frameAllow(origin, steps)).toBe('clipboard-write');
  });
});

describe('SANDBOX_PRESET', () => {
  it('never lets the page navigate the host away', () => {
    expect(SANDBOX_PRESET).not.toContain('top-navigation');
    expect(SANDBOX_PRESET.split(' ').sort()).toEqual([
      'allow-forms',
      'allow-popups',
      'allow-popups-to-escape-sandbox',
      'allow-same-origin',
      'allow-scripts',
    ]);
  });
});
