import { parseBatchId } from '@sms111/domain';
import { settle, type End } from './testing/carriers';
import { RunningApi, type System } from './testing/running-api';
import { numberOf, TEXT, textOf } from './testing/texts';

describe('a system that asks what became of its messages', () => {
  let api: RunningApi;
  let system: System;

  beforeAll(async () => (api = await RunningApi.start()));
  beforeEach(async () => (system = await api.system(await api.unit(), { quota: 100 })));
  afterAll(() => api.close());

  const get = (path: string, headers?: Record<string, string>) =>
    system.caller.get(`/api/v1${path}`, headers);
  const post = async (items: object[], content = TEXT) =>
    (await system.caller.post('/api/v1/batches', { name: '通知', content, items })).body;
  const sent = async (end: End) => {
    const { batchId, items } = await post([{ to: numberOf(1), clientRef: 'A' }]);
    await settle(api, batchId, () => end);
    return (await get(`/messages/${items[0].messageId}`)).body;
  };

  it('sees it accepted, with the whole number, its own reference and nothing of the text', async () => {
    const { batchId, items } = await post([{ to: numberOf(1), clientRef: 'A' }]);
    const { body, text } = await get(`/messages/${items[0].messageId}`);
    expect(body).toEqual({
      messageId: items[0].messageId,
      batchId,
      clientRef: 'A',
      to: '+886912000001',
      state: 'accepted',
      reason: 'none',
      stateText: '處理中',
      segments: 1,
      chargedSegments: 0,
      carrier: '',
      acceptedAt: api.clock.now().toISOString(),
      submittedAt: null,
      finalAt: null,
    });
    expect(text).not.toContain('受理');
    expect((await get('/messages?clientRef=A')).body).toEqual({ items: [body] });
  });

  it.each([
    ['submitted', { state: 'submitted', chargedSegments: 0, finalAt: null }],
    ['delivered', { state: 'delivered', reason: 'delivered', chargedSegments: 1, carrier: 'CHT' }],
    ['failed', { state: 'failed', reason: 'handset-fail', chargedSegments: 0 }],
    ['expired', { state: 'expired', reason: 'expired', chargedSegments: 0 }],
    ['unknown', { state: 'unknown', chargedSegments: 0 }],
    ['refused', { state: 'failed', reason: 'invalid-number', chargedSegments: 0 }],
    ['unconfirmed', { state: 'unconfirmed', reason: 'no-answer', chargedSegments: 0, finalAt: null }],
  ] as const)('sees it %s', async (end, expected) => {
    const shown = await sent(end);
    expect(shown).toMatchObject(expected);
    expect(shown.stateText).not.toBe('');
  });

  it('has the state in words of its language', async () => {
    const { items } = await post([{ to: numberOf(1), clientRef: 'A' }]);
    const shown = await get(`/messages/${items[0].messageId}`, { 'accept-language': 'en-GB' });
    expect(shown.body.stateText).toMatch(/^[\x20-\x7e]+$/);
    const found = await get('/messages?clientRef=A', { 'accept-language': 'en' });
    expect(found.body.items[0].stateText).toBe(shown.body.stateText);
  });

  it('has the figures of its batch, and its quota moves with them', async () => {
    const { batchId } = await post(
      Array.from({ length: 6 }, (_, i) => ({ to: numberOf(i) })),
      textOf('長'.repeat(70)),
    );
    expect((await get(`/batches/${batchId}`)).body).toMatchObject({
      name: '通知',
      state: 'dispatching',
      messages: 6,
      segments: 12,
      processing: 6,
      completedAt: null,
    });
    const ends: End[] = ['delivered', 'delivered', 'delivered', 'failed', 'submitted', 'unconfirmed'];
    await settle(api, batchId, seq => ends[seq] ?? null);
    const { body } = await get(`/batches/${batchId}`);
    expect(body).toMatchObject({ delivered: 3, failed: 1, processing: 1, unconfirmed: 1, completedAt: null });
    expect((await get('/quota')).body).toMatchObject({
      ordered: 100,
      remaining: 90,
      reserved: 4,
      charged: 6,
    });
  });

  it('finds nothing under a reference that it never used', async () => {
    expect(await get('/messages?clientRef=B')).toMatchObject({ status: 200, body: { items: [] } });
  });

  it.each([
    '/messages',
    '/messages?clientRef=',
    '/messages?clientRef=A&state=delivered',
    '/messages?clientRef=A&clientRef=B',
  ])('must ask for exactly one reference: %s', async path => {
    expect(await get(path)).toMatchObject({ status: 422, code: 'invalid-request' });
  });

  it.each([
    '/messages/b00000000000-0',
    '/messages/bzzzzzzzzzzz-zzzzzz',
    '/messages/b0akae2z01p6',
    '/messages/1',
    "/messages/'%20OR%201=1--",
    '/messages/%00',
    '/messages/%E0%A4%A',
    `/messages/${'x'.repeat(2_000)}`,
    '/batches/b00000000000',
    '/batches/bzzzzzzzzzzz',
    '/batches/biiiiiiiiiii',
    '/batches/..%2F..%2Fetc',
  ])('is told that there is nothing at %s', async path => {
    const answer = await get(path.slice(0, 2_100));
    expect(answer).toMatchObject({ status: 404, code: 'not-found' });
    expect(answer.headers['x-trace-id']).toBe(answer.body.traceId);
  });

  it('sees nothing of another account, of its own unit or of another', async () => {
    const { batchId, items } = await post([{ to: numberOf(1), clientRef: 'A' }]);
    for (const unit of [system.unit, await api.unit()]) {
      const { caller } = await api.system(unit, { quota: 1 });
      for (const path of [`/messages/${items[0].messageId}`, `/batches/${batchId}`])
        expect(await caller.get(`/api/v1${path}`)).toMatchObject({ status: 404, code: 'not-found' });
      expect((await caller.get('/api/v1/messages?clientRef=A')).body).toEqual({ items: [] });
      expect((await caller.get('/api/v1/quota')).body.remaining).toBe(1);
    }
  });

  it('does not see what people of its unit have sent', async () => {
    const user = await api.signedIn(system.unit, 'user', 10);
    const { signatureId } = system.unit;
    const { body } = await user.post('/web/batches', {
      sendKey: crypto.randomUUID(),
      signatureId,
      content: '您好',
      recipients: [numberOf(1)],
    });
    expect(await get(`/batches/${body.batchId}`)).toMatchObject({ status: 404 });
    expect(await get(`/messages/${body.batchId}-0`)).toMatchObject({ status: 404 });
  });

  it('leaves its sender’s record as it was: the way back to the message holds for its whole life', async () => {
    const { batchId, items } = await post([{ to: numberOf(1), clientRef: 'A' }, { to: numberOf(2) }]);
    expect(items.map((item: { messageId: string }) => item.messageId)).toEqual([
      `${batchId}-0`,
      `${batchId}-1`,
    ]);
    expect(parseBatchId(batchId)).not.toBeNull();
    const [first, second] = await Promise.all([get(`/messages/${batchId}-0`), get(`/messages/${batchId}-1`)]);
    expect([first.body.to, second.body.to]).toEqual(['+886912000001', '+886912000002']);
    expect([first.body.clientRef, second.body.clientRef]).toEqual(['A', null]);
  });
});
