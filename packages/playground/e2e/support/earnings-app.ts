import { expect } from '@playwright/test';
import type { FrameLocator, Locator, Page } from '@playwright/test';
import type { Hands } from './hands.ts';
import { mouseHands } from './hands.ts';

/** The app as a person sees it. */
export class EarningsApp {
  readonly page: Page;
  readonly hands: Hands;
  /** The payout card. */
  readonly card: Locator;
  /** The Flow page inside the card. */
  readonly flow: FrameLocator;

  constructor(page: Page, hands: Hands = mouseHands(page)) {
    this.page = page;
    this.hands = hands;
    this.card = page.locator('.df-card');
    this.flow = page.frameLocator('.df-card iframe');
  }

  async signIn(url: string, firstName: string): Promise<void> {
    await this.page.goto(url);
    await this.hands.press(this.page.getByRole('button', { name: firstName }));
    await expect(this.page.getByText('Ready to collect')).toBeVisible();
  }

  /** From the start page to the card of the newest payout. */
  async collectNewest(): Promise<void> {
    await this.hands.press(this.page.getByRole('link', { name: /^(Collect|Continue)/ }));
    await expect(this.card).toBeVisible();
  }

  panel(name: string): Locator {
    return this.page.locator(`.df-card[data-panel="${name}"]`);
  }

  /** A heading inside the Flow page. */
  flowHeading(title: string | RegExp): Locator {
    return this.flow.getByRole('heading', { level: 1, name: title });
  }
}
