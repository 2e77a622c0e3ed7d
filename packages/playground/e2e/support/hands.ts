import { expect } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';

/** How a person works a page: with a mouse and a keyboard, or with the keyboard alone. */
export interface Hands {
  /** Activates a button or a link. */
  press(target: Locator): Promise<void>;
  /** Types into an empty field. */
  type(target: Locator, text: string): Promise<void>;
  /** Chooses one of several radio buttons. */
  choose(target: Locator): Promise<void>;
  /** Chooses an option of a select by its first letters. */
  select(target: Locator, label: string): Promise<void>;
  tick(target: Locator): Promise<void>;
}

/**
 * Some buttons end the page that they are on: the host takes the frame away as soon as it hears of it. When that happens
 * before Chromium has confirmed the input, the confirmation never comes; the frame being gone says the same.
 */
async function untilDoneOrGone(page: Page, act: () => Promise<void>): Promise<void> {
  let onDetached = (): void => undefined;
  const gone = new Promise<void>((resolve) => (onDetached = resolve));
  page.once('framedetached', onDetached);
  const done = act();
  try {
    await Promise.race([done, gone]);
  } finally {
    page.off('framedetached', onDetached);
    done.catch(() => undefined);
  }
}

export function mouseHands(page: Page): Hands {
  return {
    press: (target) => untilDoneOrGone(page, () => target.click()),
    async type(target, text) {
      await target.click();
      await page.keyboard.type(text);
      await expect(target).not.toHaveValue('');
    },
    // The visible part is the label around the radio button.
    choose: (target) => target.locator('xpath=ancestor::label').click(),
    async select(target, label) {
      await target.selectOption({ label });
    },
    tick: (target) => target.locator('xpath=ancestor::label').click({ position: { x: 12, y: 12 } }),
  };
}

/** More than any page here has; reaching it means that something cannot be reached by keyboard. */
const MOST_TABS = 60;

/** Never touches the mouse: Tab, Enter, Space, arrows and letters only. */
export function keyboardHands(page: Page): Hands {
  const isFocused = (target: Locator) =>
    target.evaluate((element) => document.hasFocus() && document.activeElement === element);

  async function reach(target: Locator): Promise<void> {
    await expect(target).toBeVisible();
    for (let tabs = 0; tabs < MOST_TABS; tabs += 1) {
      if (await isFocused(target)) return;
      await page.keyboard.press('Tab');
    }
    throw new Error(`The keyboard does not reach ${target.toString()}.`);
  }

  return {
    async press(target) {
      await expect(target).toBeEnabled();
      await reach(target);
      await untilDoneOrGone(page, () => page.keyboard.press('Enter'));
    },
    async type(target, text) {
      await reach(target);
      await page.keyboard.type(text);
      await expect(target).not.toHaveValue('');
    },
    async choose(target) {
      // A group of radio buttons is one stop; the arrows go through it.
      const group = target.locator('xpath=ancestor::fieldset').getByRole('radio');
      const count = await group.count();
      const stop = (await target.locator('xpath=ancestor::fieldset').locator('input:checked').count())
        ? target.locator('xpath=ancestor::fieldset').locator('input:checked')
        : group.first();
      await reach(stop);
      if (!(await isFocused(target))) {
        for (let presses = 0; presses < count && !(await isFocused(target)); presses += 1)
          await page.keyboard.press('ArrowDown');
      } else {
        await page.keyboard.press('Space');
      }
      await expect(target).toBeChecked();
    },
    async select(target, label) {
      await reach(target);
      await page.keyboard.type(label);
      await expect(target.locator('option:checked')).toHaveText(label);
    },
    async tick(target) {
      await reach(target);
      await page.keyboard.press('Space');
      await expect(target).toBeChecked();
    },
  };
}
