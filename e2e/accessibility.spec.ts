import type { Page } from '@playwright/test';
import { accountOf, ROLES, type PersonRole } from './support/accounts';
import { beforeLooking, expectAccessible, expectAccessibleEveryWay } from './support/axe';
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

interface Round {
  readonly role: PersonRole;
  readonly what: string;
  readonly looks: readonly Look[];
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

/** What two roles see alike is looked at as one of them; that it opens for both is said in roles.spec.ts. */
const ROUNDS: readonly Round[] = [
  {
    role: 'user',
    what: 'of writing',
    looks: [
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
    ],
  },
  {
    role: 'user',
    what: 'of files',
    looks: [
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
    ],
  },
  {
    role: 'user',
    what: 'of batches',
    looks: [
      at('/batches'),
      at('/batches?state=paused', 'no batch of a state'),
      {
        name: 'a batch',
        open: async page => {
          await page.goto('/batches');
          await page
            .getByRole('table', { name: batch.list })
            .getByRole('row')
            .nth(1)
            .getByRole('link')
            .click();
          await expect(page.getByRole('table', { name: batch.messages.title })).toBeVisible();
        },
      },
      at('/batches/b00000000000', 'a batch that is not there'),
    ],
  },
  {
    role: 'user',
    what: 'of records',
    looks: [
      at('/records?period=month', 'records'),
      at('/records?number=0900000000', 'no record'),
      { name: 'one message', open: firstMessage },
    ],
  },
  {
    role: 'user',
    what: 'besides',
    looks: [
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
  },
  {
    role: 'group-manager',
    what: 'of the unit',
    looks: [
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
  },
  {
    role: 'ministry-admin',
    what: 'without texts',
    looks: [
      at('/batches'),
      at('/lane-rights'),
      at('/agencies'),
      {
        name: 'an agency to be suspended',
        open: async page => {
          await page.goto('/agencies');
          await page.getByRole('table', { name: w.agencies.list }).getByRole('button').first().click();
          await expect(page.getByRole('dialog')).toBeVisible();
        },
      },
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
  },
  {
    role: 'system-admin',
    what: 'of operation',
    looks: ['/carriers', '/queue', '/routing', '/service-level', '/retention', '/api-keys'].map(address =>
      at(address),
    ),
  },
];

for (const { role, what, looks } of ROUNDS) {
  test(`axe finds nothing on any page ${what}: ${w.states.role[role]}`, async ({ pageOf }) => {
    test.setTimeout(180_000);
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

test('axe finds nothing at home, whoever lives there', async ({ pageOf }) => {
  test.setTimeout(180_000);
  const { open } = at('/');
  for (const role of ROLES) {
    await test.step(role, async () => {
      const page = await pageOf(role);
      await beforeLooking(page);
      await open(page);
      await expectAccessibleEveryWay(page, `home of ${role}`);
      await page.close();
    });
  }
});

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
