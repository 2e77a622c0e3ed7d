import { describe, expect, it } from 'vitest';
import { chaseAccount, signUp, usForm, visitPage } from '../../../test-support/page-visit.ts';
import type { FlowAction, FlowView } from '../../flow-page/flow-page-backend.ts';
import type { SeedUser } from '../seed-user.ts';
import { createDotsWorld } from '../world.ts';
import { inPageBackend } from './in-page-backend.ts';

const ana: SeedUser = {
  phone: '+1 415 555 0134',
  firstName: 'Ana',
  lastName: 'Sousa',
  compliance: 'w9',
  payoutMethods: [{ rail: 'paypal', email: 'ana@example.com' }],
  walletCents: 5000,
};

function start(steps: readonly unknown[], options: { user?: Partial<SeedUser>; body?: Record<string, unknown> } = {}) {
  const world = createDotsWorld({
    seed: 1,
    clock: { now: '2026-08-03T09:00:00Z', paused: true },
    users: options.user === undefined ? [] : [{ ...ana, ...options.user }],
  });
  const user = world.users.list()[0];
  const events: string[] = [];
  const flow = world.flows.createFromBody({
    steps,
    ...(user === undefined ? {} : { user_id: user.id }),
    ...options.body,
  });
  world.onEvent(({ name }) => events.push(name));
  const backend = inPageBackend(world);
  return { world, user, flow, events, backend, visit: visitPage(backend, flow.id) };
}

const minutes = (count: number) => count * 60_000;

describe('signing in', () => {
  it('makes a person of phone, code and profile, and only then gives the Flow its user', async () => {
    const { world, flow, events, visit } = start(['compliance']);
    await visit.open();
    expect(visit.screen()).toBe('phone');
    await visit.act({ type: 'send-code', countryCode: '1', phoneNumber: '415 555 0134', channel: 'sms' });
    expect(visit.screen()).toBe('code');
    await visit.act({ type: 'verify-code', code: '000000' });
    expect(visit.screen()).toBe('profile');
    expect([flow.userId, world.users.list()]).toEqual([null, []]);
    const answer = await visit.act({
      type: 'save-profile',
      firstName: 'Ana',
      lastName: 'Sousa',
      email: 'ana@example.com',
    });
    expect(answer).toMatchObject({
      ok: true,
      completed: { step: 'onboard', status: 'completed' },
      view: { screen: { name: 'compliance' }, steps: ['onboard', 'compliance'], completedSteps: ['onboard'] },
    });
    expect(flow.userId).toBe(world.users.list()[0]?.id);
    expect(events).toEqual(['flow.updated']);
  });

  it('knows a person by the phone and asks for no profile', async () => {
    const { world, visit } = start(['compliance'], { user: {}, body: { user_id: null } });
    await signUp(visit, '(415) 555-0134');
    expect(visit.screen()).toBe('compliance');
    expect(world.users.list()).toHaveLength(1);
  });

  it('opens a Flow with a user signed in for fifteen minutes from its creation', async () => {
    const { world, backend, flow } = start(['payout'], { user: {} });
    await world.clock.advance(minutes(15) - 1);
    const early = visitPage(backend, flow.id);
    await early.open();
    expect(early.screen()).toBe('payout');
    await world.clock.advance(1);
    const late = visitPage(backend, flow.id);
    await late.open();
    expect(late.screen()).toBe('phone');
    await signUp(late);
    expect(late.screen()).toBe('payout');
  });

  it.each([
    ['require_auth asks for the phone', { body: { require_auth: true }, user: {} }],
    ['the phone was never proved', { user: { status: 'unverified' as const } }],
  ])('asks for a code although the Flow has a user when %s', async (_why, options) => {
    const { world, user, visit } = start(['payout'], options);
    await visit.open();
    expect(visit.screen()).toBe('phone');
    await signUp(visit);
    expect(visit.screen()).toBe('payout');
    expect(world.users.require(user?.id ?? '').status).toBe('verified');
  });

  it('lets nobody else in than the user of the Flow', async () => {
    const { visit } = start(['payout'], { user: {}, body: { require_auth: true } });
    await visit.open();
    const answer = await visit.act({
      type: 'send-code',
      countryCode: '1',
      phoneNumber: '415 555 0199',
      channel: 'sms',
    });
    expect(answer).toMatchObject({
      ok: false,
      problem: { code: 'invalid-input', fields: { phoneNumber: expect.any(String) } },
    });
  });

  it('lets only one of two people claim a Flow', async () => {
    const { backend, flow, visit } = start(['compliance']);
    const other = visitPage(backend, flow.id);
    await other.act({ type: 'send-code', countryCode: '1', phoneNumber: '415 555 0199', channel: 'sms' });
    await other.act({ type: 'verify-code', code: '000000' });
    await signUp(visit);
    const answer = await other.act({
      type: 'save-profile',
      firstName: 'Eve',
      lastName: 'Late',
      email: 'eve@example.com',
    });
    expect(answer).toMatchObject({ ok: false, problem: { code: 'wrong-step' } });
  });

  it('refuses wrong codes, and after five of them the right one too, until a new one is sent', async () => {
    const { visit } = start(['compliance']);
    const send: FlowAction = { type: 'send-code', countryCode: '1', phoneNumber: '415 555 0134', channel: 'call' };
    await visit.act(send);
    for (let turn = 0; turn < 5; turn += 1) {
      expect(await visit.act({ type: 'verify-code', code: '123456' })).toMatchObject({
        problem: { code: 'wrong-code' },
      });
    }
    expect(await visit.act({ type: 'verify-code', code: '000000' })).toMatchObject({
      problem: { code: 'too-many-codes' },
    });
    await visit.act(send);
    await visit.act({ type: 'verify-code', code: '000 000' });
    expect(visit.screen()).toBe('profile');
  });

  it('sends ten codes in a quarter of an hour, not more', async () => {
    const { world, backend, flow } = start(['compliance']);
    const send = () =>
      visitPage(backend, flow.id).act({
        type: 'send-code',
        countryCode: '1',
        phoneNumber: '415 555 0134',
        channel: 'sms',
      });
    for (let turn = 0; turn < 10; turn += 1) expect((await send()).ok).toBe(true);
    expect(await send()).toMatchObject({ problem: { code: 'too-many-codes' } });
    await world.clock.advance(minutes(15));
    expect((await send()).ok).toBe(true);
  });

  it('goes back to the phone', async () => {
    const { visit } = start(['compliance']);
    await visit.act({ type: 'send-code', countryCode: '1', phoneNumber: '415 555 0134', channel: 'sms' });
    await visit.act({ type: 'change-phone' });
    expect(visit.screen()).toBe('phone');
  });

  it('keeps a page signed in while it is used, and lets it lapse when it is not', async () => {
    const { world, visit } = start(['compliance', 'manage-payouts']);
    await signUp(visit);
    for (let turn = 0; turn < 4; turn += 1) {
      await world.clock.advance(minutes(14));
      await visit.open();
      expect(visit.screen()).toBe('compliance');
    }
    await world.clock.advance(minutes(15));
    expect(await visit.act({ type: 'submit-compliance', form: usForm })).toMatchObject({
      problem: { code: 'sign-in-needed' },
    });
  });

  it('does not take a token on another Flow', async () => {
    const { world, backend, visit } = start(['compliance']);
    await signUp(visit);
    const token = ((await visit.open()) as { view: FlowView }).view.pageToken;
    const other = world.flows.createFromBody({ steps: ['compliance'] });
    const answer = await backend.open({ flowId: other.id, pageToken: token });
    expect(answer).toMatchObject({ view: { screen: { name: 'phone' }, payee: null } });
  });

  it('shows of a person before sign-in only the end of the phone number', async () => {
    const { visit } = start(['payout'], { user: {}, body: { require_auth: true } });
    const answer = await visit.open();
    expect(answer).toMatchObject({
      view: { payee: null, stepOptions: {}, screen: { name: 'phone', phoneMask: '+1 •••• 34' } },
    });
    expect(JSON.stringify(answer)).not.toMatch(/Ana|Sousa|4155550134/);
  });

  it('tells a signed-in person what is on file and what is not offered', async () => {
    const { user, visit } = start(['payout'], { user: { idVerified: true, backgroundCheck: 'pass' } });
    if (user !== undefined) user.payoutOptionsExclude = ['venmo'];
    expect(await visit.open()).toMatchObject({
      view: {
        payee: { complianceCollected: true, idVerified: true, backgroundCheckPassed: true, excludedRails: ['venmo'] },
      },
    });
    expect(
      await visit.act({ type: 'add-payout-method', method: { rail: 'venmo', phoneNumber: '415 555 0134' } }),
    ).toMatchObject({ ok: false, problem: { fields: { rail: expect.any(String) } } });
  });

  it('says that an unknown Flow does not exist', async () => {
    const { backend } = start(['payout']);
    expect(await backend.open({ flowId: 'nowhere', pageToken: null })).toMatchObject({
      problem: { code: 'flow-not-found' },
    });
  });
});

describe('steps', () => {
  it('run in their order, each told once, and end', async () => {
    const { world, flow, events, visit } = start([
      'compliance',
      'id-verification',
      'background-check',
      'manage-payouts',
      'manage-payments',
      { name: 'pdf-form-fill', template_id: 't' },
      { name: 'redirect', redirect_url: 'https://shop.test' },
    ]);
    await signUp(visit);
    const actions: readonly FlowAction[] = [
      { type: 'submit-compliance', form: usForm },
      { type: 'submit-id', documentType: 'passport', pictures: 2 },
      { type: 'submit-background-check', ssn: '123-45-6789', birthDate: '1990-02-03', consent: true },
      { type: 'add-payout-method', method: chaseAccount },
      { type: 'save-payout-methods' },
      { type: 'link-bank', routingNumber: '021000021', accountNumber: '5551234567', accountType: 'checking' },
      { type: 'submit-pdf', fullName: 'Ana Sousa', signature: 'ana  sousa', agreed: true },
      { type: 'finish-redirect' },
    ];
    const told: unknown[] = [];
    for (const action of actions) {
      const answer = await visit.act(action);
      if (answer.ok && answer.completed !== undefined) told.push(answer.completed.step);
    }
    expect(told).toEqual([
      'compliance',
      'id-verification',
      'background-check',
      'manage-payouts',
      'manage-payments',
      'pdf-form-fill',
      'redirect',
    ]);
    expect(flow.completedSteps).toEqual(told);
    expect(visit.screen()).toBe('end');
    expect(events.filter((name) => name === 'flow.updated')).toHaveLength(8);
    expect(world.users.list()[0]?.compliance).toMatchObject({
      form: 'w9',
      taxIdLast4: '6789',
      idVerified: true,
      backgroundCheck: 'pass',
    });
  });

  it('refuse actions of other steps', async () => {
    const { visit, flow } = start(['compliance', 'payout']);
    await signUp(visit);
    for (const action of [
      { type: 'confirm-payout', amountCents: 1, methodId: 'x' },
      { type: 'finish-redirect' },
      { type: 'save-payout-methods' },
      { type: 'continue' },
    ] as const) {
      expect(await visit.act(action)).toMatchObject({ ok: false, problem: { code: 'wrong-step' } });
    }
    expect(flow.completedSteps).toEqual([]);
  });

  it.each([
    ['compliance', { type: 'submit-compliance', form: { ...usForm, taxId: '000-00-0000' } }, 'taxId'],
    ['id-verification', { type: 'submit-id', documentType: 'passport', pictures: 1 }, 'pictures'],
    [
      'background-check',
      { type: 'submit-background-check', ssn: '123-45-6789', birthDate: '1990-02-03', consent: false },
      'consent',
    ],
    [
      'manage-payments',
      { type: 'link-bank', routingNumber: '021000022', accountNumber: '5551234567', accountType: 'checking' },
      'routingNumber',
    ],
    ['manage-payouts', { type: 'add-payout-method', method: { rail: 'paypal', email: 'ana' } }, 'email'],
  ] as const)('of kind %s name the field that is wrong', async (step, action, field) => {
    const { visit, flow } = start([step]);
    await signUp(visit);
    const answer = await visit.act(action);
    expect(answer).toMatchObject({
      ok: false,
      problem: { code: 'invalid-input', fields: { [field]: expect.any(String) } },
    });
    expect(flow.completedSteps).toEqual([]);
  });

  it('keep no whole tax, bank or card number anywhere in the world', async () => {
    const { world, visit } = start(['compliance', 'background-check', 'manage-payouts', 'manage-payments']);
    await signUp(visit);
    await visit.act({ type: 'submit-compliance', form: usForm });
    await visit.act({ type: 'submit-background-check', ssn: '321-54-9876', birthDate: '1990-02-03', consent: true });
    await visit.act({ type: 'add-payout-method', method: chaseAccount });
    await visit.act({
      type: 'add-payout-method',
      method: { rail: 'visa', cardNumber: '4242 4242 4242 4242', expiry: '08/29' },
    });
    await visit.act({ type: 'save-payout-methods' });
    await visit.act({
      type: 'link-bank',
      routingNumber: '322271627',
      accountNumber: '9998887776',
      accountType: 'savings',
    });
    expect(visit.screen()).toBe('end');
    const everything = JSON.stringify([world.users.list(), world.flows.list(), await visit.open()]);
    for (const secret of [
      '123-45-6789',
      '123456789',
      '321-54-9876',
      '000123456789',
      '4242424242424242',
      '4242 4242',
      '9998887776',
      '1990-02-03',
    ]) {
      expect(everything).not.toContain(secret);
    }
  });

  it('let a returning person go on without typing tax data again', async () => {
    const { visit } = start(['compliance', 'payout'], { user: {} });
    await visit.open();
    expect(visit.screen()).toBe('compliance');
    expect(await visit.act({ type: 'continue' })).toMatchObject({ ok: true, completed: { step: 'compliance' } });
    expect(visit.screen()).toBe('payout');
  });

  it('stay on the page where the continue button is hidden, and are done all the same', async () => {
    const { visit, flow } = start([{ name: 'compliance', hide_continue_button: true }, 'payout'], {
      user: { compliance: undefined },
    });
    await visit.open();
    expect(await visit.act({ type: 'submit-compliance', form: usForm })).toMatchObject({
      completed: { step: 'compliance' },
    });
    expect(visit.screen()).toBe('compliance');
    expect(flow.completedSteps).toEqual(['compliance']);
    expect((await visit.act({ type: 'submit-compliance', form: usForm })) as object).not.toHaveProperty('completed');
  });

  it('put the tax form in where it is needed before a payout, on the page only', async () => {
    const { world, visit, flow } = start(['payout'], { user: { compliance: undefined, mustCollect1099: true } });
    expect(await visit.open()).toMatchObject({
      view: { screen: { name: 'compliance' }, steps: ['compliance', 'payout'] },
    });
    await visit.act({ type: 'submit-compliance', form: usForm });
    expect(visit.screen()).toBe('payout');
    expect(world.wire.flow(flow)).toMatchObject({ steps: ['payout'], completed_steps: [] });
  });

  it('of an unknown kind can be finished by a button', async () => {
    const world = createDotsWorld({ settings: { unknownSteps: 'accept' } });
    const flow = world.flows.createFromBody({ steps: ['brand-new'] });
    const visit = visitPage(inPageBackend(world), flow.id);
    await signUp(visit);
    expect(visit.screen()).toBe('unknown-step');
    expect(await visit.act({ type: 'continue' })).toMatchObject({ completed: { step: 'brand-new' } });
  });
});

describe('manage-payouts', () => {
  it('tells completed-saved when nothing was changed, completed otherwise', async () => {
    const same = start(['manage-payouts'], { user: {} });
    await same.visit.open();
    expect(await same.visit.act({ type: 'save-payout-methods' })).toMatchObject({
      completed: { status: 'completed-saved' },
    });
    const changed = start(['manage-payouts'], { user: {} });
    await changed.visit.open();
    await changed.visit.act({ type: 'set-auto-payout', enabled: true });
    expect(await changed.visit.act({ type: 'save-payout-methods' })).toMatchObject({
      completed: { status: 'completed' },
    });
  });

  it('keeps one default, and none without methods', async () => {
    const { user, visit } = start(['manage-payouts'], { user: { autoPayout: true } });
    await visit.open();
    await visit.act({ type: 'add-payout-method', method: { rail: 'cash_app', cashTag: 'ana99' } });
    const [paypal, cash] = user?.payoutMethods ?? [];
    expect(user?.defaultPayoutMethodId).toBe(paypal?.id);
    await visit.act({ type: 'set-default-payout-method', methodId: cash?.id ?? '' });
    expect(user?.defaultPayoutMethodId).toBe(cash?.id);
    await visit.act({ type: 'remove-payout-method', methodId: cash?.id ?? '' });
    expect(user?.defaultPayoutMethodId).toBe(paypal?.id);
    await visit.act({ type: 'remove-payout-method', methodId: paypal?.id ?? '' });
    expect(user).toMatchObject({ defaultPayoutMethodId: null, autoPayout: false, payoutMethods: [] });
  });

  it('holds back the step until what it requires is there', async () => {
    const { visit } = start(
      [{ name: 'manage-payouts', require_default_payout_method: true, require_auto_payout_method: true }],
      { user: { payoutMethods: [] } },
    );
    await visit.open();
    expect(await visit.act({ type: 'save-payout-methods' })).toMatchObject({
      problem: { message: expect.stringContaining('payout method') },
    });
    await visit.act({ type: 'add-payout-method', method: { rail: 'venmo', phoneNumber: '415 555 0134' } });
    expect(await visit.act({ type: 'save-payout-methods' })).toMatchObject({
      problem: { message: expect.stringContaining('automatic') },
    });
    await visit.act({ type: 'set-auto-payout', enabled: true });
    expect(await visit.act({ type: 'save-payout-methods' })).toMatchObject({ ok: true });
  });

  it('offers no automatic payout where it is switched off', async () => {
    const { visit } = start([{ name: 'manage-payouts', auto_payout_enabled: false }], { user: {} });
    await visit.open();
    expect(await visit.act({ type: 'set-auto-payout', enabled: true })).toMatchObject({ ok: false });
  });
});

describe('payout', () => {
  const payoutFlow = (user: Partial<SeedUser> = {}) => start(['payout'], { user });
  const methodOf = ({ user }: ReturnType<typeof start>) => user?.payoutMethods[0]?.id ?? '';

  it('moves the money with the confirmation, shows the success page, then the end', async () => {
    const place = payoutFlow();
    await place.visit.open();
    const answer = await place.visit.act({ type: 'confirm-payout', amountCents: 3000, methodId: methodOf(place) });
    expect(answer).toMatchObject({
      completed: { step: 'payout', status: 'completed' },
      view: { screen: { name: 'payout-sent', amountCents: 3000, rail: 'paypal' } },
    });
    expect(place.world.ledger.report()).toMatchObject({ walletsCents: 2000, paidOutCents: 3000, balanced: true });
    expect(place.flow.completedSteps).toEqual(['payout']);
    await place.visit.act({ type: 'continue' });
    expect(place.visit.screen()).toBe('end');
    expect(place.events).toEqual(['transfer.updated', 'transfer.completed', 'flow.updated']);
  });

  it('cannot be confirmed twice', async () => {
    const place = payoutFlow();
    await place.visit.open();
    const confirm = () => place.visit.act({ type: 'confirm-payout', amountCents: 100, methodId: methodOf(place) });
    await confirm();
    expect(await confirm()).toMatchObject({ problem: { code: 'wrong-step' } });
    expect(place.world.ledger.report().paidOutCents).toBe(100);
  });

  it.each([
    [0, 'invalid-input'],
    [-5, 'invalid-input'],
    [1.5, 'invalid-input'],
    [Number.NaN, 'invalid-input'],
    [2 ** 53, 'invalid-input'],
    [5001, 'insufficient-funds'],
  ])('of %s cents is refused as %s', async (amountCents, code) => {
    const place = payoutFlow();
    await place.visit.open();
    expect(await place.visit.act({ type: 'confirm-payout', amountCents, methodId: methodOf(place) })).toMatchObject({
      problem: { code },
    });
    expect(place.world.ledger.report()).toMatchObject({ walletsCents: 5000, paidOutCents: 0 });
  });

  it("to somebody else's method is refused", async () => {
    const place = payoutFlow();
    const other = place.world.addUser({ ...ana, phone: '+1 415 555 0199' });
    await place.visit.open();
    const methodId = other.payoutMethods[0]?.id ?? '';
    expect(await place.visit.act({ type: 'confirm-payout', amountCents: 100, methodId })).toMatchObject({
      problem: { fields: { methodId: expect.any(String) } },
    });
  });

  it('is blocked while the person is in review', async () => {
    const place = payoutFlow({ status: 'in_review' });
    await place.visit.open();
    expect(
      await place.visit.act({ type: 'confirm-payout', amountCents: 100, methodId: methodOf(place) }),
    ).toMatchObject({ problem: { code: 'payouts-blocked' } });
  });
});

describe('createDotsWorld', () => {
  it('is as new after reset, the same seed giving the same ids', async () => {
    const { world, visit, events } = start(['compliance'], { user: {}, body: { user_id: null } });
    const idBefore = world.users.list()[0]?.id;
    await signUp(visit, '415 555 0177');
    world.settings.usedKeyStatus = 409;
    await world.clock.advance(minutes(60));
    const eventsBefore = [...events];
    world.reset();
    expect(events).toEqual(eventsBefore);
    expect(world.users.list().map(({ id }) => id)).toEqual([idBefore]);
    expect(world.flows.list()).toEqual([]);
    expect(world.settings.usedKeyStatus).toBe(400);
    expect(world.clock.nowMs()).toBe(Date.parse('2026-08-03T09:00:00Z'));
    expect(world.ledger.report()).toMatchObject({ fundedCents: 100_000_000, walletsCents: 5000, balanced: true });
    expect(await visit.open()).toMatchObject({ ok: false });
  });

  it.each([
    [{ ...ana, phone: '415 555 0134' }, 'plus sign'],
    [{ ...ana, phone: '+1 115 555 0134' }, 'area code'],
    [{ ...ana, payoutMethods: [{ rail: 'paypal', email: 'ana' } as const] }, 'PayPal'],
    [{ ...ana, walletCents: 100_000_001 }, 'enough'],
  ])('refuses to seed a person who could not exist: %#', (seed, words) => {
    expect(() => createDotsWorld({ users: [seed] })).toThrow(words);
  });
});
