import { Db, type Actor } from '@sms111/api/platform';
import { actorOf, buildAccount, buildUnit, startTestApp, type TestApp } from '@sms111/api/testing';
import { AUDIT_ACTIONS, AuditModule, AuditTrail, PLATFORM } from '.';

describe('the audit trail', () => {
  let test: TestApp;
  let db: Db;
  let trail: AuditTrail;
  let actor: Actor;

  beforeAll(async () => {
    test = await startTestApp({ imports: [AuditModule] });
    db = test.app.get(Db);
    trail = test.app.get(AuditTrail);
    const unit = await buildUnit(db);
    actor = actorOf(unit, await buildAccount(db, unit));
  });
  afterAll(() => test.close());

  const entries = () => db.query<Record<string, unknown>>('SELECT * FROM audit_entry ORDER BY id');

  it('says who, when, from where, what, to what and with which outcome', async () => {
    await db.transaction(tx =>
      trail.record(tx, actor, {
        action: 'batch.accepted',
        object: { kind: 'batch', id: 'b0fz3aaaaaaa' },
        detail: { messages: 100, segments: 113 },
      }),
    );
    const [entry] = await entries();
    expect(entry).toMatchObject({
      at: test.platform.clock.now(),
      action: 'batch.accepted',
      outcome: 'done',
      account_id: actor.accountId,
      login: actor.login,
      unit_id: actor.unitId,
      agency_id: actor.agencyId,
      address: '127.0.0.1',
      trace_id: actor.traceId,
      object_kind: 'batch',
      object_id: 'b0fz3aaaaaaa',
      detail: { messages: 100, segments: 113 },
    });
  });

  it('is gone with its deed when the transaction fails', async () => {
    const before = (await entries()).length;
    const failing = db.transaction(async tx => {
      await trail.record(tx, PLATFORM, { action: 'quota.ordered' });
      throw new Error('the deed failed');
    });
    await expect(failing).rejects.toThrow('the deed failed');
    expect(await entries()).toHaveLength(before);
  });

  it('takes the deed down with it when the entry cannot be written', async () => {
    const deed = db.transaction(async tx => {
      await tx.execute(`INSERT INTO agency (name) VALUES ('機關不會存在')`);
      await tx.execute(`ALTER TABLE audit_entry ADD CONSTRAINT closed CHECK (action = '') NOT VALID`);
      await trail.record(tx, actor, { action: 'agency.created' });
    });
    await expect(deed).rejects.toThrow(/closed/);
    expect(await db.query(`SELECT FROM agency WHERE name = '機關不會存在'`)).toHaveLength(0);
  });

  it.each([
    ['0912345678.csv', '09********.csv'],
    ['名單 0912-345-678', '名單 09********'],
    ['+886912345678', '09********'],
    ['+886-912-345-678', '09********'],
    ['b0912345678a', 'b0912345678a'],
    ['2026-11-20T06:00:00.000Z', '2026-11-20T06:00:00.000Z'],
  ])('cuts a mobile number out of a detail: %s', async (given, kept) => {
    await db.transaction(tx =>
      trail.record(tx, actor, { action: 'upload.created', detail: { file: given } }),
    );
    expect((await entries()).at(-1)).toMatchObject({ detail: { file: kept } });
  });

  it.each(['UPDATE audit_entry SET login = NULL', 'DELETE FROM audit_entry', 'TRUNCATE audit_entry'])(
    'refuses to be changed: %s',
    async statement => {
      await expect(db.query(statement)).rejects.toThrow('audit entries are never changed');
    },
  );

  it('has a catalogue in which every action names its object and its deed', () => {
    for (const action of Object.keys(AUDIT_ACTIONS))
      expect(action).toMatch(/^[a-z]+(-[a-z]+)*\.[a-z]+(-[a-z]+)*$/);
  });
});
