import { AuditModule } from '@sms111/api/audit';
import { ImportNewsModule, TellImports } from '@sms111/api/operations';
import { PlatformModule } from '@sms111/api/platform';
import { ImportSweep } from '@sms111/api/routing';
import { beginPlatform, ENTITIES } from '@sms111/api/schema';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { Caller } from './testing/caller';
import { formOf } from './testing/form';
import { RunningApi } from './testing/running-api';

jest.setTimeout(120_000);

const HEAD = 'msisdn,donor,recipient,effective_at';
const AT = '2026-03-15T02:00:00+08:00';

describe('imports of ported numbers, for those who handed them in', () => {
  let api: RunningApi;
  let worker: INestApplicationContext;
  let uploader: Caller;
  let other: Caller;

  beforeAll(async () => {
    api = await RunningApi.start();
    await beginPlatform(api.platform.config.get('DATABASE_URL'));
    const { config, log, clock } = api.platform;
    const module = {
      module: class WorkerOfSpec {},
      imports: [
        PlatformModule.forRoot({ config, log, clock, entities: ENTITIES }),
        AuditModule,
        ImportNewsModule,
      ],
    };
    worker = await NestFactory.createApplicationContext(module, { logger: false, abortOnError: false });
    uploader = await api.signedIn(await api.unit(), 'system-admin');
    other = await api.signedIn(await api.unit(), 'system-admin');
  });
  afterAll(async () => {
    await worker.close();
    await api.close();
  });

  const bring = async (name: string, lines: string[]): Promise<void> => {
    const file = formOf({ kind: 'snapshot' }, name, [HEAD, ...lines].join('\n'));
    expect((await uploader.call('POST', '/web/routing/imports', file)).status).toBe(202);
    await worker.get(ImportSweep, { strict: false }).run();
    await worker.get(TellImports, { strict: false }).run();
  };
  const told = async (caller: Caller): Promise<object[]> => {
    const { items } = (await caller.get('/web/notices')).body as {
      items: { kind: string; params: object }[];
    };
    return items.filter(({ kind }) => kind === 'ported-import-stopped').map(({ params }) => params);
  };

  it('a refused one is told to its uploader, what came in force to nobody', async () => {
    await bring('all.csv', [`0912000001,CHT,TWM,${AT}`, `0912000002,CHT,TWM,${AT}`]);
    expect(await told(uploader)).toEqual([]);
    await bring('bad.csv', [`0912000001,CHT,XYZ,${AT}`]);
    expect(await told(uploader)).toEqual([{ what: 'refused', file: 'bad.csv', faults: 1 }]);
    expect(await told(other)).toEqual([]);
  });

  it('one that waits for a person is told to all who may decide', async () => {
    await bring('half.csv', [`0912000001,CHT,TWM,${AT}`]);
    const waiting = { what: 'confirming', file: 'half.csv', faults: 0 };
    expect((await told(uploader))[0]).toEqual(waiting);
    expect(await told(other)).toEqual([waiting]);
  });

  it('one that the platform could not run is told to its uploader', async () => {
    const file = formOf({ kind: 'changes' }, 'lost.csv', `${HEAD}\n0912000003,CHT,TWM,${AT}`);
    await uploader.call('POST', '/web/routing/imports', file);
    await api.db.query('UPDATE ported_import SET runs = 3 WHERE file_name = $1', ['lost.csv']);
    await worker.get(ImportSweep, { strict: false }).run();
    await worker.get(TellImports, { strict: false }).run();
    expect((await told(uploader))[0]).toEqual({ what: 'failed', file: 'lost.csv', faults: 0 });
  });
});
