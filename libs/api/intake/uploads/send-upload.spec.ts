import { MessageContents } from '@sms111/api/messages';
import { actorOf, buildAccount } from '@sms111/api/testing';
import { laneNumber, parseBatchId } from '@sms111/domain';
import { newUploadsBench, sampleFile, type UploadsBench } from './testing/uploads-bench';

const GOOD = '手機號碼,簡訊內容,自訂序號\r\n0912000001,您好,A1\r\n0918000002,"第一行\r\n第二行",\r\n';
const MIXED = '手機號碼,簡訊內容\r\n0912000001,您好\r\n02-12345678,您好\r\n0918000002,再見\r\n';
const NUMBERS = '0912000001\n0918000002\n';

describe('sending an upload', () => {
  let bench: UploadsBench;
  beforeEach(async () => {
    bench = await newUploadsBench({ goodRowsOnly: false });
  });
  afterEach(() => bench.close());

  const contents = async (batchId: string) => {
    const batch = parseBatchId(batchId) ?? 0;
    return [...(await bench.get(MessageContents).range(bench.db, batch, 0, 999)).values()];
  };
  const refusal = (sending: Promise<unknown>) =>
    sending.then(
      () => 'sent',
      (error: { code?: string }) => error.code,
    );

  it('accepts each row with its own text and number, once, and reserves its segments', async () => {
    const upload = await bench.checked({ content: GOOD });
    const sent = await bench.send(upload.id, { name: '十一月通知' });
    expect(sent).toMatchObject({ messages: 2, segments: 2 });
    expect(await contents(sent.batchId)).toEqual([
      { number: '0912000001', text: '測試公共服務平臺\n您好', ref: 'A1' },
      { number: '0918000002', text: '測試公共服務平臺\n第一行\n第二行', ref: null },
    ]);
    expect(await bench.show(upload.id)).toMatchObject({ state: 'sent', batchId: sent.batchId });
    expect(await bench.db.query('SELECT name, channel, signature, segments FROM batch')).toEqual([
      expect.objectContaining({ name: '十一月通知', signature: '測試公共服務平臺', segments: 2 }),
    ]);
    expect(await bench.audited('upload.sent')).toEqual([
      { account_id: bench.actor.accountId, detail: { batch: sent.batchId, accepted: 2, returned: 0 } },
    ]);
    expect(await bench.audited('upload.partial-sent')).toEqual([]);
    const { items } = await bench.controller.list(bench.actor);
    expect(items).toEqual([]);
  });

  it('makes the sample of 100 rows 113 segments', async () => {
    const upload = await bench.checked({ fileName: 'list.csv', content: sampleFile('valid100_big5.csv') });
    expect(await bench.send(upload.id)).toMatchObject({ messages: 100, segments: 113 });
  });

  it('puts the typed text under the name for a list of numbers', async () => {
    const upload = await bench.checked({ fileName: '名單.txt', content: NUMBERS });
    const sent = await bench.send(upload.id, { content: '本周六停水，請預先儲水。' });
    expect((await contents(sent.batchId)).map(each => each.text)).toEqual(
      Array(2).fill('測試公共服務平臺\n本周六停水，請預先儲水。'),
    );
  });

  it('returns a typed text that does not conform, with its codes, and asks for one where there is none', async () => {
    const upload = await bench.checked({ fileName: '名單.txt', content: NUMBERS });
    await expect(bench.send(upload.id, { content: '請電02-12345678洽詢，謝謝。' })).rejects.toMatchObject({
      code: 'not-acceptable-content',
      errors: [{ pointer: '/content', code: 'E_PHONE_NOT_LAST' }],
    });
    expect(await refusal(bench.send(upload.id))).toBe('not-acceptable-content');
    expect(await bench.show(upload.id)).toMatchObject({ state: 'ready' });
  });

  it('refuses a typed text for a file that has its own', async () => {
    const upload = await bench.checked({ content: GOOD });
    expect(await refusal(bench.send(upload.id, { content: '您好' }))).toBe('invalid-request');
  });

  it('goes in a lane that the account was granted, and stays unsent without the right', async () => {
    const upload = await bench.checked({ content: GOOD });
    expect(await refusal(bench.send(upload.id, { lane: 'disaster' }))).toBe('lane-not-granted');
    expect(await bench.show(upload.id)).toMatchObject({ state: 'ready' });
    await bench.db.query("UPDATE account SET lanes = lanes || '{disaster}' WHERE id = $1", [
      bench.actor.accountId,
    ]);
    await bench.send(upload.id, { lane: 'disaster' });
    expect(await bench.db.query('SELECT lane FROM batch')).toEqual([{ lane: laneNumber('disaster') }]);
    expect(await bench.audited('batch.accepted')).toMatchObject([{ detail: { lane: 'disaster' } }]);
  });

  it('refuses a second time and names the batch', async () => {
    const upload = await bench.checked({ content: GOOD });
    const { batchId } = await bench.send(upload.id);
    await expect(bench.send(upload.id)).rejects.toMatchObject({
      code: 'upload-already-sent',
      params: { batchId },
    });
    const removal = bench.controller.remove(bench.actor, {
      params: { uploadId: upload.id },
      query: undefined,
      body: undefined,
    });
    expect(await refusal(removal)).toBe('upload-already-sent');
  });

  it('makes exactly one batch of twenty clicks at once', async () => {
    const upload = await bench.checked({ content: GOOD });
    const results = await Promise.allSettled(Array.from({ length: 20 }, () => bench.send(upload.id)));
    const done = results.flatMap(result => (result.status === 'fulfilled' ? [result.value] : []));
    expect(done).toHaveLength(1);
    const refused = results.flatMap(result => (result.status === 'rejected' ? [result.reason] : []));
    expect(refused).toHaveLength(19);
    for (const reason of refused) {
      expect(reason).toMatchObject({ code: 'upload-already-sent', params: { batchId: done[0]?.batchId } });
    }
    const [rows] = await bench.db.query(
      'SELECT (SELECT count(*) FROM batch)::int AS batches, (SELECT count(*) FROM message_state)::int AS messages',
    );
    expect(rows).toEqual({ batches: 1, messages: 2 });
  });

  it('holds a file with returned rows, and its good rows too while the policy is off', async () => {
    const upload = await bench.checked({ content: MIXED });
    expect(upload).toMatchObject({ state: 'returned', goodRowsOnly: false });
    await expect(bench.send(upload.id)).rejects.toMatchObject({
      code: 'upload-held',
      params: { accepted: 2, returned: 1 },
    });
    expect(await refusal(bench.send(upload.id, { goodRowsOnly: true }))).toBe('partial-send-off');
    expect(await bench.db.query('SELECT 1 FROM batch')).toEqual([]);
  });

  it('sends the good rows where the policy allows it and the sender says so, and tells the auditors', async () => {
    await bench.db.query('UPDATE unit SET good_rows_only = true');
    const upload = await bench.checked({ content: MIXED });
    expect(upload.goodRowsOnly).toBe(true);
    expect(await refusal(bench.send(upload.id))).toBe('upload-held');
    const sent = await bench.send(upload.id, { goodRowsOnly: true });
    expect((await contents(sent.batchId)).map(each => each.number)).toEqual(['0912000001', '0918000002']);
    expect(await bench.audited('upload.partial-sent')).toEqual([
      { account_id: bench.actor.accountId, detail: { batch: sent.batchId, accepted: 2, returned: 1 } },
    ]);
    // What was returned can still be corrected.
    expect((await bench.corrections(upload.id)).text).toContain('02-12345678');
  });

  it('sends nothing rather than less than was promised', async () => {
    const upload = await bench.checked({ content: GOOD });
    await bench.db.query('DELETE FROM upload_block');
    await expect(bench.send(upload.id)).rejects.toThrow();
    await bench.db.query('UPDATE upload SET rows_accepted = 3');
    await expect(bench.send(upload.id)).rejects.toThrow();
    expect(await bench.db.query('SELECT 1 FROM batch')).toEqual([]);
    expect(await bench.show(upload.id)).toMatchObject({ state: 'ready' });
  });

  it('stays ready when the quota is short', async () => {
    await bench.db.query('UPDATE allocation SET remaining = 1, lapsed = ordered - 1');
    const upload = await bench.checked({ content: GOOD });
    expect(await refusal(bench.send(upload.id))).toBe('quota-short');
    expect(await bench.show(upload.id)).toMatchObject({ state: 'ready', batchId: null });
    expect(await bench.db.query('SELECT 1 FROM message_state')).toEqual([]);
  });

  it('refuses what is not checked or was refused, and knows nothing of other accounts’ files', async () => {
    const refused = await bench.checked({ content: '' });
    expect(await refusal(bench.send(refused.id))).toBe('upload-not-ready');
    const upload = await bench.checked({ content: GOOD });
    const colleague = actorOf(bench.unit, await buildAccount(bench.db, bench.unit));
    expect(await refusal(bench.send(upload.id, {}, colleague))).toBe('not-found');
    expect(await refusal(bench.show(upload.id, colleague))).toBe('not-found');
    const input = { params: { uploadId: upload.id }, query: undefined, body: undefined };
    expect(await refusal(bench.controller.remove(colleague, input))).toBe('not-found');
    expect(await refusal(bench.controller.rows(colleague, { ...input, query: { limit: 50 } }))).toBe(
      'not-found',
    );
    const { items } = await bench.controller.list(colleague);
    expect(items).toEqual([]);
  });
});
