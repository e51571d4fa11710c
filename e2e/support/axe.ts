import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect } from './journey';

const WIDE = { width: 1440, height: 900 };
const PHONE = { width: 375, height: 812 };

/** What axe has to say, one line each. */
const faultsOf = async (page: Page, rules?: string[]): Promise<string[]> => {
  const builder = new AxeBuilder({ page });
  const { violations } = await (rules ? builder.withRules(rules) : builder).analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 200)} ${failureSummary ?? ''}`),
  );
};

/** The page follows the system a moment later, and a colour that is inherited goes down frame by frame. */
const inScheme = async (page: Page, colorScheme: 'light' | 'dark'): Promise<void> => {
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
  await expect(page.locator('html')).toHaveAttribute('data-scheme', colorScheme);
  await page.waitForFunction(() => document.getAnimations().length === 0);
};

/** Whether one has to scroll sideways, and by how much. */
const overhang = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/**
 * Looks at the open page wide and on a phone, light and dark: axe finds nothing, nothing sticks out at the side. Only
 * contrast depends on the scheme.
 */
export const expectAccessible = async (page: Page, what: string): Promise<void> => {
  for (const viewport of [WIDE, PHONE]) {
    await page.setViewportSize(viewport);
    await inScheme(page, 'light');
    expect(await faultsOf(page), `${what}, ${viewport.width}`).toEqual([]);
    await inScheme(page, 'dark');
    expect(await faultsOf(page, ['color-contrast']), `${what}, ${viewport.width}, dark`).toEqual([]);
  }
  for (const width of [320, PHONE.width]) {
    await page.setViewportSize({ width, height: 700 });
    await expect.poll(() => overhang(page), { message: `${what}, ${width} wide`, timeout: 3_000 }).toBe(0);
  }
  await page.setViewportSize(WIDE);
  await inScheme(page, 'light');
};
