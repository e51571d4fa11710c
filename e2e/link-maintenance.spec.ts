import type { Page } from '@playwright/test';
import { randomUUID } from 'node:crypto';
import { unbalanced } from './support/database';
import { expect, test, w } from './support/journey';
import { Person } from './support/person';
import { counters, slowCarriers } from './support/simulator';
import { until } from './support/stack';
import { rowsOf } from './support/tables';

const { carriers, states } = w;

/** All of one carrier, so that its other link has to take what the drained one does not. */
const NUMBERS = Array.from({ length: 5_000 }, (_, at) => `09284${String(at).padStart(5, '0')}`);
const ALL = '5,000';
const DRAINED = 'CHT-A';
const OTHER = 'CHT-B';
/** With windows of 100 two links take at most 200 segments in this time: the batch outlasts the maintenance. */
const RTT_MS = 1_500;
/** The page asks every five seconds. */
const SEEN = { timeout: 30_000 };

test.setTimeout(150_000);
test.afterAll(() => slowCarriers(0));

const takenBy = async (link: string): Promise<number> => (await counters()).links[link]?.accepted ?? 0;

const grows = async (link: string): Promise<void> => {
  const before = await takenBy(link);
  await until(
    () => takenBy(link),
    now => now > before,
  );
};

const deed = async (page: Page, words: typeof carriers.deeds.drain, reason: string): Promise<void> => {
  await page.getByRole('button', { name: words.button, exact: true }).click();
  const dialog = page.getByRole('dialog', { name: words.title(DRAINED) });
  await dialog.getByRole('textbox', { name: carriers.deeds.reason }).fill(reason);
  await dialog.getByRole('button', { name: words.deed, exact: true }).click();
  await expect(dialog).toBeHidden();
};

test('a link is drained and comes back in mid-batch: the other carries on, nothing is lost or sent twice', async ({
  pageOf,
}) => {
  const user = await Person.as('user');
  const before = await counters();
  await slowCarriers(RTT_MS);
  const { signatures } = await user.get<{ signatures: { id: string }[] }>('/web/compose');
  const { batchId } = await user.post<{ batchId: string }>('/web/batches', {
    sendKey: randomUUID(),
    signatureId: signatures[0]?.id ?? '',
    content: '您的申請已受理。',
    recipients: NUMBERS,
  });
  await grows(DRAINED);
  await grows(OTHER);

  const page = await pageOf('system-admin');

  await test.step('the page of the link says who took it out of use and why', async () => {
    await page.goto(`/carriers/${DRAINED}`);
    await expect(page.getByText(states.link.bound, { exact: true })).toBeVisible();
    await deed(page, carriers.deeds.drain, '更換機房網路設備');
    await expect(page.getByText(carriers.stops.drained, { exact: true }).first()).toBeVisible();
    await expect(page.getByText('更換機房網路設備')).toBeVisible();
    await expect(page.getByText(states.link.bound, { exact: true })).toHaveCount(0, SEEN);
  });

  await test.step('it takes nothing more, the other link does, and the board says that it was stopped', async () => {
    await page.goto('/carriers');
    const board = page.getByRole('table', { name: states.network.CHT });
    await expect(board).toBeVisible();
    const seen = async () => (await rowsOf(board)).map(link => [link[carriers.link], link[w.common.state]]);
    await expect.poll(seen, SEEN).toEqual([
      [DRAINED, states.link.drained],
      [OTHER, states.link.bound],
    ]);
    await expect(page.getByText(carriers.boundAndStopped('5', '1'))).toBeVisible();
    const stood = await takenBy(DRAINED);
    await grows(OTHER);
    await grows(OTHER);
    expect(await takenBy(DRAINED)).toBe(stood);
  });

  await test.step('it comes back and takes its share again', async () => {
    const stood = await takenBy(DRAINED);
    await page.goto(`/carriers/${DRAINED}`);
    await deed(page, carriers.deeds.resume, '更換完成');
    await expect(page.getByText(states.link.bound, { exact: true })).toBeVisible(SEEN);
    await until(
      () => takenBy(DRAINED),
      now => now > stood,
    );
    await slowCarriers(0);
  });

  await test.step('the batch finishes, every message delivered and none twice', async () => {
    const sender = await pageOf('user');
    await sender.goto(`/batches/${batchId}`);
    await expect(sender.getByText(states.batch.completed, { exact: true })).toBeVisible({ timeout: 60_000 });
    const stages = sender.getByRole('list', { name: w.batch.result });
    await expect(
      stages.getByRole('button', { name: new RegExp(`^${states.stage.delivered}\\s*${ALL}\\s`) }),
    ).toBeVisible();
    const now = await counters();
    expect(now.accepted - before.accepted).toBe(NUMBERS.length);
    expect(now.distinct - before.distinct).toBe(NUMBERS.length);
    expect(now.duplicateCount).toBe(before.duplicateCount);
    expect(await unbalanced()).toEqual([]);
  });
  await user.end();
});
