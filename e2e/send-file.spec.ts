import type { Locator, Page } from '@playwright/test';
import { accountOf, mailAfter, newestMail } from './support/accounts';
import { expect, test, w } from './support/journey';
import { like, SOME } from './support/phrases';
import { quotaLeft } from './support/quota';
import { samplePath } from './support/samples';
import { counters } from './support/simulator';
import { stack } from './support/stack';
import { rowsOf } from './support/tables';
import { uploadFile } from './support/uploading';

const SIGNATURE = '測試公共服務平臺';
/** By prefix, mergers applied: numbers of 台灣之星 are 台灣大哥大's, those of 亞太 are 遠傳's. */
const BY_CARRIER = { 中華電信: 27, 台灣大哥大: 39, 遠傳電信: 34 };
/** The fourth row of the sample: 85 units, two segments. */
const LONG = {
  number: '0919-000-004',
  masked: '0919***004',
  text: `${SIGNATURE}\n提醒您，您的證件將於115年12月4日到期，請提前辦理換發作業，逾期將影響權益；如已辦理請忽略本訊息，並請留意後續通知。諮詢專線0800-000-000`,
};

test.use({ role: 'user' });

const stage = (page: Page, name: string, count: number): Locator =>
  page
    .getByRole('list', { name: w.batch.result })
    .getByRole('button', { name: new RegExp(`^${name}\\s*${count}\\s`) });

test('a Big5 file of 100 numbers is sent, and every message arrives', async ({ page, context }) => {
  const name = `受理通知 ${Date.now()}`;
  const { email } = accountOf('user');
  const lastMail = await newestMail(email);
  const taken = await counters();

  await test.step('the check tells what the file is', async () => {
    await uploadFile(page, samplePath('valid100_big5.csv'));
    await expect(page.getByText(w.compose.upload.verdict('100', '100', '0', '0'))).toBeVisible();
    await expect(page.getByText('CP950')).toBeVisible();
    for (const [carrier, numbers] of Object.entries(BY_CARRIER)) {
      const share = page.getByRole('listitem').filter({ hasText: carrier });
      await expect(share.getByText(String(numbers), { exact: true })).toBeVisible();
    }
  });
  const before = await quotaLeft(page);

  await test.step('the button says the deed, and does it', async () => {
    await page.getByLabel(w.compose.batchName).fill(name);
    await page.getByRole('button', { name: w.compose.sendDeed('113', '100'), exact: true }).click();
    await expect(page).toHaveURL(/\/batches\/b[0-9a-z]{11}$/);
    await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  });

  await test.step('100 are delivered while one watches', async () => {
    await expect(stage(page, w.states.stage.delivered, 100)).toBeVisible();
    await expect(page.getByText(w.states.batch.completed, { exact: true })).toBeVisible();
    const table = page.getByRole('table', { name: w.batch.carriers.title });
    const rows = await rowsOf(table);
    const delivered = rows.map(row => [row[w.batch.carriers.carrier], Number(row[w.states.stage.delivered])]);
    expect(Object.fromEntries(delivered)).toEqual(BY_CARRIER);
  });

  await test.step('the quota has fallen by exactly 113', async () => {
    await expect.poll(() => quotaLeft(page)).toBe(before - 113);
    await page
      .getByRole('banner')
      .getByRole('link', { name: like(w.shell.quotaLeft(SOME)) })
      .click();
    await expect(page.getByRole('heading', { level: 1, name: w.quota.title })).toBeVisible();
    expect(await quotaLeft(page)).toBe(before - 113);
  });

  await test.step('no segment was taken twice', async () => {
    const now = await counters();
    expect(now.accepted - taken.accepted).toBe(113);
    expect(now.duplicateCount).toBe(taken.duplicateCount);
  });

  await test.step('one message is found by its number, with its way', async () => {
    await page.goto('/records');
    await page.getByLabel(w.records.filters.number).fill(LONG.number);
    await page.getByRole('search').getByRole('button', { name: w.records.filters.search }).click();
    const table = page.getByRole('table', { name: w.records.title });
    const first = table.getByRole('row').nth(1);
    await expect(first).toContainText(LONG.masked);
    await first.getByRole('button').click();
    const panel = page.getByRole('dialog', { name: w.records.message.title });
    await expect(panel).toContainText(LONG.masked);
    await expect(panel.getByRole('link', { name })).toBeVisible();
    const { step } = w.records.message;
    for (const words of [step.accepted, step.routed('中華電信'), step.receipt, step.final]) {
      await expect(panel.getByText(words).first()).toBeVisible();
    }
    await expect(panel.getByText(/^交給電信業者（線路 CHT-[AB]）$/).first()).toBeVisible();
    await expect(panel.getByText(w.records.message.routeWhy.prefix)).toBeVisible();
    await panel.getByRole('button', { name: w.records.message.reveal }).click();
    const ask = page.getByRole('dialog', { name: w.records.message.revealTitle });
    await ask.getByLabel(w.records.message.purpose).fill('民眾來電查詢');
    await ask.getByRole('button', { name: w.records.message.revealConfirm }).click();
    await expect(panel.getByText(LONG.number)).toBeVisible();
  });

  await test.step('and it stands on the handset, put together again', async () => {
    const simulator = await context.newPage();
    await simulator.goto(stack().simulatorUrl);
    await simulator.getByLabel('查詢門號').fill(LONG.number);
    await simulator.getByRole('button', { name: '查詢', exact: true }).click();
    const handset = simulator
      .getByRole('listitem')
      .filter({ has: simulator.getByRole('heading', { name: LONG.number }) });
    const message = handset.getByRole('listitem').first();
    await expect(message).toContainText('寄件者 111');
    await expect(message).toContainText('2 則');
    await expect(message).toContainText('已送達');
    // The words that mark where a segment begins are an element of their own; the text itself is not.
    const text = await message
      .locator('.bubble')
      .evaluate(bubble =>
        [...bubble.childNodes]
          .flatMap(node => (node.nodeType === Node.TEXT_NODE ? [node.textContent] : []))
          .join(''),
      );
    expect(text).toBe(LONG.text);
  });

  await test.step('its sender is told, in the app and by mail', async () => {
    const title = w.notices.kinds['batch-completed'].title({ name });
    await page.goto('/');
    await page.getByRole('button', { name: like(w.notices.unread(SOME)) }).click();
    await expect(page.getByText(title)).toBeVisible();
    const mail = await mailAfter(email, lastMail, title);
    expect(mail.text).toContain(
      w.notices.kinds['batch-completed'].text({ messages: 100, delivered: 100, failed: 0 }),
    );
  });
});
