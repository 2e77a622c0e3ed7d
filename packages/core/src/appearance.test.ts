import { describe, expect, it } from 'vitest';
import { APPEARANCE_VARIABLES, appearanceToStyles, applyAppearance } from './appearance.ts';

describe('appearanceToStyles', () => {
  it('knows the 19 documented variables', () => {
    expect(APPEARANCE_VARIABLES).toHaveLength(19);
  });

  it('writes theme and variables as Dots reads them', () => {
    expect(appearanceToStyles({ theme: 'dark', variables: { primaryColor: '#3ddc97', borderRadius: '10px' } })).toBe(
      '{"theme":"dark","variables":{"primaryColor":"#3ddc97","borderRadius":"10px"}}',
    );
  });

  it('drops empty values and names that Dots does not have', () => {
    const variables = { primaryColor: '  ', borderRadius: ' 8px ', fontFamily: 'serif' };
    expect(appearanceToStyles({ variables })).toBe('{"variables":{"borderRadius":"8px"}}');
  });

  it('says nothing when there is nothing to say', () => {
    expect(appearanceToStyles(undefined)).toBeNull();
    expect(appearanceToStyles({})).toBeNull();
    expect(appearanceToStyles({ variables: { primaryColor: '' } })).toBeNull();
  });
});

describe('applyAppearance', () => {
  it('survives the way through a URL', () => {
    const link = applyAppearance('https://my.dots.dev/flow/1', { variables: { primaryColor: 'rgb(1 2 3 / 50%)' } });
    expect(link).not.toContain('+');
    expect(new URL(link).searchParams.get('styles')).toBe('{"variables":{"primaryColor":"rgb(1 2 3 / 50%)"}}');
  });

  it('keeps what the link carries, and replaces earlier styles', () => {
    const link = applyAppearance('https://my.dots.dev/flow/1?token=a%2Bb&styles=old#x', { theme: 'dark' });
    expect(new URL(link).searchParams.get('token')).toBe('a+b');
    expect(new URL(link).searchParams.getAll('styles')).toEqual(['{"theme":"dark"}']);
    expect(new URL(link).hash).toBe('#x');
  });

  it('leaves the link alone without an appearance', () => {
    expect(applyAppearance('https://my.dots.dev/flow/1', null)).toBe('https://my.dots.dev/flow/1');
  });
});
