import { randomUUID } from 'node:crypto';
import { unbalanced } from './support/database';
import { expect, test, w } from './support/journey';
import { Person } from './support/person';
import { until } from './support/stack';

const { queue, records, states } = w;

test.setTimeout(180_000);

/** Neither taken nor answered by any carrier. */
const NEVER_ANSWERED = '0912009007';

interface Message {
  readonly id: string;
  readonly state: string;
}

test('a message without an answer is held as unconfirmed, and a person says what the carrier said', async ({
  pageOf,
}) => {
  const user = await Person.as('user');
  const { signatures } = await user.get<{ signatures: { id: string }[] }>('/web/compose');
  const { batchId } = await user.post<{ batchId: string }>('/web/batches', {
    sendKey: randomUUID(),
    signatureId: signatures[0]?.id ?? '',
    content: '您的申請已受理。',
    recipients: [NEVER_ANSWERED],
  });
  const messages = () => user.get<{ items: Message[] }>(`/web/batches/${batchId}/messages`);
  const seen = await until(messages, ({ items }) => items[0]?.state === 'unconfirmed', 120_000);
  const id = seen.items[0]?.id ?? '';

  const page = await pageOf('system-admin');
  await page.goto(`/queue?batch=${batchId}`);
  const table = page.getByRole('table', { name: queue.doubt.title });
  await table.getByRole('row').nth(1).getByRole('button').click();
  const panel = page.getByRole('dialog', { name: queue.panel.title });
  await expect(panel.getByText(records.message.step.unconfirmed)).toBeVisible();
  await panel.getByRole('radio', { name: queue.form.saids.unknown }).check();
  await panel.getByRole('textbox', { name: queue.form.reference }).fill('CHT-1127-031');
  await panel.getByRole('textbox', { name: queue.form.note }).fill('業者查無此筆');
  await panel.getByRole('button', { name: queue.form.now }).click();
  await expect(page.getByText(queue.form.done)).toBeVisible();

  expect((await messages()).items[0]?.state).toBe('unknown');
  const sender = await pageOf('user');
  await sender.goto(`/records?batch=${batchId}&message=${id}`);
  const way = sender.getByRole('dialog');
  await expect(way.getByText(records.message.step.resolved)).toBeVisible();
  await expect(way.getByText(states.message.unknown).first()).toBeVisible();
  expect(await unbalanced()).toEqual([]);
  await user.end();
});
