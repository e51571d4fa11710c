import { Notices } from '@sms111/api/notices';
import { Clock } from '@sms111/api/platform';
import { monthAt, monthBegins, monthPlus } from '@sms111/domain';
import { CertificateViews } from './certificate.views';
import { EndHold } from './end-hold';
import { RetentionSweep } from './retention-sweep';
import { RetentionViews } from './retention.views';
import { SetHold } from './set-hold';
import { SetLogPeriod } from './set-log-period';
import { LATE, RetentionBench, type SentBatch } from './testing/retention-bench';

jest.setTimeout(300_000);

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

describe('what time does to records', () => {
  let bench: RetentionBench;
  let old: { own: SentBatch; agreed: SentBatch };
  beforeAll(async () => {
    bench = await RetentionBench.start({ RETENTION_AUTOMATIC: 'true' });
    // Ids only grow: the oldest month comes first.
    old = { own: await bench.sent(202501), agreed: await bench.sent(202501, { office: bench.other }) };
  });
  afterAll(() => bench.close());

  const sweep = () => bench.get(RetentionSweep).run();
  const hold = (agencyId: string) =>
    bench.get(SetHold).execute(bench.first, { agencyId, month: null, reason: '偵字第 1 號', until: null });

  it('ends what is due without two persons where policy says so, and says that it was the policy', async () => {
    const open = await bench.sent(202610, { open: true });
    const due = await bench.sent(202611);
    const young = await bench.sent(202703);
    await sweep();
    expect(await bench.read(due)).toBeNull();
    expect(await bench.read(young)).toContain('您的申請已受理');
    expect(await bench.read(open)).toContain('您的申請已受理');
    const certificates = await bench.get(CertificateViews).list(bench.db);
    expect(certificates.map(each => each.month).sort()).toEqual(['202501', '202611']);
    const { text } = await bench.get(CertificateViews).download(bench.first, certificates[0]?.id ?? '');
    expect(text).toContain('\\"approvedBy\\": \\"policy\\"');
    const { months } = await bench.get(RetentionViews).show(bench.db, bench.first);
    expect(months.filter(each => each.batches > 0).map(({ month, state }) => [month, state])).toEqual([
      ['202703', 'kept'],
      ['202611', 'destroyed'],
      ['202610', 'kept'],
      ['202501', 'destroyed'],
    ]);
  });

  it('does not list months to come, whose tables stand already', async () => {
    const now = monthAt(bench.get(Clock).ms());
    await bench.db.query('SELECT make_partitions($1::date)', [
      new Date(monthBegins(monthPlus(now, 3)) + DAY_MS),
    ]);
    const { months } = await bench.get(RetentionViews).show(bench.db, bench.first);
    expect(months.length).toBeGreaterThan(0);
    expect(months.map(({ month }) => Number(month)).filter(month => month > now)).toEqual([]);
  });

  it('throws away files that nobody sent, after thirty days, but none of an agency on hold', async () => {
    const { batch } = await bench.sent(202705);
    const sent = await bench.upload(202705, batch);
    const unsent = await bench.upload(202705, null);
    const held = await bench.upload(202705, null, bench.other);
    const id = await hold(bench.other.unit.agencyId);
    const uploads = async () =>
      (await bench.db.query<{ id: string }>('SELECT id FROM upload ORDER BY id')).map(row => row.id);
    const rows = () => bench.db.query('SELECT FROM upload_block WHERE upload_id = $1', [unsent]);
    const uploaded = monthBegins(202705) + DAY_MS;
    bench.clock.set(new Date(uploaded + 30 * DAY_MS));
    await sweep();
    expect(await uploads()).toEqual([sent, unsent, held]);
    bench.clock.advance(HOUR_MS);
    await sweep();
    expect([await uploads(), await rows()]).toEqual([[sent, held], []]);
    await bench.get(EndHold).execute(bench.first, id, '偵查終結');
    bench.clock.advance(HOUR_MS);
    await sweep();
    expect(await uploads()).toEqual([sent]);
    const told = await bench.db.query(
      `SELECT object_id, unit_id FROM audit_entry WHERE action = 'upload.expired' ORDER BY id`,
    );
    expect(told).toEqual([
      { object_id: unsent, unit_id: bench.one.unit.unitId },
      { object_id: held, unit_id: bench.other.unit.unitId },
    ]);
    bench.clock.set(LATE);
  });

  it('deletes letters that left a month ago: they bear names and addresses', async () => {
    await bench.db.transaction(tx =>
      bench.get(Notices).mail(tx, {
        to: { name: '王小明', email: 'ming@agency.gov.tw' },
        kind: 'sign-in-code',
        params: { code: '123456', minutes: 5 },
      }),
    );
    // Those of finished batches lie there too.
    const letters = async () => (await bench.db.query('SELECT FROM outbox')).length;
    const waiting = await letters();
    bench.clock.advance(31 * DAY_MS);
    await sweep();
    expect(await letters()).toBe(waiting);
    await bench.db.query('UPDATE outbox SET done_at = created_at');
    bench.clock.advance(HOUR_MS);
    await sweep();
    expect(await letters()).toBe(0);
    bench.clock.set(LATE);
  });

  it('keeps the transaction log for three years, and longer where an agency agreed to', async () => {
    const { own, agreed } = old;
    const count = async () => {
      const [row] = await bench.db.query<{ log: number; batches: number; tallies: number }>(
        `SELECT (SELECT count(*)::int FROM message_log WHERE batch = ANY ($1)) AS log,
                (SELECT count(*)::int FROM batch WHERE id = ANY ($1)) AS batches,
                (SELECT count(DISTINCT batch)::int FROM batch_tally WHERE batch = ANY ($1)) AS tallies`,
        [[own.batch, agreed.batch]],
      );
      return Object.values(row ?? {});
    };
    const at = async (moment: string) => {
      bench.clock.set(new Date(moment));
      await sweep();
    };
    await at('2027-06-21T06:00:00Z');
    expect(await count()).toEqual([2, 2, 2]);
    await bench.get(SetLogPeriod).execute(bench.first, bench.other.unit.agencyId, 48, '機關函復保存四年');
    await at('2028-01-31T15:59:59.999Z');
    expect(await count()).toEqual([2, 2, 2]);
    await at('2028-02-01T17:00:00Z');
    expect(await count()).toEqual([1, 1, 1]);
    await at('2029-02-01T18:00:00Z');
    expect(await count()).toEqual([0, 0, 0]);
    expect(await bench.db.query(`SELECT to_regclass('message_log_202501') AS log`)).toEqual([{ log: null }]);
    bench.clock.set(LATE);
  });
});
