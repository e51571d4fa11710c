import { PLATFORM } from '@sms111/api/audit';
import { Db, type Tx } from '@sms111/api/platform';
import { startTestApp, type TestApp } from '@sms111/api/testing';
import { AGENCY_ENTITIES, AgenciesModule, AgencyRegister, AgencyViews } from '.';

describe('agencies, units, their names and the contract', () => {
  let test: TestApp;
  let db: Db;
  let register: AgencyRegister;
  let views: AgencyViews;
  let agencyId: string;
  let unitId: string;

  const write = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => db.transaction(work);
  const actions = async () =>
    (await db.query<{ action: string }>('SELECT action FROM audit_entry ORDER BY id')).map(row => row.action);

  beforeAll(async () => {
    test = await startTestApp({ imports: [AgenciesModule], entities: AGENCY_ENTITIES });
    db = test.app.get(Db);
    register = test.app.get(AgencyRegister);
    views = test.app.get(AgencyViews);
    agencyId = await write(tx => register.createAgency(tx, PLATFORM, { name: '測試部' }));
    unitId = await write(tx => register.createUnit(tx, PLATFORM, { agencyId, name: '資訊處' }));
  });
  afterAll(() => test.close());

  it('shows a unit with its agency', async () => {
    expect(await views.unit(db, unitId)).toEqual({
      id: unitId,
      name: '資訊處',
      agencyId,
      agencyName: '測試部',
      agencyStatus: 'active',
      suspension: null,
      goodRowsOnly: false,
    });
    expect(await views.unit(db, agencyId)).toBeNull();
  });

  it('leaves an audit entry for every write', async () => {
    expect((await actions()).slice(0, 2)).toEqual(['agency.created', 'unit.created']);
  });

  it('makes the first name the default, and gives way to a later default', async () => {
    await write(tx => register.createSignature(tx, PLATFORM, { unitId, name: '測試部' }));
    await write(tx =>
      register.createSignature(tx, PLATFORM, { unitId, name: '測試公共服務平臺', isDefault: true }),
    );
    await write(tx => register.createSignature(tx, PLATFORM, { unitId, name: '測試部資訊處' }));
    const names = (await views.signatures(db, unitId)).map(each => [each.name, each.isDefault]);
    expect(names).toEqual([
      ['測試公共服務平臺', true],
      ['測試部', false],
      ['測試部資訊處', false],
    ]);
  });

  it.each([[' 測試部'], ['測試\n部'], ['']])(
    'refuses a name that could not stand in one line: %j',
    async name => {
      await expect(write(tx => register.createSignature(tx, PLATFORM, { unitId, name }))).rejects.toThrow();
    },
  );

  it('knows the contract in force, and shows the nearest one as closed', async () => {
    const at = (text: string) => new Date(text);
    await expect(views.contractShape(db, at('2026-06-01T00:00:00Z'))).rejects.toMatchObject({
      code: 'contract-closed',
    });
    const id = await write(tx =>
      register.createContract(tx, PLATFORM, {
        name: '115 年共同供應契約',
        startsAt: at('2026-01-01T00:00:00+08:00'),
        endsAt: at('2027-01-01T00:00:00+08:00'),
        unitPrice: '0.7500',
      }),
    );
    expect(await views.contractAt(db, at('2026-12-31T23:59:59+08:00'))).toMatchObject({
      id,
      unitPrice: '0.7500',
    });
    expect(await views.contractAt(db, at('2027-01-01T00:00:00+08:00'))).toBeNull();
    expect(await views.contractAt(db, at('2025-12-31T23:59:59+08:00'))).toBeNull();
    expect(await views.contractShape(db, at('2026-11-20T06:00:00Z'))).toMatchObject({
      contract: { open: true },
    });
    expect(await views.contractShape(db, at('2027-02-01T00:00:00Z'))).toEqual({
      unitPrice: '0.7500',
      contract: { startsAt: '2025-12-31T16:00:00.000Z', endsAt: '2026-12-31T16:00:00.000Z', open: false },
    });
  });
});
