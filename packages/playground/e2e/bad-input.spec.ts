import type { APIRequestContext, Page } from '@playwright/test';
import { EarningsApp } from './support/earnings-app.ts';
import { ODD_AMOUNTS } from './support/odd-worker.ts';
import type { ProcessRefusal } from './support/playground-process.ts';
import type { SwappedLink } from './support/process-messages.ts';
import { expect, test } from './support/test.ts';

/** What can be wrong with a link, and who notices: the server refuses links that none may have, the page foreign ones. */
const SWAPPED_LINKS: readonly (readonly [SwappedLink, string])[] = [
  ['other-host', 'The page could not be opened'],
  ['javascript', 'Something went wrong'],
  ['credentials', 'Something went wrong'],
];

/** Asks for a payout as the page would, whatever headers are given. */
async function advance(request: APIRequestContext, origin: string, payoutId: string, headers = {}) {
  const response = await request.post(`${origin}/api/dots/payouts/${encodeURIComponent(payoutId)}/advance`, {
    headers: { origin, 'content-type': 'application/json', ...headers },
    data: {},
  });
  const { code, detail } = (await response.json()) as { code?: string; detail?: string };
  return { status: response.status(), mediaType: response.headers()['content-type'], code, detail };
}

async function signIn(request: APIRequestContext, origin: string, workerId: string): Promise<void> {
  const response = await request.post(`${origin}/api/session`, { headers: { origin }, data: { workerId } });
  expect(response.status()).toBe(200);
}

async function newestPayoutId(request: APIRequestContext, origin: string): Promise<string> {
  const { payouts } = (await (await request.get(`${origin}/api/earnings`)).json()) as {
    payouts: { payoutId: string }[];
  };
  return payouts[0]?.payoutId ?? '';
}

/** The title of the panel that says what went wrong; a hidden heading or a live region of the card may say it besides. */
const problem = (page: Page, title: string) => page.locator('.df-card .df-panel').getByText(title, { exact: true });

test("unknown payouts and other people's are the same dead end, and nothing moves", async ({
  page,
  request,
  playground,
  dots,
}) => {
  await signIn(request, playground.url, 'maya');
  const mayas = await newestPayoutId(request, playground.url);
  await signIn(request, playground.url, 'leo');
  const before = await dots.money();
  const foreign = await advance(request, playground.url, mayas);
  const unknown = await advance(request, playground.url, 'no-such-payout');
  expect(foreign).toMatchObject({ status: 404, code: 'payout-not-found' });
  expect(foreign).toEqual(unknown);
  expect(await advance(request, playground.url, '../../session')).toMatchObject({ status: 404 });

  const app = new EarningsApp(page);
  await app.signIn(playground.url, 'Leo');
  for (const payoutId of [mayas, 'no-such-payout']) {
    await page.goto(`${playground.url}/payouts/${payoutId}`);
    await expect(problem(page, 'We could not find this payout')).toBeVisible();
    await expect(page.locator('.df-card iframe')).toHaveCount(0);
  }
  expect(await dots.money()).toEqual(before);
});

test('who is not signed in is led to the door, and nothing moves', async ({
  page,
  request,
  context,
  playground,
  dots,
}) => {
  const before = await dots.money();
  expect(await advance(request, playground.url, 'maya-2026-01-05')).toMatchObject({
    status: 401,
    code: 'unauthenticated',
  });
  const forged = await advance(request, playground.url, 'maya-2026-01-05', { cookie: 'earnings_session=maya.forged' });
  expect(forged).toMatchObject({ status: 401, code: 'unauthenticated' });

  const app = new EarningsApp(page);
  await app.signIn(playground.url, 'Maya');
  await context.clearCookies();
  await app.hands.press(page.getByRole('link', { name: /^(Collect|Continue)/ }));
  await expect(page.getByRole('heading', { name: 'Get paid for your work.' })).toBeVisible();
  await expect(app.card).toHaveCount(0);
  expect(await dots.money()).toEqual(before);
});

test('a page of another origin can neither pay nor sign anybody in', async ({ request, playground, dots }) => {
  await signIn(request, playground.url, 'leo');
  const payoutId = await newestPayoutId(request, playground.url);
  const before = await dots.money();
  for (const headers of [
    { origin: 'https://evil.example' },
    { origin: `${playground.url}.evil.example` },
    { origin: playground.dots.flowOrigin },
    { origin: 'null' },
    { origin: '', 'sec-fetch-site': 'cross-site' },
  ])
    expect(await advance(request, playground.url, payoutId, headers)).toMatchObject({
      status: 403,
      code: 'forbidden-origin',
    });
  const session = await request.post(`${playground.url}/api/session`, {
    headers: { origin: 'https://evil.example' },
    data: { workerId: 'maya' },
  });
  expect(session.status()).toBe(403);
  expect(await dots.money()).toEqual(before);
});

test.describe('with broken books', () => {
  test.use({ playgroundOptions: { oddAmounts: true } });

  test('amounts that are none (0, -5, 1.5, NaN, 2^53) are refused with a clear error, and nothing moves', async ({
    page,
    request,
    playground,
    dots,
  }) => {
    await signIn(request, playground.url, 'odd');
    const { payouts } = (await (await request.get(`${playground.url}/api/earnings`)).json()) as {
      payouts: { payoutId: string }[];
    };
    expect(payouts).toHaveLength(ODD_AMOUNTS.length);
    const before = await dots.money();
    for (const { payoutId } of payouts) {
      const answer = await advance(request, playground.url, payoutId);
      expect(answer.mediaType).toContain('application/problem+json');
      expect(answer.code).toBe('invalid-amount');
      expect(answer.detail).toContain('positive safe integer');
    }

    const app = new EarningsApp(page);
    await app.signIn(playground.url, 'Odd');
    for (const { payoutId } of payouts) {
      await page.goto(`${playground.url}/payouts/${payoutId}`);
      await expect(problem(page, 'Something went wrong')).toBeVisible();
      await expect(page.locator('.df-card iframe')).toHaveCount(0);
    }
    expect(await dots.money()).toEqual(before);
  });
});

for (const [swapLinks, title] of SWAPPED_LINKS) {
  test.describe(`when Dots hands out a link with ${swapLinks}`, () => {
    test.use({ playgroundOptions: { swapLinks } });

    test('no frame opens it, the person is told, and nothing moves', async ({ page, playground, dots }) => {
      const before = await dots.money();
      const opened: string[] = [];
      page.on('request', (request) => opened.push(request.url()));
      page.on('dialog', (dialog) => void dialog.dismiss().then(() => opened.push('a dialog')));
      const app = new EarningsApp(page);
      await app.signIn(playground.url, 'Maya');
      await app.collectNewest();
      await expect(problem(page, title)).toBeVisible();
      expect(opened.filter((url) => !url.startsWith(playground.url))).toEqual([]);
      expect(await dots.money()).toEqual(before);
    });
  });

  test(`a link with ${swapLinks} that reaches the browser is not opened there either`, async ({
    page,
    playground,
    dots,
  }) => {
    const before = await dots.money();
    const links: Record<SwappedLink, string> = {
      'other-host': 'https://flows.dots-payments.example/flow/1',
      javascript: 'javascript:alert(document.domain)',
      credentials: playground.dots.flowOrigin.replace('http://', 'http://someone:secret@'),
    };
    await page.route('**/api/dots/payouts/*/advance', (route) =>
      route.fulfill({
        json: {
          payoutId: 'p',
          amountCents: 100,
          currency: 'USD',
          version: 1,
          stage: 'withdrawing',
          flow: { flowId: 'f', link: links[swapLinks], steps: ['payout'], completedSteps: [], signedInUntil: null },
        },
      }),
    );
    const opened: string[] = [];
    page.on('request', (request) => opened.push(request.url()));
    const app = new EarningsApp(page);
    await app.signIn(playground.url, 'Leo');
    await app.collectNewest();
    await expect(problem(page, 'The page could not be opened')).toBeVisible();
    expect(opened.filter((url) => !url.startsWith(playground.url))).toEqual([]);
    expect(await dots.money()).toEqual(before);
  });
}

test('a Dots that cannot be reached is an error with a way on, not an end', async ({ page, playground, dots }) => {
  const app = new EarningsApp(page);
  await app.signIn(playground.url, 'Maya');
  await dots.stopDots();
  await app.collectNewest();
  await expect(problem(page, 'Something went wrong')).toBeVisible();
  await expect(app.card.getByRole('button', { name: 'Try again' })).toBeEnabled();
});

test.describe('at the start', () => {
  for (const [name, options, message] of [
    ['a wrong key', { credentials: { apiKey: 'sk_dev_wrong' } }, /Dots refused the keys.*DOTS_API_KEY/s],
    ['a missing key', { credentials: { apiKey: '' } }, /apiKey/],
    [
      'a Dots that is not there',
      {
        otherDots: {
          baseUrl: 'http://127.0.0.1:9/api',
          clientId: 'pk',
          apiKey: 'sk',
          flowOrigin: 'http://127.0.0.1:9',
        },
      },
      /cannot be reached.*DOTS_API_URL/s,
    ],
  ] as const)
    test(`${name} is told with what to change`, async ({ dots }) => {
      const refusal = await dots.start(options).then(
        () => null,
        (error: unknown) => error as ProcessRefusal,
      );
      expect(refusal?.message).toMatch(message);
      expect(refusal?.message).not.toContain('sk_dev_wrong');
    });
});
