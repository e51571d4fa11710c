import { KeyRing, ProblemError } from '@sms111/api/platform';
import { batchIdAt, monthBegins, type Month } from '@sms111/domain';
import type { INestApplicationContext } from '@nestjs/common';
import { ApproveDestruction } from './approve-destruction';
import { CertificateViews } from './certificate.views';
import { EndHold } from './end-hold';
import { ProposeDestruction } from './propose-destruction';
import { RetentionViews } from './retention.views';
import { SetHold } from './set-hold';
import { LATE, RetentionBench } from './testing/retention-bench';
import { WithdrawDestruction } from './withdraw-destruction';

jest.setTimeout(300_000);

const POWER = `CREATE OR REPLACE FUNCTION power_went() RETURNS trigger LANGUAGE plpgsql AS
  $$ BEGIN RAISE EXCEPTION 'the power went'; END $$;`;
const MENDED = `DROP VIEW IF EXISTS fault; ${[
  'destruction',
  'message_log',
  'client_ref',
  'destruction_certificate',
]
  .map(table => `DROP TRIGGER IF EXISTS fault ON ${table};`)
  .join(' ')}`;

const codeOf = async (deed: Promise<unknown>): Promise<string> => {
  try {
    await deed;
    return 'done';
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    return [error.code, ...Object.values(error.params)].join(' ');
  }
};

describe('the end of a month', () => {
  let bench: RetentionBench;
  beforeAll(async () => (bench = await RetentionBench.start()));
  afterAll(() => bench.close());

  const propose = (month: Month, by = bench.first) => bench.get(ProposeDestruction).execute(by, month);
  const approve = (id: string, by = bench.second) => bench.get(ApproveDestruction).execute(by, id);
  const hold = (agencyId: string | null, month: Month | null) =>
    bench.get(SetHold).execute(bench.first, {
      agencyId,
      month: month === null ? null : String(month),
      reason: '偵字第 1 號',
      until: null,
    });
  const release = (id: string) => bench.get(EndHold).execute(bench.first, id, '偵查終結');
  const destroy = async (month: Month) => {
    await approve(await propose(month));
    return bench.carryOut();
  };
  const line = async (month: Month) => {
    const { months } = await bench.get(RetentionViews).show(bench.db, bench.second);
    return months.find(each => each.month === String(month));
  };

  it('waits for six months after the last final state, to the millisecond', async () => {
    const { batch } = await bench.sent(202501, { open: true });
    bench.clock.set(new Date('2025-03-31T10:00:00.123+08:00'));
    await bench.settle(batch);
    bench.clock.set(new Date('2025-09-30T10:00:00.122+08:00'));
    expect(await codeOf(propose(202501))).toBe('month-not-due too-young');
    bench.clock.advance(1);
    const id = await propose(202501);
    await bench.get(WithdrawDestruction).execute(bench.first, id);
    bench.clock.set(LATE);
  });

  it('does not come while one message has no last word, though its batch is said to be over', async () => {
    const open = await bench.sent(202502, { open: true });
    expect(await codeOf(propose(202502))).toBe('month-not-due unresolved');
    bench.clock.set(new Date('2025-03-10T10:00:00+08:00'));
    await bench.settle(open.batch);
    bench.clock.set(LATE);
    await bench.db.query('UPDATE message_state SET state = 8 WHERE batch = $1 AND seq = 1', [open.batch]);
    expect(await codeOf(propose(202502))).toBe('month-not-due unresolved');
    expect(await line(202502)).toMatchObject({ state: 'kept', unresolved: 1, blockers: ['unresolved'] });
    await bench.db.query('UPDATE message_state SET state = 6 WHERE batch = $1', [open.batch]);
    expect(await codeOf(propose(202502))).toBe('done');
  });

  it('does not come for a month that runs, nor twice', async () => {
    bench.clock.set(new Date(monthBegins(202706) + 86_400_000));
    await bench.db.query(`SELECT make_partitions('2027-06-01')`);
    expect(await codeOf(propose(202706))).toBe('month-not-due not-over');
    expect(await codeOf(propose(202502))).toBe('month-not-due running');
    expect(await codeOf(propose(202401))).toBe('month-not-due gone');
  });

  it('takes two persons', async () => {
    await bench.sent(202503);
    const id = await propose(202503);
    expect(await codeOf(approve(id, bench.first))).toBe('second-person-needed');
    expect(await bench.carryOut()).toBeNull();
    await expect(
      bench.db.query(`UPDATE destruction SET state = 'approved', approved_by = proposed_by WHERE id = $1`, [
        id,
      ]),
    ).rejects.toThrow(/violates check constraint/);
    await approve(id);
    expect(await codeOf(approve(id))).toBe('state-conflict');
    expect(await bench.carryOut()).toBe(true);
    expect(await codeOf(bench.get(WithdrawDestruction).execute(bench.first, id))).toBe('state-conflict');
  });

  describe('leaves nothing to be read', () => {
    let other: INestApplicationContext;
    beforeAll(async () => (other = await bench.otherProcess()));
    afterAll(() => other.close());

    it('neither here nor in another process that held the key, while other months stay as they are', async () => {
      const gone = await bench.sent(202504);
      const stays = await bench.sent(202505);
      const [key] = await bench.db.query<{ id: number }>('SELECT key_id AS id FROM batch WHERE id = $1', [
        gone.batch,
      ]);
      expect(await bench.read(gone, other)).toContain('您的申請已受理');
      expect([await bench.search(gone), await bench.search(stays)]).toEqual([1, 1]);
      await bench.refer(gone.batch);
      await bench.refer(stays.batch);
      const uploads = [await bench.upload(202504, gone.batch), await bench.upload(202505, stays.batch)];

      expect(await destroy(202504)).toBe(true);

      // The other process asks every two seconds by itself.
      for (let held = true; held;) {
        held = (await other.get(KeyRing).open(key?.id ?? 0)) !== null;
        if (held) await new Promise(resolve => setTimeout(resolve, 50));
      }
      for (const process of [bench.test.app, other]) expect(await bench.read(gone, process)).toBeNull();
      expect([await bench.search(gone), await bench.search(stays)]).toEqual([0, 1]);
      expect(await bench.read(stays)).toContain('您的申請已受理');
      expect(await bench.partitionsOf(202504)).toEqual([]);
      expect(await bench.partitionsOf(202505)).toHaveLength(6);
      const keys = await bench.db.query(
        'SELECT month, wrapped IS NULL AS gone FROM data_key WHERE month IN (202504, 202505) ORDER BY month, id',
      );
      expect(keys).toEqual([
        { month: 202504, gone: true },
        { month: 202504, gone: true },
        { month: 202505, gone: false },
        { month: 202505, gone: false },
      ]);
      expect(await bench.db.query('SELECT batch FROM client_ref')).toEqual([{ batch: stays.batch }]);
      expect(await bench.db.query('SELECT id FROM upload')).toEqual([{ id: uploads[1] }]);
      await expect(bench.get(KeyRing).sealKey(bench.one.unit.agencyId, 202504)).rejects.toThrow('destroyed');
    });

    it('but keys, times, states and segments, for three years', async () => {
      const [log] = await bench.db.query('SELECT * FROM message_log WHERE batch >= $1 AND batch < $2', [
        batchIdAt(monthBegins(202504)),
        batchIdAt(monthBegins(202505)),
      ]);
      const twoDays = 2 * 86_400;
      expect(log).toEqual({
        batch: expect.any(Number),
        first_seq: 0,
        last_seq: 2,
        segments: [1, 1, 1],
        states: [6, 6, 6],
        submitted_after: [null, null, null],
        final_after: [twoDays, twoDays, twoDays],
      });
      const [batch] = await bench.db.query('SELECT * FROM batch WHERE id = $1', [log?.['batch']]);
      expect(batch).toMatchObject({ name: '', signature: '', common_sealed: null, messages: 3, segments: 3 });
    });
  });

  it('names what went in a certificate that shows when somebody changes it', async () => {
    await bench.sent(202506);
    await destroy(202506);
    await bench.sent(202507);
    await destroy(202507);
    const list = () => bench.get(CertificateViews).list(bench.db);
    const [last, before] = await list();
    expect(last).toMatchObject({ month: '202507', whole: true, messages: 3, keys: 2, valid: true });
    const { text } = await bench.get(CertificateViews).download(bench.first, last?.id ?? '');
    const file = JSON.parse(text) as { body: string; hash: string; previousHash: string };
    expect([file.hash, file.previousHash]).toEqual([last?.hash, before?.hash]);
    expect(JSON.parse(file.body)).toMatchObject({
      month: '202507',
      spared: [],
      keys: { seal: 1, lookup: 1, idsSha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
      log: { batches: 1, messages: 3, segments: 3 },
      batchesCleared: 1,
      keysDestroyedAt: bench.clock.now().toISOString(),
      lastBackupExpiresAt: new Date(bench.clock.ms() + 35 * 86_400_000).toISOString(),
    });
    expect((JSON.parse(file.body) as { partitions: unknown[] }).partitions).toEqual(
      expect.arrayContaining([
        { table: 'message_state_202507', rows: 3, dropped: true },
        { table: 'message_block_202507', rows: 1, dropped: true },
      ]),
    );
    const audited = await bench.db.query<{ hash: string }>(
      `SELECT detail->>'hash' AS hash FROM audit_entry WHERE action = 'destruction.carried-out' ORDER BY id DESC LIMIT 1`,
    );
    expect(audited[0]?.hash).toBe(last?.hash);

    const change = `UPDATE destruction_certificate SET body = replace(body, '"rows": 3', '"rows": 2') WHERE id = $1`;
    await expect(bench.db.query(change, [before?.id])).rejects.toThrow('never changed');
    await bench.db.query(
      'ALTER TABLE destruction_certificate DISABLE TRIGGER destruction_certificate_append_only',
    );
    await bench.db.query(change, [before?.id]);
    expect((await list()).map(each => each.valid).slice(0, 2)).toEqual([true, false]);
    // Whoever also mends the hash has no key for the seal, and breaks the row.
    await bench.db.query(
      `UPDATE destruction_certificate
          SET hash = sha256(coalesce(previous_hash, decode(repeat('00', 32), 'hex')) || convert_to(body, 'UTF8')) WHERE id = $1`,
      [before?.id],
    );
    expect((await list()).map(each => each.valid).slice(0, 2)).toEqual([false, false]);
  });

  describe('and a legal hold', () => {
    it('on the month keeps all of it', async () => {
      await bench.sent(202508);
      const id = await hold(null, 202508);
      expect(await codeOf(propose(202508))).toBe('month-not-due held');
      await release(id);
      expect(await codeOf(propose(202508))).toBe('done');
      expect(await codeOf(hold(null, 202504))).toBe('state-conflict');
    });

    it('on an agency keeps its records, readable and to be found, and nobody else’s', async () => {
      const kept = await bench.sent(202509, { office: bench.other });
      const gone = await bench.sent(202509);
      const id = await hold(bench.other.unit.agencyId, null);
      expect(await destroy(202509)).toBe(true);
      expect([await bench.read(gone), await bench.search(gone)]).toEqual([null, 0]);
      expect(await bench.read(kept)).toContain('您的申請已受理');
      expect(await bench.search(kept, bench.other)).toBe(1);
      for (const table of ['message_block', 'message_state'])
        expect(await bench.db.query(`SELECT DISTINCT batch FROM ${table}_202509`)).toEqual([
          { batch: kept.batch },
        ]);
      expect(await line(202509)).toMatchObject({ state: 'partly-destroyed', blockers: ['held'] });
      expect(await codeOf(propose(202509))).toBe('month-not-due held');

      await release(id);
      expect(await destroy(202509)).toBe(true);
      expect([await bench.read(kept), await bench.search(kept, bench.other)]).toEqual([null, 0]);
      expect(await bench.partitionsOf(202509)).toEqual([]);
      const [whole, part] = await bench.get(CertificateViews).list(bench.db);
      expect([whole, part]).toMatchObject([
        { month: '202509', whole: true, messages: 3 },
        { month: '202509', whole: false, messages: 3 },
      ]);
      expect(await line(202509)).toMatchObject({ state: 'destroyed', bytes: 0 });
      const logged = await bench.db.query('SELECT batch FROM message_log_202509 ORDER BY batch');
      expect(logged).toHaveLength(2);
    });

    it('that begins after the approval holds as long as there are keys', async () => {
      const sent = await bench.sent(202510);
      await approve(await propose(202510));
      const id = await hold(null, 202510);
      expect(await bench.carryOut()).toBe(false);
      expect(await bench.read(sent)).toContain('您的申請已受理');
      await release(id);
      bench.clock.advance(60_000);
      expect(await bench.carryOut()).toBe(true);
      expect(await bench.read(sent)).toBeNull();
    });
  });

  it('waits for batches that an earlier release put under the keys of another month than their own', async () => {
    const there = new Date('2026-11-30T23:59:59.990+08:00');
    await bench.sent(202511);
    const stray = await bench.sent(202512, { open: true });
    await bench.sealAnew(stray.batch, 202511);
    expect(await codeOf(propose(202511))).toBe('month-not-due unresolved');
    bench.clock.set(there);
    await bench.settle(stray.batch);
    bench.clock.set(new Date('2027-05-30T23:59:59.989+08:00'));
    expect(await codeOf(propose(202511))).toBe('month-not-due too-young');
    expect(await bench.read(stray)).toContain('您的申請已受理');
    bench.clock.set(LATE);
  });

  describe('broken off', () => {
    /** Whatever fails makes the statement fail as a crash would: what was committed stands, the rest does not. */
    const faults: readonly [what: string, month: Month, fault: string][] = [
      ['while the log is written', 202601, on('message_log', 'INSERT')],
      ['before the log is said to be written', 202602, at('logged')],
      ['before the keys are said to be gone', 202603, at('shredded')],
      ['while references are deleted', 202604, on('client_ref', 'DELETE')],
      ['before all is said to be cleared', 202605, at('cleared')],
      ['at the third partition', 202606, needing('message_exception_202606')],
      ['before the partitions are said to be gone', 202607, at('dropped')],
      ['before the certificate stands', 202608, on('destruction_certificate', 'INSERT')],
      ['after the certificate, before the end', 202609, at('done')],
    ];

    it.each(faults)('%s, it comes to the same end', async (_, month, fault) => {
      const sent = await bench.sent(month);
      await bench.refer(sent.batch);
      await bench.upload(month, sent.batch);
      const id = await propose(month);
      await approve(id);
      await bench.db.query(fault);
      expect(await bench.carryOut()).toBe(false);
      await bench.db.query(MENDED);
      const [stalled] = await bench.db.query('SELECT last_error AS said FROM destruction WHERE id = $1', [
        id,
      ]);
      expect(stalled).toEqual({ said: expect.stringMatching(/the power went|cannot drop table/) });
      expect(await bench.carryOut()).toBeNull();
      bench.clock.advance(60_000);
      expect(await bench.carryOut()).toBe(true);

      expect(await bench.read(sent)).toBeNull();
      expect(await bench.partitionsOf(month)).toEqual([]);
      const beside = await bench.db.query(
        `SELECT (SELECT count(*)::int FROM client_ref WHERE batch = $1) AS refs, (SELECT count(*)::int FROM upload WHERE batch = $1) AS uploads,
                (SELECT count(*)::int FROM message_log WHERE batch = $1) AS logged`,
        [sent.batch],
      );
      expect(beside).toEqual([{ refs: 0, uploads: 0, logged: 1 }]);
      const certificates = await bench.db.query<{ body: string }>(
        'SELECT body FROM destruction_certificate WHERE destruction_id = $1',
        [id],
      );
      expect(certificates).toHaveLength(1);
      expect(JSON.parse(certificates[0]?.body ?? '{}')).toMatchObject({
        alsoDeleted: { clientRefs: 1, uploads: 1 },
        batchesCleared: 1,
        keys: { seal: 1, lookup: 1 },
        log: { messages: 3 },
      });
    });

    it('in the middle of detaching, it goes on from there', async () => {
      const sent = await bench.sent(202610);
      await approve(await propose(202610));
      await bench.db.query(needing('message_block_202610'));
      expect(await bench.carryOut()).toBe(false);
      await bench.db.query(MENDED);
      // Whoever detaches waits for this reader between the two halves; cancelled there, the first half stays behind.
      await bench.db.transaction(async reader => {
        await reader.query('SELECT count(*) FROM message_state');
        const detaching = bench.db.query(
          'ALTER TABLE message_state DETACH PARTITION message_state_202610 CONCURRENTLY',
        );
        const cancelled = expect(detaching).rejects.toThrow(/canceling statement/);
        while ((await pending()) === 0);
        await bench.db.query(
          `SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE query LIKE 'ALTER TABLE message_state DETACH%'`,
        );
        await cancelled;
      });
      expect(await pending()).toBe(1);
      bench.clock.advance(60_000);
      expect(await bench.carryOut()).toBe(true);
      expect(await bench.partitionsOf(202610)).toEqual([]);
      expect(await bench.read(sent)).toBeNull();
    });

    const pending = async () =>
      (await bench.db.query('SELECT FROM pg_inherits WHERE inhdetachpending')).length;
  });
});

/** A fault when the destruction is about to be marked as having done a step. */
function at(step: string): string {
  return `${POWER} CREATE TRIGGER fault BEFORE UPDATE ON destruction FOR EACH ROW WHEN (NEW.state = '${step}')
    EXECUTE FUNCTION power_went()`;
}

/** A fault when a table is written. */
function on(table: string, deed: string): string {
  return `${POWER} CREATE TRIGGER fault BEFORE ${deed} ON ${table} FOR EACH ROW EXECUTE FUNCTION power_went()`;
}

/** A fault when a table is dropped: something needs it. */
function needing(table: string): string {
  return `CREATE VIEW fault AS SELECT batch FROM ${table}`;
}
