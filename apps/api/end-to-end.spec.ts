import { QuotaViews } from '@sms111/api/quota';
import type { Caller } from './testing/caller';
import { formOf } from './testing/form';
import { RunningApi } from './testing/running-api';
import { RunningWorker } from './testing/running-worker';
import { textOf } from './testing/texts';
import { until } from './testing/until';

jest.setTimeout(60_000);

/** Numbers of the three carriers in turn. */
const numberOf = (i: number): string => `${['0912', '0922', '0926'][i % 3]}${String(i).padStart(6, '0')}`;

describe('from the API to the handset and back', () => {
  let api: RunningApi;
  let worker: RunningWorker;

  beforeAll(async () => {
    api = await RunningApi.start();
    worker = await RunningWorker.start(api);
  });
  afterEach(async () => {
    expect(await api.get(QuotaViews).unbalanced(api.db)).toEqual([]);
    expect(worker.simulator.counters()).toMatchObject({ duplicateCount: 0, violations: {} });
  });
  afterAll(async () => {
    await worker.stop();
    await api.close();
  });

  const completed = async (caller: Caller, path: string) => {
    await until(
      async () => (await caller.get(path)).body.state === 'completed',
      async () => (await caller.get(path)).body,
    );
    return (await caller.get(path)).body;
  };

  it('a system posts sixty messages, each reaches its handset once, and every figure agrees', async () => {
    const { caller } = await api.system(await api.unit(), { quota: 200 });
    const items = Array.from({ length: 60 }, (_, i) => ({
      clientRef: `A${i}`,
      to: i % 2 ? numberOf(i) : `+886${numberOf(i).slice(1)}`,
      content: textOf(i % 10 === 0 ? '長'.repeat(100) : `第 ${i} 號，請於 7 日內繳費。`),
    }));
    const posted = await caller.post('/api/v1/batches', { items }, { 'idempotency-key': 'e2e' });
    expect(posted.body).toMatchObject({ accepted: 60, segments: 66 });
    expect(await completed(caller, `/api/v1/batches/${posted.body.batchId}`)).toMatchObject({
      messages: 60,
      delivered: 60,
      failed: 0,
      processing: 0,
      completedAt: expect.any(String),
    });
    for (const i of [0, 1, 2, 59]) {
      const { body } = await caller.get(`/api/v1/messages?clientRef=A${i}`);
      const segments = i % 10 === 0 ? 2 : 1;
      expect(body.items).toMatchObject([
        {
          messageId: posted.body.items[i].messageId,
          to: `+886${numberOf(i).slice(1)}`,
          state: 'delivered',
          carrier: ['CHT', 'TWM', 'FET'][i % 3],
          segments,
          chargedSegments: segments,
        },
      ]);
      const [handset] = worker.simulator.handsets(numberOf(i));
      expect(handset?.messages).toMatchObject([{ text: items[i]?.content, sender: '111', segments }]);
    }
    expect((await caller.get('/api/v1/quota')).body).toMatchObject({
      remaining: 134,
      reserved: 0,
      charged: 66,
    });
    expect((await caller.post('/api/v1/batches', { items }, { 'idempotency-key': 'e2e' })).body).toEqual(
      posted.body,
    );
    const again = await caller.post('/api/v1/batches', { items });
    expect(again.body).toMatchObject({ batchId: null, accepted: 0, repeated: 60, segments: 0 });
  });

  it('a person brings a file, has it checked, sends it, and is told when it has ended', async () => {
    const unit = await api.unit();
    const user = await api.signedIn(unit, 'user', 100);
    const lines = [
      '手機號碼,簡訊內容,自訂序號',
      ...[1, 2, 3].map(i => `${numberOf(300 + i)},第 ${i} 期通知,R${i}`),
    ];
    const brought = await user.call(
      'POST',
      '/web/uploads',
      formOf({ signatureId: unit.signatureId }, '名單.csv', lines.join('\r\n')),
    );
    expect(brought).toMatchObject({ status: 202, body: { state: expect.stringMatching(/checking|ready/) } });
    const path = `/web/uploads/${brought.body.id}`;
    await until(
      async () => (await user.get(path)).body.state === 'ready',
      async () => (await user.get(path)).body,
    );
    expect((await user.get(`${path}/rows`)).body.items).toHaveLength(3);
    const sent = await user.post(`${path}/send`, {});
    expect(sent).toMatchObject({ status: 201, body: { messages: 3, segments: 3 } });
    expect(await user.post(`${path}/send`, {})).toMatchObject({ status: 409, code: 'upload-already-sent' });
    const page = await completed(user, `/web/batches/${sent.body.batchId}`);
    expect(page).toMatchObject({
      channel: 'file',
      charged: 3,
      reserved: 0,
      stages: { delivered: { messages: 3 } },
    });
    const notices = await user.get('/web/notices');
    expect(notices.body).toMatchObject({ unread: 1, items: [{ kind: 'batch-completed', read: false }] });
    expect(notices.text).not.toMatch(/09\d{8}/);
    const found = await user.get(`/web/messages?number=${numberOf(301)}`);
    expect(found.body.items).toMatchObject([{ state: 'delivered', channel: 'file', excerpt: '第 1 期通知' }]);
  });

  it('a file with faults is held, and gives back what must be corrected', async () => {
    const unit = await api.unit();
    const user = await api.signedIn(unit, 'user', 100);
    const file = ['手機號碼,簡訊內容', `${numberOf(1)},您好`, '0212345678,您好', `${numberOf(2)},`].join(
      '\n',
    );
    const brought = await user.call(
      'POST',
      '/web/uploads',
      formOf({ signatureId: unit.signatureId }, 'a.csv', file),
    );
    const path = `/web/uploads/${brought.body.id}`;
    await until(
      async () => (await user.get(path)).body.state === 'returned',
      async () => (await user.get(path)).body,
    );
    expect((await user.get(path)).body.rows).toMatchObject({ total: 3, accepted: 1, returned: 2 });
    expect(await user.post(`${path}/send`, {})).toMatchObject({ status: 409, code: 'upload-held' });
    expect(await user.post(`${path}/send`, { goodRowsOnly: true })).toMatchObject({
      status: 403,
      code: 'partial-send-off',
    });
    const corrections = await user.get(`${path}/corrections`);
    expect(corrections.headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(corrections.text).toContain('0212345678');
    expect(await user.call('DELETE', path)).toMatchObject({ status: 204 });
    expect(await user.get(path)).toMatchObject({ status: 404 });
  });
});
