import { AuditModule } from '@sms111/api/audit';
import { PlatformModule } from '@sms111/api/platform';
import { ImportSweep, PortedImportModule, Routes, RoutingModule } from '@sms111/api/routing';
import { beginPlatform, ENTITIES, migrate } from '@sms111/api/schema';
import { newEmptyDatabase, type TestDatabase } from '@sms111/api/testing';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { Caller } from './testing/caller';
import { formOf } from './testing/form';
import { RunningApi } from './testing/running-api';

jest.setTimeout(120_000);

/** What the program `migrate` does. */
const release = async (url: string): Promise<boolean> => {
  await migrate(url);
  return beginPlatform(url);
};

describe('an installation without demo data', () => {
  let database: TestDatabase;
  let api: RunningApi;
  let admin: Caller;
  let worker: INestApplicationContext;

  beforeAll(async () => {
    database = await newEmptyDatabase();
    expect(await release(database.url)).toBe(true);
    api = await RunningApi.start({ DATABASE_URL: database.url });
    admin = await api.signedIn(await api.unit(), 'system-admin');
    const { config, log, clock } = api.platform;
    const module = {
      module: class WorkerOfSpec {},
      imports: [
        PlatformModule.forRoot({ config, log, clock, entities: ENTITIES }),
        AuditModule,
        RoutingModule,
        PortedImportModule,
      ],
    };
    worker = await NestFactory.createApplicationContext(module, { logger: false, abortOnError: false });
  });
  afterAll(async () => {
    await worker.close();
    await api.close();
    await database.drop();
  });

  const routeOf = async (number: string): Promise<string | undefined> => {
    const routes = worker.get(Routes, { strict: false });
    await routes.refresh();
    return routes.resolve(number)?.network;
  };

  it('knows its carriers and routes a number', async () => {
    const { body } = await admin.get('/web/routing');
    expect(body).toMatchObject({ networks: ['CHT', 'FET', 'TWM'], prefixes: 166 });
    expect(await routeOf('0912345678')).toBe('CHT');
    expect(await routeOf('0986345678')).toBe('TWM');
    expect(await api.audit('routing.loaded')).toMatchObject([{ detail: { prefixes: 166 } }]);
  });

  it('lets the policy be set, and ported numbers be imported', async () => {
    const policy = { onUnknown: 'hold', defaultNetwork: 'TWM', reason: '開通平臺' };
    expect(await admin.call('PUT', '/web/routing/policy', { body: policy })).toMatchObject({ status: 200 });
    const csv = 'msisdn,donor,recipient,effective_at\n0912000001,CHT,TWM,2026-03-15T02:00:00+08:00\n';
    const file = formOf({ kind: 'snapshot' }, 'np.csv', csv);
    const { body } = await admin.call('POST', '/web/routing/imports', file);
    await worker.get(ImportSweep, { strict: false }).run();
    expect((await admin.get(`/web/routing/imports/${body.id}`)).body).toMatchObject({ state: 'done' });
    expect(await routeOf('0912000001')).toBe('TWM');
  });

  it('lets the first link of a carrier be proposed and approved', async () => {
    const settings = {
      ...{ host: '10.0.0.1', port: 2775, bindMode: 'transceiver', receiverHost: null, receiverPort: null },
      ...{ systemId: 'moda111', systemType: '', window: 10, ratePerSecond: 0, weight: 10 },
      ...{ sourceTon: 3, sourceNpi: 0, destTon: 1, destNpi: 1, destForm: 'international', dataCoding: 8 },
      ...{ concat: 'udh8', idForm: 'as-is', validitySeconds: 0, responseTimeoutMs: 30_000 },
      ...{ enquireLinkMs: 30_000, bindTimeoutMs: 10_000 },
      ...{ tls: 'off', tlsCertificate: null, tlsServerName: null },
    };
    const link = { id: 'FET-A', settings, password: 'handover', reason: '第一條線路' };
    const { carriers } = (await admin.get('/web/carriers/links')).body as { carriers: { carrier: string }[] };
    expect(carriers.map(({ carrier }) => carrier)).toEqual(['CHT', 'FET', 'TWM']);
    const proposed = await admin.post('/web/carriers/FET/links', link);
    expect(proposed.status).toBe(201);
    const second = await api.signedIn(await api.unit(), 'system-admin');
    const change = `/web/carriers/changes/${proposed.body.changeId}`;
    expect((await second.get(change)).body).toMatchObject({ kind: 'create', linkId: 'FET-A' });
    expect(await second.post(`${change}/approve`)).toMatchObject({ status: 204 });
    expect((await admin.get('/web/carriers/links/FET-A')).status).toBe(200);
  });

  it('keeps at the next release what its operator has changed', async () => {
    await api.db.query(`DELETE FROM number_prefix WHERE prefix = '0912'`);
    await api.db.query(`UPDATE network SET name_en = 'CHT' WHERE code = 'CHT'`);
    const standing = () =>
      api.db.query(
        `SELECT (SELECT count(*) FROM number_prefix) AS prefixes, (SELECT string_agg(name_en, ',') FROM network) AS names,
                default_network, on_unknown FROM routing_policy`,
      );
    const before = await standing();
    expect(await release(database.url)).toBe(false);
    expect(await standing()).toEqual(before);
    expect(await api.audit('routing.loaded')).toHaveLength(1);
  });

  it('completes a plan that stands in part, and leaves that part alone', async () => {
    await api.db.query('DELETE FROM routing_policy');
    const before = await api.db.query('SELECT * FROM number_prefix ORDER BY prefix');
    expect(await release(database.url)).toBe(true);
    expect(await api.db.query('SELECT * FROM number_prefix ORDER BY prefix')).toEqual(before);
    expect(await api.db.query('SELECT name_en FROM network WHERE code = $1', ['CHT'])).toEqual([
      { name_en: 'CHT' },
    ]);
    expect(await api.db.query('SELECT default_network FROM routing_policy')).toEqual([
      { default_network: 'CHT' },
    ]);
  });
});
