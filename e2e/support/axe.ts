import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect } from './journey';

const WIDE = { width: 1440, height: 900 };
const PHONE = { width: 375, height: 812 };
/** The narrowest window without scrolling sideways (WCAG 1.4.10). */
const NARROWEST = { width: 320, height: 640 };

/** A long table repeats itself: what is right in its first rows is right in all. */
const FURTHER_ROWS = 'tbody tr:nth-child(n+16)';

/** What axe has to say, one line each. */
const faultsOf = async (page: Page, rules?: string[]): Promise<string[]> => {
  const builder = new AxeBuilder({ page }).exclude(FURTHER_ROWS);
  const { violations } = await (rules ? builder.withRules(rules) : builder).analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 200)} ${failureSummary ?? ''}`),
  );
};

const inDark = async (page: Page): Promise<void> => {
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
  await expect(page.locator('html')).toHaveAttribute('data-scheme', 'dark');
  // A colour that is inherited goes down frame by frame.
  await page.waitForFunction(() => document.getAnimations().length === 0);
};

/** How far the page sticks out at the side; the layout follows the window a moment later. */
const expectNoOverhang = async (page: Page, what: string): Promise<void> => {
  const overhang = () =>
    page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  await expect.poll(overhang, { message: `${what} sticks out at the side`, timeout: 3_000 }).toBe(0);
};

/** How a page is opened that will be looked at: wide, light, without motion. */
export const beforeLooking = async (page: Page): Promise<void> => {
  await page.setViewportSize(WIDE);
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
};

/** Looks at the open page: wide and light, wide and dark (only contrast can differ), on a phone and dark, narrowest. */
export const expectAccessible = async (page: Page, what: string): Promise<void> => {
  expect(await faultsOf(page), `${what}, wide`).toEqual([]);
  await inDark(page);
  expect(await faultsOf(page, ['color-contrast']), `${what}, wide and dark`).toEqual([]);
  await page.setViewportSize(PHONE);
  await expectNoOverhang(page, `${what}, on a phone,`);
  expect(await faultsOf(page), `${what}, on a phone and dark`).toEqual([]);
  await page.setViewportSize(NARROWEST);
  await expectNoOverhang(page, `${what}, at its narrowest,`);
};
