import { QuotaViews } from '@sms111/api/quota';
import { laneNumber, type Lane } from '@sms111/domain';
import { AcceptBatch } from './accept-batch';
import {
  expectBooksBalanced,
  newMessagesBench,
  numberOf,
  type MessagesBench,
} from './testing/messages-bench';

describe('accepting a batch', () => {
  let bench: MessagesBench;
  beforeEach(async () => (bench = await newMessagesBench(100)));
  afterEach(() => bench.close());

  const count = async (table: string): Promise<number> =>
    (await bench.db.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${table}`))[0]?.n ?? -1;

  it('writes batch, messages, audit entry and reservation together', async () => {
    const accepted = await bench.accept([{}, { segments: 2 }, {}]);
    expect(accepted).toMatchObject({ messages: 3, segments: 4 });
    const own = await bench.get(QuotaViews).own(bench.db, bench.actor);
    expect(own).toEqual({ ordered: 100, remaining: 96, reserved: 4, charged: 0, lapsed: 0 });
    expect(await count('message_state')).toBe(3);
    const [entry] = await bench.db.query(
      "SELECT object_id, detail FROM audit_entry WHERE action = 'batch.accepted'",
    );
    expect(entry).toEqual({
      object_id: accepted.batchId,
      detail: { channel: 'web', messages: 3, segments: 4 },
    });
    await expectBooksBalanced(bench);
  });

  it('refuses the whole batch when the quota cannot cover it, and leaves nothing behind', async () => {
    const rows = Array.from({ length: 101 }, () => ({}));
    await expect(bench.accept(rows)).rejects.toMatchObject({
      code: 'quota-short',
      params: { needed: 101, remaining: 100 },
    });
    expect([await count('batch'), await count('message_state'), await count('message_block')]).toEqual([
      0, 0, 0,
    ]);
    await expectBooksBalanced(bench);
  });

  it('leaves exactly ten of twenty parallel batches when the quota is for ten', async () => {
    const results = await Promise.allSettled(
      Array.from({ length: 20 }, () => bench.accept(Array.from({ length: 10 }, () => ({})))),
    );
    expect(results.filter(result => result.status === 'fulfilled')).toHaveLength(10);
    expect(await bench.get(QuotaViews).own(bench.db, bench.actor)).toMatchObject({
      remaining: 0,
      reserved: 100,
    });
    await expectBooksBalanced(bench);
  });

  it('refuses outside the contract window', async () => {
    bench.test.platform.clock.set(new Date('2027-01-01T00:00:00+08:00'));
    await expect(bench.accept([{}])).rejects.toMatchObject({ code: 'contract-closed' });
  });

  it('lets an account use a lane only when it was given the right, and else goes by its size', async () => {
    const laneOf = async (batch: number) => {
      const [row] = await bench.db.query<{ lane: number }>('SELECT lane FROM batch WHERE id = $1', [batch]);
      return row?.lane;
    };
    const accept = (lane?: Lane) =>
      bench.db.transaction(tx =>
        bench.get(AcceptBatch).execute(tx, {
          actor: bench.actor,
          channel: 'api',
          name: '測試',
          signature: bench.unit.signature,
          common: '測試公共服務平臺\n您好',
          lane,
          rows: [[{ number: numberOf(0), text: null, ref: null, segments: 1 }]],
          at: bench.test.platform.clock.now(),
        }),
      );
    await expect(accept('code')).rejects.toMatchObject({
      code: 'lane-not-granted',
      params: { lane: 'code' },
    });
    await bench.db.query("UPDATE account SET lanes = lanes || '{code}' WHERE id = $1", [
      bench.actor.accountId,
    ]);
    expect(await laneOf((await accept('code')).batch)).toBe(laneNumber('code'));
    expect(await laneOf((await accept()).batch)).toBe(laneNumber('notice'));
  });

  it('refuses a suspended agency', async () => {
    await bench.db.query("UPDATE agency SET status = 'suspended'");
    await expect(bench.accept([{}])).rejects.toMatchObject({ code: 'agency-suspended' });
  });

  it('sets the contract deadline to one hour for up to 200,000 segments', async () => {
    await bench.accept([{}]);
    const [row] = await bench.db.query(
      'SELECT extract(epoch FROM deadline_at - accepted_at)::int AS seconds FROM batch',
    );
    expect(row).toEqual({ seconds: 3600 });
  });

  it('keeps no number and no text in clear, in any column of any table', async () => {
    await bench.accept([{ text: '測試公共服務平臺\n只給您看的內容' }, { ref: 'A-1' }]);
    const columns = await bench.db.query<{ table_name: string; column_name: string }>(
      `SELECT table_name, column_name FROM information_schema.columns
        WHERE table_schema = 'public' AND data_type IN ('text', 'bytea', 'jsonb', 'ARRAY')`,
    );
    for (const { table_name, column_name } of columns) {
      const [row] = await bench.db.query<{ n: number }>(
        `SELECT count(*)::int AS n FROM ${table_name}
          WHERE ${column_name}::text ~ $1 OR ${column_name}::text ~ $2 OR ${column_name}::text ~ $3`,
        [numberOf(0), '只給您看的', Buffer.from(numberOf(1)).toString('hex')],
      );
      expect({ table_name, column_name, found: row?.n }).toEqual({ table_name, column_name, found: 0 });
    }
  });
});
