import type { Download, Page } from '@playwright/test';
import { codeWords } from '@sms111/phrases';
import { readFile } from 'node:fs/promises';
import { csvOfLines, linesOf, type Line } from './support/csv';
import { expect, test, w } from './support/journey';
import { like, SOME } from './support/phrases';
import { samplePath, sampleRows, type SampleRow } from './support/samples';
import { rowsOf } from './support/tables';
import { uploadFile } from './support/uploading';

const { upload: said } = w.compose;
const SEND = like(w.compose.sendDeed(SOME, SOME));
const COLUMN = {
  number: '手機號碼',
  content: '簡訊內容',
  ref: '自訂序號',
  line: '原列號',
  reason: '退回原因',
};

test.use({ role: 'user' });

/** 「缺手機號碼 補上 10 碼手機號碼，或刪除這一列。」 */
const sentenceOf = (code: string): string => {
  const { name, todo } = codeWords(code, 'zh-TW');
  return `${name} ${todo}`;
};

/** Every row of the table, over all its pages. */
const allRows = async (page: Page): Promise<Record<string, string>[]> => {
  const table = page.getByRole('table', { name: said.rowsTitle });
  const next = page.getByRole('button', { name: w.ui.nextPage });
  const first = await rowsOf(table);
  await next.click();
  await expect(table).not.toContainText(first[0]?.[said.rowColumns.why] ?? '');
  return [...first, ...(await rowsOf(table))];
};

/** What stands in the page for a row, against what the manifest says of it. */
const expectRow = (shown: Record<string, string> | undefined, row: SampleRow): void => {
  const where = `row ${row.line}`;
  expect(shown?.[said.rowColumns.line], where).toBe(String(row.line));
  expect(shown?.[said.rowColumns.verdict], where).toBe(said.verdicts[row.verdict]);
  const lines = (shown?.[said.rowColumns.why] ?? '').split('\n').map(line => line.trim());
  for (const code of row.errors) expect(lines, where).toContain(sentenceOf(code));
  // Beside the errors only what is named as a warning, so that no row says more than its codes.
  const warned = row.warnings.map(code => codeWords(code, 'zh-TW').name);
  const others = lines.filter(line => line !== '' && !row.errors.some(code => line === sentenceOf(code)));
  for (const line of others)
    expect(
      warned.some(name => line.includes(name)),
      `${where}: ${line}`,
    ).toBe(true);
  if (row.verdict === 'accept') for (const name of warned) expect(lines.join('\n'), where).toContain(name);
};

const corrections = async (page: Page): Promise<Download> => {
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: `${said.corrections}（${said.correctionsHint}）` }).click();
  return download;
};

const asFile = (buffer: Buffer) => ({ name: '修正後名單.csv', mimeType: 'text/csv', buffer });

test('a csv with faults is returned row by row, and nothing of it can be sent', async ({ page }) => {
  const rows = sampleRows('bad');
  await uploadFile(page, samplePath('bad_rows_utf8bom.csv'));
  await expect(page.getByText(said.verdict('58', '25', '32', '1'))).toBeVisible();
  await expect(page.getByText(said.returnedHeld)).toBeVisible();
  await expect(page.getByText('UTF-8-BOM')).toBeVisible();

  await test.step('each reason with its count', async () => {
    const wanted = new Map<string, number>();
    for (const code of rows.flatMap(row => row.errors)) {
      const { name } = codeWords(code, 'zh-TW');
      wanted.set(name, (wanted.get(name) ?? 0) + 1);
    }
    const reasons = await rowsOf(page.getByRole('table', { name: said.reasons.title }));
    const shown = reasons.map(row => [row[said.reasons.reason], Number(row[said.reasons.rows])]);
    expect(Object.fromEntries(shown)).toEqual(Object.fromEntries(wanted));
  });

  await test.step('each row with its verdict and its codes', async () => {
    const shown = await allRows(page);
    expect(shown).toHaveLength(58);
    rows.forEach((row, at) => expectRow(shown[at], row));
  });

  await test.step('the rows of one reason, by a click on it', async () => {
    const { name } = codeWords('E_FOREIGN', 'zh-TW');
    await page.getByRole('table', { name: said.reasons.title }).getByRole('button', { name }).click();
    const table = page.getByRole('table', { name: said.rowsTitle });
    await expect(table.getByRole('row')).toHaveCount(3);
    expect((await rowsOf(table)).map(row => row[said.rowColumns.number])).toEqual([
      expect.stringContaining('+8613800138000'),
      expect.stringContaining('+14155550100'),
    ]);
  });

  await expect(page.getByRole('button', { name: SEND })).toHaveCount(0);
  await expect(page.getByRole('button', { name: like(said.partial(SOME)) })).toHaveCount(0);
});

test('the same list as xls, less what its writer cut', async ({ page }) => {
  // A LABEL record of BIFF8 holds 255 characters: the row of 334 units is none in this file, and neither is too long.
  const cut = [40, 41];
  await uploadFile(page, samplePath('bad_rows.xls'));
  await expect(page.getByText(said.verdict('58', '26', '31', '1'))).toBeVisible();
  await expect(page.getByText(said.returnedHeld)).toBeVisible();
  const shown = await allRows(page);
  expect(shown).toHaveLength(58);
  sampleRows('bad').forEach((row, at) => {
    if (cut.includes(row.line)) expect(shown[at]?.[said.rowColumns.verdict]).toBe(said.verdicts.accept);
    else expectRow(shown[at], row);
  });
  await expect(page.getByRole('button', { name: SEND })).toHaveCount(0);
});

test('the returned rows are taken home, corrected and uploaded until they can go', async ({ page }) => {
  const rejected = sampleRows('bad').filter(({ verdict }) => verdict === 'reject');
  await uploadFile(page, samplePath('bad_rows_utf8bom.csv'));

  let lines: Line[] = [];
  await test.step('as csv for Excel, with reasons', async () => {
    const download = await corrections(page);
    expect(download.suggestedFilename()).toBe('退回明細_bad_rows_utf8bom.csv');
    lines = linesOf(await readFile(await download.path()));
    expect(lines.map(line => Number(line[COLUMN.line]))).toEqual(rejected.map(({ line }) => line));
    rejected.forEach((row, at) => {
      for (const code of row.errors) {
        expect(lines[at]?.[COLUMN.reason]).toContain(codeWords(code, 'zh-TW').name);
      }
    });
    // No cell may run as a formula where it is opened.
    expect(lines.flatMap(line => Object.values(line)).filter(cell => /^[=@]/.test(cell))).toEqual([]);
  });

  await test.step('with the numbers mended, the rows with faults in their texts come back', async () => {
    const mended = lines.map((line, at) => ({
      ...line,
      [COLUMN.number]: `09120009${String(at).padStart(2, '0')}`,
    }));
    await uploadFile(page, asFile(csvOfLines(mended)));
    await expect(page.getByText(said.verdict('32', '22', '10', '0'))).toBeVisible();
    await expect(page.getByRole('button', { name: SEND })).toHaveCount(0);
    lines = linesOf(await readFile(await (await corrections(page)).path()));
    expect(lines).toHaveLength(10);
  });

  await test.step('with the texts mended too, they can be sent', async () => {
    const mended = lines.map((line, at) => ({
      ...line,
      [COLUMN.content]: '您的申請已受理。',
      [COLUMN.ref]: `R${at}`,
    }));
    await uploadFile(page, asFile(csvOfLines(mended)));
    await expect(page.getByText(said.verdict('10', '10', '0', '0'))).toBeVisible();
    const send = page.getByRole('button', { name: w.compose.sendDeed('10', '10'), exact: true });
    await expect(send).toBeEnabled();
    await send.click();
    await expect(page).toHaveURL(/\/batches\//);
    await expect(page.getByText(w.states.batch.completed, { exact: true })).toBeVisible();
  });
});
