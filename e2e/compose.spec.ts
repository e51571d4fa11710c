import type { Page } from '@playwright/test';
import { codeWords } from '@sms111/phrases';
import { accountOf } from './support/accounts';
import { withQuota } from './support/database';
import { expect, test, w } from './support/journey';
import { like, SOME } from './support/phrases';
import { counters } from './support/simulator';
import { rowsOf } from './support/tables';

const { compose } = w;
const { recipientsField, contentField } = compose;
/** Of the signature and its line break, which are counted. */
const SIGNATURE_UNITS = '測試公共服務平臺\n'.length;
const SEND = like(compose.sendDeed(SOME, SOME));

test.use({ role: 'user' });

const numbers = (page: Page) => page.getByRole('textbox', { name: recipientsField.label });
const body = (page: Page) => page.getByRole('textbox', { name: contentField.label });
/** So many units of text behind the signature, so that the whole is as long as asked. */
const textOf = (units: number): string => '測'.repeat(units - SIGNATURE_UNITS);

test.beforeEach(async ({ page }) => {
  await page.goto('/compose');
  await expect(body(page)).toBeVisible();
});

test('what was pasted is understood, and what is wrong is named and taken out', async ({ page }) => {
  await numbers(page).fill('0912-345-678\n+886 922 345 678、0933345678;0912345678\n02-12345678\n09123');
  await expect(page.getByText(recipientsField.verdict('6', '3', '2', '1'))).toBeVisible();

  const wrong = (raw: string) =>
    page
      .getByRole('listitem')
      .filter({ has: page.getByRole('button', { name: recipientsField.removeLabel(raw), exact: true }) });
  await expect(wrong('02-12345678')).toContainText(recipientsField.position('5'));
  await expect(wrong('02-12345678')).toContainText(codeWords('E_NOT_MOBILE', 'zh-TW').name);
  await expect(wrong('09123')).toContainText(codeWords('E_LENGTH', 'zh-TW').name);

  await body(page).fill('您的申請已受理。');
  const send = page.getByRole('button', { name: compose.sendDeed('3', '3') });
  await expect(send).toBeDisabled();
  await expect(page.getByText(compose.locked.returned('2'))).toBeVisible();

  await page.getByRole('button', { name: recipientsField.fixLabel('02-12345678') }).click();
  expect(
    await numbers(page).evaluate((field: HTMLTextAreaElement) =>
      field.value.slice(field.selectionStart, field.selectionEnd),
    ),
  ).toBe('02-12345678');
  await page.keyboard.type('0955123456');
  await expect(page.getByText(recipientsField.verdict('6', '4', '1', '1'))).toBeVisible();
  await page.getByRole('button', { name: recipientsField.removeLabel('09123') }).click();
  await expect(page.getByText(recipientsField.verdict('5', '4', '0', '1'))).toBeVisible();
  await expect(page.getByRole('button', { name: compose.sendDeed('4', '4') })).toBeEnabled();
});

test('the counter tells one segment from two, and an emoji is never cut', async ({ page }) => {
  await body(page).fill(textOf(70));
  await expect(page.getByText(compose.counter('70', '1'))).toBeVisible();
  await body(page).fill(textOf(71));
  await expect(page.getByText(compose.counter('71', '2'))).toBeVisible();
  await expect(page.getByText(contentField.split('2'))).toBeVisible();

  // 69 units and an emoji of two: the 71st unit makes it two segments.
  await body(page).fill(`${textOf(69)}😀`);
  await expect(page.getByText(compose.counter('71', '2'))).toBeVisible();
  await expect(page.getByText(contentField.pair)).toBeVisible();

  // 66 units before it: its first half would be the 67th, so the whole of it begins the second segment.
  await body(page).fill(`${textOf(66)}😀${'試'.repeat(10)}`);
  await expect(page.getByText(compose.counter('78', '2'))).toBeVisible();
  await expect(page.getByText(compose.handset.cuts(['66', '12'].join(compose.handset.plus)))).toBeVisible();
  await expect(page.getByRole('group', { name: compose.handset.title })).toContainText('😀試');

  await numbers(page).fill('0912345678 0922345678');
  await expect(page.getByRole('button', { name: compose.sendDeed('4', '2') })).toBeEnabled();
  await body(page).fill(textOf(334));
  await expect(page.getByText(contentField.tooLong('1'))).toBeVisible();
  await expect(page.getByRole('button', { name: SEND })).toBeDisabled();
});

test('a telephone that is not last is marked; one that cannot be called back is mended by a click', async ({
  page,
}) => {
  await numbers(page).fill('0912345678');
  await body(page).fill('如有疑問請電02-12345678，本案將於三日內回覆。');
  const notLast = page.getByRole('listitem').filter({ hasText: codeWords('E_PHONE_NOT_LAST', 'zh-TW').name });
  await expect(notLast).toContainText(codeWords('E_PHONE_NOT_LAST', 'zh-TW').todo);
  await expect(page.getByRole('button', { name: SEND })).toBeDisabled();
  await notLast.getByRole('button', { name: contentField.show('02-12345678') }).click();
  expect(
    await body(page).evaluate((field: HTMLTextAreaElement) =>
      field.value.slice(field.selectionStart, field.selectionEnd),
    ),
  ).toBe('02-12345678');

  await body(page).fill('本案將於三日內回覆，洽詢電話０２－１２３４５６７８');
  await page.getByRole('button', { name: contentField.mend('02-12345678') }).click();
  await expect(body(page)).toHaveValue('本案將於三日內回覆，洽詢電話02-12345678');
  await expect(page.getByText(contentField.clean)).toBeVisible();
  await expect(page.getByRole('button', { name: compose.sendDeed('1', '1') })).toBeEnabled();
});

test('two clicks send once', async ({ page }) => {
  const name = `雙擊測試 ${Date.now()}`;
  const taken = await counters();
  await numbers(page).fill('0912000901\n0922000901\n0935000901');
  await body(page).fill('您的申請已受理。');
  await page.getByLabel(compose.batchName).fill(name);
  await page.getByRole('button', { name: compose.sendDeed('3', '3') }).dblclick();
  await expect(page).toHaveURL(/\/batches\/b[0-9a-z]{11}$/);
  await expect(page.getByText(w.states.batch.completed, { exact: true })).toBeVisible();

  await page
    .getByRole('navigation', { name: w.shell.navigation })
    .getByRole('link', { name: w.pages.batches.name })
    .click();
  const list = page.getByRole('table', { name: w.batch.list });
  await expect(list.getByText(name)).toBeVisible();
  const found = (await rowsOf(list)).filter(row => row[w.batch.columns.name] === name);
  expect(found).toHaveLength(1);
  expect((await counters()).accepted - taken.accepted).toBe(3);

  // What was sent is no draft any more.
  await page.goto('/compose');
  await expect(body(page)).toHaveValue('');
});

test('a large send is read over once more before it goes', async ({ page }) => {
  const many = Array.from({ length: 1_001 }, (_, at) => `0912${String(100_000 + at)}`);
  await numbers(page).fill(many.join('\n'));
  await body(page).fill('您的申請已受理。');
  await page.getByRole('button', { name: compose.sendDeed('1,001', '1,001') }).click();
  const look = page.getByRole('dialog', { name: compose.check.title });
  await expect(look).toContainText('測試公共服務平臺');
  await expect(look.getByRole('button', { name: compose.check.back })).toBeFocused();
  await look.getByRole('button', { name: compose.check.back }).click();
  await expect(look).toBeHidden();
  await expect(page).toHaveURL(/\/compose$/);
});

test('the draft outlives a reload, the numbers do not', async ({ page }) => {
  page.on('dialog', dialog => void dialog.accept());
  await numbers(page).fill('0912345678');
  await body(page).fill('您的申請已受理。');
  await page.reload();
  await expect(page.getByText(compose.draft.restored)).toBeVisible();
  await expect(body(page)).toHaveValue('您的申請已受理。');
  await expect(numbers(page)).toHaveValue('');
  const stored = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]));
  expect(stored).toContain('您的申請已受理。');
  expect(stored).not.toContain('0912345678');
  await page.getByRole('button', { name: compose.draft.discard }).click();
  await expect(body(page)).toHaveValue('');
});

test('leaving with something unsent asks first', async ({ page }) => {
  const home = page
    .getByRole('navigation', { name: w.shell.navigation })
    .getByRole('link', { name: w.pages.home.name });
  const asked = page.getByRole('dialog', { name: compose.leave.title });
  await body(page).fill('您的申請已受理。');
  await home.click();
  await asked.getByRole('button', { name: compose.leave.stay }).click();
  await expect(asked).toBeHidden();
  await expect(body(page)).toHaveValue('您的申請已受理。');
  await home.click();
  await asked.getByRole('button', { name: compose.leave.leave, exact: true }).click();
  await expect(page).toHaveURL(/\/$/);
});

test('a quota that does not suffice locks the button and says why', async ({ pageOf }) => {
  const { login } = accountOf('group-manager');
  await withQuota(login, 3, async () => {
    const page = await pageOf('group-manager');
    await page.goto('/compose');
    await numbers(page).fill('0912345678\n0922345678');
    await body(page).fill('您的申請已受理。');
    await expect(page.getByRole('button', { name: compose.sendDeed('2', '2') })).toBeEnabled();
    await body(page).fill(textOf(71));
    await expect(page.getByRole('button', { name: compose.sendDeed('4', '2') })).toBeDisabled();
    await expect(page.getByText(compose.locked.quota('4', '3'))).toBeVisible();
    await expect(page.getByText(compose.bill.short('1'))).toBeVisible();
  });
});
