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
const faultsOf = async (page: Page): Promise<string[]> => {
  const { violations } = await new AxeBuilder({ page })
    .exclude(FURTHER_ROWS)
    // There are no frames, so no second page is needed to put the results together; and what is right need not be told.
    .setLegacyMode()
    .options({ resultTypes: ['violations'] })
    .analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 200)} ${failureSummary ?? ''}`),
  );
};

type Scheme = 'light' | 'dark';

const inScheme = async (page: Page, scheme: Scheme): Promise<void> => {
  await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
  await expect(page.locator('html')).toHaveAttribute('data-scheme', scheme);
  // What still moves is not yet what stays.
  await page.waitForFunction(() => document.getAnimations().length === 0);
};

/**
 * That the page does not stick out at the side of a window of this size. The layout follows the window a moment later; a busy
 * Chromium was seen to lay out for the new width with the style sheet's media queries of the old, until the window moved again.
 */
const expectNoOverhang = async (page: Page, size: typeof PHONE, what: string): Promise<void> => {
  const overhang = () =>
    page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  await expect(async () => {
    await page.setViewportSize({ ...size, height: size.height + 1 });
    await page.setViewportSize(size);
    expect(await overhang(), `${what} sticks out at the side`).toBe(0);
  }).toPass({ timeout: 5_000, intervals: [20, 50, 100] });
};

/** How a page is opened that will be looked at: wide, light, without motion. */
export const beforeLooking = async (page: Page): Promise<void> => {
  await page.setViewportSize(WIDE);
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
};

/**
 * Looks at the open page: wide and light, on a phone and dark, narrowest. Contrast hangs on the scheme and structure on the
 * width, so two looks find what four would; what is only there on a wide screen is the frame: `expectAccessibleEveryWay`.
 */
export const expectAccessible = async (page: Page, what: string): Promise<void> => {
  expect.soft(await faultsOf(page), `${what}, wide`).toEqual([]);
  await inScheme(page, 'dark');
  await expectNoOverhang(page, PHONE, `${what}, on a phone,`);
  expect.soft(await faultsOf(page), `${what}, on a phone and dark`).toEqual([]);
  await expectNoOverhang(page, NARROWEST, `${what}, at its narrowest,`);
};

/** The same for each scheme at each width. */
export const expectAccessibleEveryWay = async (page: Page, what: string): Promise<void> => {
  await expectAccessible(page, what);
  await page.setViewportSize(PHONE);
  await inScheme(page, 'light');
  expect.soft(await faultsOf(page), `${what}, on a phone`).toEqual([]);
  await page.setViewportSize(WIDE);
  await inScheme(page, 'dark');
  expect.soft(await faultsOf(page), `${what}, wide and dark`).toEqual([]);
};
