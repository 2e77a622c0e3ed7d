import { describe, expect, it } from 'vitest';
import { DotsRefusal } from './dots-refusal.ts';
import { createDotsWorld } from './world.ts';

function create(body: Record<string, unknown>, settings = {}) {
  const world = createDotsWorld({ settings, seed: 1 });
  return world.wire.flow(world.flows.createFromBody(body));
}

function whyRefused(body: Record<string, unknown>, settings = {}): string {
  try {
    create(body, settings);
  } catch (error) {
    if (error instanceof DotsRefusal && error.status === 400) return error.message;
    throw error;
  }
  return 'not refused';
}

describe('POST /v2/flows', () => {
  it('flattens steps with options to their names', () => {
    expect(create({ steps: ['compliance', { name: 'payout', auto_payout_enabled: false }] }).steps).toEqual([
      'compliance',
      'payout',
    ]);
  });

  it('tells the same fields as the samples, in Dots spelling', () => {
    expect(create({ steps: ['payout'], metadata: { seller: 's-204' } })).toEqual({
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      created: expect.stringMatching(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{6}$/),
      user_id: null,
      steps: ['payout'],
      completed_steps: [],
      link: expect.stringMatching(/^http:\/\/127\.0\.0\.1:4002\/flow\/[0-9a-f-]{36}$/),
      metadata: { seller: 's-204' },
      payout_link_id: null,
    });
  });

  it.each([['text'], [{ nested: { list: [1, null] } }], [null], [undefined]])('echoes the metadata %j', (metadata) => {
    expect(create({ steps: ['payout'], metadata }).metadata).toEqual(metadata ?? null);
  });

  it.each([
    [{}, 'steps is required'],
    [{ steps: [] }, 'at least one'],
    [{ steps: 'payout' }, 'a list'],
    [{ steps: ['payout', { name: 'payout' }] }, 'payout is there twice'],
    [{ steps: ['pay-out'] }, 'steps[0] is none of'],
    [{ steps: ['payout', 7] }, 'steps[1]'],
    [{ steps: [{ name: '' }] }, 'steps[0]'],
    [{ steps: ['onboard'] }, 'by itself'],
    [{ steps: ['authorization'] }, 'by itself'],
    [{ steps: ['redirect'] }, 'redirect_url is required'],
    [{ steps: [{ name: 'redirect', redirect_url: '/done' }] }, 'absolute'],
    [{ steps: [{ name: 'redirect', redirect_url: 'javascript:alert(1)' }] }, 'http or https'],
    [{ steps: [{ name: 'redirect', redirect_url: 'https://user:pw@shop.example' }] }, 'credentials'],
    [{ steps: [{ name: 'redirect', redirect_url: 'http://localhost:3000/x' }] }, '127.0.0.1'],
    [{ steps: [{ name: 'redirect', redirect_url: 'https://a.technology/x' }] }, 'at most 6'],
    [{ steps: ['pdf-form-fill'] }, 'template_id'],
    [{ steps: [{ name: 'payout', hide_continue_button: 'yes' }] }, 'hide_continue_button'],
    [{ steps: [{ name: 'payout', payout_fee_party: 'nobody' }] }, 'payout_fee_party'],
    [{ steps: ['payout'], user_id: 'ana' }, 'user_id'],
    [{ steps: ['payout'], require_auth: 1 }, 'require_auth'],
    [{ steps: ['payout'], metadata: 5 }, 'metadata'],
    [{ steps: ['payout'], metadata: [1] }, 'metadata'],
  ])('refuses %j and says: %s', (body, words) => {
    expect(whyRefused(body)).toContain(words);
  });

  it.each(['http://127.0.0.1:3000/x', 'https://shop.test/done?x=1'])('takes the redirect %s', (redirect_url) => {
    expect(create({ steps: [{ name: 'redirect', redirect_url }] }).steps).toEqual(['redirect']);
  });

  it('takes any host and any step where it is set so', () => {
    const settings = { redirectUrlRule: 'any', unknownSteps: 'accept' };
    expect(
      create({ steps: [{ name: 'redirect', redirect_url: 'http://localhost:3000/x' }, 'brand-new'] }, settings).steps,
    ).toEqual(['redirect', 'brand-new']);
  });

  it('refuses an unknown user with 404', () => {
    const world = createDotsWorld();
    expect(() =>
      world.flows.createFromBody({ steps: ['payout'], user_id: '7b1f6a52-93c4-4e0d-8a37-2f5c0d9e4b61' }),
    ).toThrow('User not found.');
  });
});
