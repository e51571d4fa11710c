import type { Page } from '@playwright/test';
import { accountOf, type PersonRole } from './support/accounts';
import { beforeLooking, expectAccessible } from './support/axe';
import { expect, test, w } from './support/journey';
import { like, SOME } from './support/phrases';
import { samplePath } from './support/samples';
import { enterCode, enterPassword } from './support/sign-in';
import { uploadFile } from './support/uploading';

const { compose, records, batch, apiKeys } = w;

/** A page as it is when somebody looks at it. */
interface Look {
  readonly name: string;
  readonly open: (page: Page) => Promise<void>;
}

const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name });

/** At an address, when its heading and what is fetched for it stand there. */
const at = (address: string, name = address): Look => ({
  name,
  open: async page => {
    await page.goto(address);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(page.getByText(w.ui.loading, { exact: true })).toHaveCount(0);
  },
});

const firstMessage = async (page: Page): Promise<void> => {
  await page.goto('/records?period=month');
  await page.getByRole('table', { name: records.title }).getByRole('row').nth(1).getByRole('button').click();
  await expect(page.getByRole('dialog').getByText(records.message.way)).toBeVisible();
};

const LOOKS: Readonly<Record<PersonRole, readonly Look[]>> = {
  user: [
    at('/'),
    at('/compose', 'compose, empty'),
    {
      name: 'compose with faults',
      open: async page => {
        await page.goto('/compose');
        await page
          .getByRole('textbox', { name: compose.recipientsField.label })
          .fill('0912345678\n02-12345678\n0912345678');
        await page
          .getByRole('textbox', { name: compose.contentField.label })
          .fill('如有疑問請電02-12345678，洽詢電話０２－１２３４５６７８，謝謝😀');
        await expect(page.getByText(compose.locked.returned('1'))).toBeVisible();
      },
    },
    at('/uploads'),
    {
      name: 'a returned file',
      open: async page => {
        page.on('dialog', dialog => void dialog.accept());
        await uploadFile(page, samplePath('bad_rows_utf8bom.csv'));
        await expect(page.getByText(compose.upload.returnedHeld)).toBeVisible();
      },
    },
    {
      name: 'a file that can go',
      open: async page => {
        await uploadFile(page, samplePath('valid100.xlsx'));
        await expect(page.getByRole('button', { name: compose.sendDeed('113', '100') })).toBeVisible();
      },
    },
    {
      name: 'a file that cannot be read',
      open: async page => {
        await uploadFile(page, samplePath('mixed_encoding.csv'));
        await expect(page.getByText(compose.upload.refusedTitle)).toBeVisible();
      },
    },
    at('/batches'),
    at('/batches?state=paused', 'no batch of a state'),
    {
      name: 'a batch',
      open: async page => {
        await page.goto('/batches');
        await page.getByRole('table', { name: batch.list }).getByRole('row').nth(1).getByRole('link').click();
        await expect(page.getByRole('table', { name: batch.messages.title })).toBeVisible();
      },
    },
    at('/batches/b00000000000', 'a batch that is not there'),
    at('/records?period=month', 'records'),
    at('/records?number=0900000000', 'no record'),
    { name: 'one message', open: firstMessage },
    at('/quota'),
    at('/sessions'),
    at('/sitemap'),
    at('/carriers', 'a page without a right'),
    at('/no-such-page', 'no page'),
    {
      name: 'the notices',
      open: async page => {
        await page.goto('/');
        await page
          .getByRole('button', {
            name: new RegExp(`${w.notices.noneUnread}|${like(w.notices.unread(SOME)).source}`),
          })
          .click();
        await expect(page.getByRole('dialog', { name: w.notices.title })).toBeVisible();
      },
    },
  ],
  'group-manager': [
    at('/'),
    at('/quota'),
    at('/api-keys'),
    {
      name: 'a new key',
      open: async page => {
        await page.goto('/api-keys');
        await page.getByRole('button', { name: apiKeys.create }).first().click();
        await expect(page.getByRole('dialog')).toBeVisible();
      },
    },
  ],
  'ministry-admin': [
    at('/'),
    at('/batches'),
    at('/carriers'),
    at('/lane-rights'),
    {
      name: 'lanes to be granted',
      open: async page => {
        await page.goto('/lane-rights');
        await page.getByRole('table', { name: w.laneRights.list }).getByRole('button').first().click();
        await expect(page.getByRole('dialog')).toBeVisible();
      },
    },
    { name: 'one message, hidden', open: firstMessage },
  ],
  'system-admin': [
    at('/'),
    at('/carriers'),
    at('/queue'),
    at('/routing'),
    at('/service-level'),
    at('/retention'),
    at('/api-keys'),
  ],
};

for (const [role, looks] of Object.entries(LOOKS) as [PersonRole, readonly Look[]][]) {
  test(`axe finds nothing on any page of ${w.states.role[role]}`, async ({ pageOf }) => {
    test.setTimeout(420_000);
    const page = await pageOf(role);
    for (const { name, open } of looks) {
      await test.step(name, async () => {
        await beforeLooking(page);
        await open(page);
        await expectAccessible(page, name);
      });
    }
  });
}

test('nor before one has signed in', async ({ page }) => {
  const { login, password } = accountOf('system-admin');
  await beforeLooking(page);
  await page.goto('/sign-in');
  await page.getByRole('button', { name: w.session.next }).click();
  await expect(page.getByText(w.session.passwordMissing)).toBeVisible();
  await expectAccessible(page, 'sign-in, nothing entered');
  await beforeLooking(page);
  await enterPassword(page, login, password);
  await expect(heading(page, w.session.codeStep)).toBeVisible();
  await enterCode(page, '000000');
  await expect(page.getByRole('alert')).toBeVisible();
  await expectAccessible(page, 'sign-in, second step');
  await beforeLooking(page);
  await page.goto('/privacy');
  await expect(heading(page, w.shell.privacy.title)).toBeVisible();
  await expectAccessible(page, 'privacy');
});

test.describe('by keyboard', () => {
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
});

test('every page has a title of its own, and the document the language of its words', async ({ pageOf }) => {
  const page = await pageOf('user');
  const titles: string[] = [];
  for (const address of [
    '/',
    '/compose',
    '/uploads',
    '/batches',
    '/records',
    '/quota',
    '/sessions',
    '/sitemap',
    '/privacy',
  ]) {
    await page.goto(address);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    titles.push(await page.title());
  }
  expect(new Set(titles).size).toBe(titles.length);
  await page.getByRole('button', { name: w.shell.language.en }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
});
