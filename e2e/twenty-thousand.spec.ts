import { csvOf } from './support/csv';
import { unbalanced } from './support/database';
import { longestGap, watchFrames } from './support/frames';
import { expect, test, w } from './support/journey';
import { like, numberOf, SOME } from './support/phrases';
import { counters } from './support/simulator';
import { stack } from './support/stack';
import { uploadFile } from './support/uploading';

const RECIPIENTS = 20_000;
const ALL = '20,000';
/** Numbers of their own, apart from those of the fault drills. */
const SERIES = 9;
const SMOOTH_MS = 1_000;
const ANSWER_MS = 2_000;

test.use({ role: 'user' });
test.setTimeout(150_000);

test('20,000 recipients in one file: all delivered, none twice, while the page stays smooth', async ({
  page,
}) => {
  const taken = await counters();
  await uploadFile(page, { name: '二萬人名單.csv', mimeType: 'text/csv', buffer: csvOf(RECIPIENTS, SERIES) });
  await expect(page.getByText(w.compose.upload.verdict(ALL, ALL, '0', '0'))).toBeVisible();
  const deed = w.compose.sendDeed(ALL, ALL);
  await page.getByRole('button', { name: deed, exact: true }).click();
  const look = page.getByRole('dialog', { name: w.compose.check.title });
  await expect(look).toContainText(ALL);

  await watchFrames(page);
  await look.getByRole('button', { name: deed, exact: true }).click();
  await expect(page).toHaveURL(/\/batches\/b[0-9a-z]{11}$/);
  const stages = page.getByRole('list', { name: w.batch.result });
  const delivered = stages.getByRole('button', { name: new RegExp(`^${w.states.stage.delivered}`) });
  const seen = async () => numberOf(/[\d,]+/.exec(await delivered.innerText())?.[0] ?? '0');

  await test.step('the figures only grow, the API answers, and the page can be used meanwhile', async () => {
    let before = 0;
    let slowest = 0;
    for (let turn = 0; before < RECIPIENTS; turn++) {
      const begun = performance.now();
      const answer = await fetch(`${stack().url}/health/ready`);
      slowest = Math.max(slowest, performance.now() - begun);
      expect(answer.status).toBe(200);
      if (turn === 1) await delivered.click();
      if (turn === 2) await delivered.click();
      const now = await seen();
      expect(now).toBeGreaterThanOrEqual(before);
      if (now < RECIPIENTS)
        await expect.poll(seen, { timeout: 60_000, intervals: [100] }).toBeGreaterThan(before);
      before = now;
    }
    expect(slowest).toBeLessThan(ANSWER_MS);
  });
  await expect(page.getByText(w.states.batch.completed, { exact: true })).toBeVisible();
  const gap = await longestGap(page);
  expect(gap).toBeGreaterThan(0);
  expect(gap).toBeLessThan(SMOOTH_MS);

  const now = await counters();
  expect(now.accepted - taken.accepted).toBe(RECIPIENTS);
  expect(now.distinct - taken.distinct).toBe(RECIPIENTS);
  expect(now.duplicateCount).toBe(taken.duplicateCount);
  expect(await unbalanced()).toEqual([]);

  await test.step('and the last of them is found by its number', async () => {
    await page.goto('/records?number=0922903333');
    await expect(page.getByRole('table', { name: w.records.title }).getByRole('row').nth(1)).toContainText(
      '0922***333',
    );
    await expect(page.getByText(like(w.ui.rowCount(SOME)))).toBeVisible();
  });
});
