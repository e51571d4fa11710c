import { QuotaViews } from '@sms111/api/quota';
import type { Answer } from './testing/caller';
import { RunningApi, type System } from './testing/running-api';
import { numberOf, TEXT, textOf } from './testing/texts';

describe('a system that asks twice', () => {
  let api: RunningApi;
  let system: System;

  beforeAll(async () => (api = await RunningApi.start()));
  beforeEach(async () => (system = await api.system(await api.unit(), { quota: 1_000 })));
  afterEach(async () => expect(await api.get(QuotaViews).unbalanced(api.db)).toEqual([]));
  afterAll(() => api.close());

  const batch = (body: object, key?: string) =>
    system.caller.post('/api/v1/batches', body, key ? { 'idempotency-key': key } : {});
  const message = (body: object, key?: string) =>
    system.caller.post('/api/v1/messages', body, key ? { 'idempotency-key': key } : {});
  const twenty = (ask: () => Promise<Answer>) => Promise.all(Array.from({ length: 20 }, ask));
  const count = async (table: 'batch' | 'client_ref' | 'idempotency_key') =>
    (await api.db.query(`SELECT FROM ${table} WHERE account_id = $1`, [system.accountId])).length;
  const reserved = async () => (await system.caller.get('/api/v1/quota')).body.reserved as number;
  const hour = 3_600_000;

  describe('with the same clientRef', () => {
    const body = { clientRef: 'order-1', to: '0912345678', content: TEXT };

    it('is answered with the first message, however the number is spelled', async () => {
      const first = await message(body);
      const again = await message({ ...body, to: '+886 912-345-678' });
      expect(first.body).toMatchObject({ status: 'accepted' });
      expect(again).toMatchObject({
        status: 202,
        body: { status: 'repeated', messageId: first.body.messageId },
      });
      expect([await count('batch'), await reserved()]).toEqual([1, 1]);
    });

    it('is answered so for weeks, not for a day', async () => {
      const first = await message(body);
      api.clock.advance(20 * 24 * hour);
      const again = await message(body);
      api.clock.advance(-20 * 24 * hour);
      expect(again.body).toMatchObject({ status: 'repeated', messageId: first.body.messageId });
    });

    it('has one message, also when twenty ask at once', async () => {
      const answers = await twenty(() => message(body));
      expect(answers.map(answer => answer.status)).toEqual(Array.from({ length: 20 }, () => 202));
      expect(new Set(answers.map(answer => answer.body.messageId)).size).toBe(1);
      expect(answers.filter(answer => answer.body.status === 'accepted')).toHaveLength(1);
      expect([await count('batch'), await reserved()]).toEqual([1, 1]);
    });

    it('has one message each, also when twenty batches that overlap come at once', async () => {
      let start = 0;
      const answers = await twenty(() => {
        const from = start++;
        const items = Array.from({ length: 10 }, (_, i) => ({
          clientRef: `r${from + i}`,
          to: numberOf(from + i),
          content: TEXT,
        }));
        return batch({ items: from % 2 ? items : items.reverse() });
      });
      // Those that could not be untangled in time were asked to come again; nobody saw a fault.
      for (const answer of answers) expect([202, 409]).toContain(answer.status);
      for (const answer of answers)
        if (answer.status === 409) expect(answer.code).toBe('idempotency-in-progress');
      const byRef = new Map<string, Set<string>>();
      for (const {
        status,
        body: { items },
      } of answers) {
        if (status !== 202) continue;
        for (const { clientRef, messageId } of items)
          byRef.set(clientRef, (byRef.get(clientRef) ?? new Set()).add(messageId));
      }
      for (const ids of byRef.values()) expect(ids.size).toBe(1);
      expect(await count('client_ref')).toBe(await reserved());
    });

    it.each([
      ['number', { to: '0912345679' }],
      ['text', { content: textOf('另一則') }],
    ])('and another %s is refused, not answered as if it were the same', async (_, other) => {
      await message(body);
      const refused = await message({ ...body, ...other });
      expect(refused).toMatchObject({ status: 409, code: 'client-ref-taken' });
      expect(refused.body.errors).toMatchObject([{ pointer: '/clientRef', code: 'E_CLIENT_REF_TAKEN' }]);
      expect([await count('batch'), await reserved()]).toEqual([1, 1]);
    });

    it('in a batch is repeated, or returned where it stands for something else', async () => {
      const first = await message(body);
      const { body: answer } = await batch({
        items: [
          body,
          { ...body, clientRef: 'order-2' },
          { clientRef: 'order-3', to: numberOf(3), content: TEXT },
        ],
      });
      const other = await batch({
        content: TEXT,
        items: [
          { clientRef: 'order-1', to: numberOf(4) },
          { clientRef: 'order-3', to: numberOf(3) },
          { clientRef: 'order-5', to: numberOf(5) },
        ],
      });
      expect(answer.items[0]).toMatchObject({ status: 'repeated', messageId: first.body.messageId });
      expect(other.body).toMatchObject({ accepted: 1, returned: 1, repeated: 1, segments: 1 });
      expect(other.body.items).toMatchObject([
        {
          status: 'returned',
          code: 'E_CLIENT_REF_TAKEN',
          messageId: null,
          errors: [{ detail: expect.stringContaining('自訂序號') }],
        },
        { status: 'repeated', messageId: answer.items[2].messageId },
        { status: 'accepted' },
      ]);
    });

    it('refuses all where all or nothing was asked and one stands for something else', async () => {
      await message(body);
      const refused = await batch({
        allOrNothing: true,
        content: TEXT,
        items: [
          { clientRef: 'order-1', to: numberOf(9) },
          { clientRef: 'order-9', to: numberOf(8) },
        ],
      });
      expect(refused).toMatchObject({ status: 422, code: 'batch-refused' });
      expect(refused.body.errors).toMatchObject([
        { pointer: '/items/0/clientRef', code: 'E_CLIENT_REF_TAKEN' },
      ]);
      expect(await count('client_ref')).toBe(1);
    });

    it('belongs to the account: another account’s is its own', async () => {
      await message(body);
      const other = await api.system(system.unit, { quota: 10 });
      const answer = await other.caller.post('/api/v1/messages', { ...body, to: '0987654321' });
      expect(answer.body).toMatchObject({ status: 'accepted' });
      const found = await other.caller.get('/api/v1/messages?clientRef=order-1');
      expect(found.body.items).toMatchObject([{ to: '+886987654321' }]);
    });

    it('is told apart by capitals, and may hold any character of a line', async () => {
      const refs = ['a', 'A', '訂單/１', "'; DROP TABLE batch; --", '𠮷', 'x'.repeat(64)];
      for (const clientRef of refs) {
        const accepted = await message({ ...body, clientRef });
        expect(accepted.body).toMatchObject({ status: 'accepted', clientRef });
        const found = await system.caller.get(`/api/v1/messages?clientRef=${encodeURIComponent(clientRef)}`);
        expect(found.body.items).toMatchObject([{ clientRef, messageId: accepted.body.messageId }]);
      }
    });

    it.each(['', '   ', 'x'.repeat(65), 'a\u0000b', 'a\nb', 'x\u001e0912000111\u001f沒有署名', 'half\ud83d'])(
      'is refused when it is no reference: %j',
      async clientRef => {
        const refused = await batch({ items: [{ ...body, clientRef }] });
        expect(refused).toMatchObject({ status: 422, code: 'invalid-request' });
        expect(refused.body.errors).toMatchObject([{ pointer: '/items/0/clientRef' }]);
      },
    );
  });

  describe('with the same Idempotency-Key', () => {
    const body = {
      items: [
        { to: numberOf(1), content: TEXT },
        { to: '0212345678', content: TEXT },
      ],
    };

    it('gets the same answer and sends nothing more', async () => {
      const first = await batch(body, 'key-1');
      const again = await batch({ items: body.items.map(({ to, content }) => ({ content, to })) }, 'key-1');
      expect(first.body).toMatchObject({ accepted: 1, returned: 1 });
      expect(again).toMatchObject({ status: 202, body: first.body });
      expect([await count('batch'), await reserved()]).toEqual([1, 1]);
    });

    it('gets the same answer though the rules have changed since', async () => {
      const strict = { ...body, allOrNothing: true, items: body.items.slice(0, 1) };
      const first = await batch(strict, 'key-1');
      const single = await message({ to: numberOf(2), content: TEXT }, 'key-2');
      await api.db.query(`UPDATE unit_signature SET name = '新名稱' WHERE unit_id = $1`, [
        system.unit.unitId,
      ]);
      expect(await batch(strict, 'key-1')).toMatchObject({ status: 202, body: first.body });
      const again = await message({ to: numberOf(2), content: TEXT }, 'key-2');
      expect(again).toMatchObject({ status: 202, body: single.body });
    });

    it('is refused with another body', async () => {
      await batch(body, 'key-1');
      const refused = await batch({ items: body.items.slice(0, 1) }, 'key-1');
      expect(refused).toMatchObject({ status: 422, code: 'idempotency-key-reused' });
      expect(await batch({ ...body, allOrNothing: true }, 'key-1')).toMatchObject({
        code: 'idempotency-key-reused',
      });
    });

    it('is another request at another endpoint, and of another account', async () => {
      await batch({ items: body.items.slice(0, 1) }, 'key-1');
      expect((await message({ to: numberOf(2), content: TEXT }, 'key-1')).status).toBe(202);
      const other = await api.system(system.unit, { quota: 10 });
      const answer = await other.caller.post('/api/v1/batches', body, { 'idempotency-key': 'key-1' });
      expect(answer.body).toMatchObject({ accepted: 1 });
    });

    it('makes one batch, also when twenty ask at once; the others are asked to wait', async () => {
      const answers = await twenty(() => batch(body, 'key-1'));
      expect(await count('batch')).toBe(1);
      const done = answers.filter(answer => answer.status === 202);
      expect(done.length).toBeGreaterThan(0);
      for (const answer of done) expect(answer.body).toEqual(done[0]?.body);
      for (const answer of answers.filter(each => each.status !== 202)) {
        expect(answer).toMatchObject({ status: 409, code: 'idempotency-in-progress' });
        expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
      }
      expect(await batch(body, 'key-1')).toMatchObject({ status: 202, body: done[0]?.body });
    });

    it('waits while the first one is still at it', async () => {
      await batch(body, 'key-1');
      await api.db.query(`UPDATE idempotency_key SET state = 'running', answer = NULL, lease_until = $1`, [
        new Date(api.clock.ms() + 60_000),
      ]);
      const waiting = await batch(body, 'key-1');
      expect(waiting).toMatchObject({ status: 409, code: 'idempotency-in-progress' });
      expect(waiting.headers['retry-after']).toBe('1');
      // A process that died leaves the key behind; once its lease is over the same request may begin anew.
      api.clock.advance(60_000);
      expect(await batch({ items: body.items.slice(1) }, 'key-1')).toMatchObject({
        code: 'idempotency-key-reused',
      });
      expect(await batch(body, 'key-1')).toMatchObject({ status: 202 });
    });

    it.each([
      ['too little quota', { items: [{ to: numberOf(1), content: TEXT }] }, 'quota-short'],
      ['all or nothing', { allOrNothing: true, items: [{ to: '02', content: TEXT }] }, 'batch-refused'],
    ])('is free again after a request that failed for %s', async (_, wrong, code) => {
      await api.db.query('UPDATE allocation SET lapsed = remaining, remaining = 0 WHERE account_id = $1', [
        system.accountId,
      ]);
      expect(await batch(wrong, 'key-1')).toMatchObject({ code });
      await api.db.query('UPDATE allocation SET remaining = lapsed, lapsed = 0 WHERE account_id = $1', [
        system.accountId,
      ]);
      expect((await batch(body, 'key-1')).body).toMatchObject({ accepted: 1 });
    });

    it('is free again after a single message was returned', async () => {
      expect(await message({ to: numberOf(1), content: '您好' }, 'key-1')).toMatchObject({
        code: 'message-returned',
      });
      expect(await message({ to: numberOf(1), content: TEXT }, 'key-1')).toMatchObject({ status: 202 });
    });

    it('is forgotten after 24 hours', async () => {
      const first = await batch(body, 'key-1');
      api.clock.advance(24 * hour - 1);
      expect((await batch(body, 'key-1')).body.batchId).toBe(first.body.batchId);
      api.clock.advance(1);
      const later = await batch({ items: [{ to: numberOf(7), content: TEXT }] }, 'key-1');
      expect(later).toMatchObject({ status: 202 });
      expect(later.body.batchId).not.toBe(first.body.batchId);
    });

    it('may be a hundred characters long, and an empty one is none', async () => {
      expect(await batch(body, 'k'.repeat(100))).toMatchObject({ status: 202 });
      expect(await batch(body, 'k'.repeat(101))).toMatchObject({
        status: 422,
        body: { errors: [{ pointer: '/headers/Idempotency-Key', code: 'too_big' }] },
      });
      await batch(body, '');
      expect(await count('idempotency_key')).toBe(1);
    });

    it('keeps the answer sealed: no reference lies open in the database', async () => {
      await message({ clientRef: 'A123456789', to: numberOf(1), content: TEXT }, 'my-secret-key');
      const rows = await api.db.query('SELECT * FROM idempotency_key WHERE account_id = $1', [
        system.accountId,
      ]);
      const stored = JSON.stringify(rows, (_, value) =>
        value?.type === 'Buffer' ? Buffer.from(value.data).toString('latin1') : value,
      );
      expect(stored).not.toMatch(/A123456789|my-secret-key/);
    });
  });
});
