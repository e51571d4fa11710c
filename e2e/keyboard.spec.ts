import type { Page } from '@playwright/test';
import { expect, test, w } from './support/journey';

const { compose, records, batch } = w;

const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name });

test.use({ role: 'user' });

/** Goes on with Tab until something has the focus, and counts how often. */
const tabTo = async (page: Page, wanted: ReturnType<Page['getByRole']>): Promise<void> => {
  for (let i = 0; i < 60; i++) {
    if (await wanted.evaluate(element => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`not reached by Tab: ${String(wanted)}`);
};

test('the first Tab skips to the content; the access keys have their anchors', async ({ page }) => {
  await page.goto('/');
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-Hant-TW');
  await expect(heading(page, /./)).toBeVisible();
  await page.keyboard.press('Tab');
  const skip = page.getByRole('link', { name: w.shell.skip });
  await expect(skip).toBeFocused();
  await expect(skip).toBeInViewport();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main')).toBeFocused();
  const keys = await page
    .locator('[accesskey]')
    .evaluateAll(all => all.map(one => one.getAttribute('accesskey')));
  expect(keys.sort()).toEqual(['C', 'L', 'U', 'Z']);
});

test('a message is composed and sent without a mouse', async ({ page }) => {
  await page.goto('/');
  await expect(heading(page, /./)).toBeVisible();
  await tabTo(
    page,
    page
      .getByRole('navigation', { name: w.shell.navigation })
      .getByRole('link', { name: w.pages.compose.name }),
  );
  await page.keyboard.press('Enter');
  await expect(heading(page, compose.title)).toBeFocused();
  await tabTo(page, page.getByRole('textbox', { name: compose.recipientsField.label }));
  await page.keyboard.insertText('0912000555');
  await tabTo(page, page.getByRole('textbox', { name: compose.contentField.label }));
  await page.keyboard.insertText('您的申請已受理。');
  await tabTo(page, page.getByRole('button', { name: compose.sendDeed('1', '1') }));
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/batches\/b[0-9a-z]{11}$/);

  const table = page.getByRole('table', { name: batch.messages.title });
  await tabTo(page, table.getByRole('button').first());
  await page.keyboard.press('Enter');
  const panel = page.getByRole('dialog', { name: records.message.title });
  await expect(panel).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(panel).toBeHidden();
  await expect(table.getByRole('button').first()).toBeFocused();
});

test('Ctrl K finds a page by its name', async ({ page }) => {
  await page.goto('/');
  await expect(heading(page, /./)).toBeVisible();
  await page.keyboard.press('Control+k');
  const search = page.getByRole('combobox', { name: w.shell.search.label });
  await expect(search).toBeFocused();
  await page.keyboard.insertText(w.pages.quota.name);
  await expect(page.getByRole('option', { name: w.pages.quota.name, selected: true })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(heading(page, w.quota.title)).toBeVisible();
});
