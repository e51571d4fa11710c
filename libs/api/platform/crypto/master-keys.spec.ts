import { newTestPlatform, type TestPlatform } from '@sms111/api/testing';
import { Module, type INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { randomBytes } from 'node:crypto';
import {
  Db,
  KeyRing,
  lookupHash,
  masterIdOf,
  MasterKeyViews,
  PlatformModule,
  ProblemError,
  readConfig,
  RetireMasterKey,
  RewrapKeys,
} from '..';

@Module({})
class Process {}

const AGENCY = '0192f0c0-0000-7000-8000-000000000001';
const fresh = () => randomBytes(32).toString('base64');

describe('master keys', () => {
  let platform: TestPlatform;
  const running: INestApplicationContext[] = [];
  const [old, young, third] = [fresh(), fresh(), fresh()];
  const idOf = (key: string) => masterIdOf(Buffer.from(key, 'base64'));

  beforeAll(async () => (platform = await newTestPlatform()));
  afterEach(async () => {
    for (const app of running.splice(0)) await app.close();
  });
  afterAll(() => platform.database.drop());

  /** A process with these keys, the first of them current, on the same database. */
  const start = async (...keys: readonly string[]): Promise<INestApplicationContext> => {
    const [current = '', ...others] = keys;
    const config = readConfig({
      NODE_ENV: 'test',
      DATABASE_URL: platform.database.url,
      REDIS_URL: platform.config.get('REDIS_URL'),
      MASTER_KEY: current,
      MASTER_KEY_PREVIOUS: others.join(','),
      SESSION_SECRET: fresh(),
      LOG_LEVEL: 'silent',
      DATABASE_POOL: '4',
    });
    const imports = [PlatformModule.forRoot({ config, log: platform.log, entities: [] })];
    const app = await NestFactory.createApplicationContext(
      { module: Process, imports },
      { logger: false, abortOnError: false },
    );
    running.push(app);
    return app;
  };
  /** What a data key makes of a word: it tells two keys apart without showing either. */
  const mark = async (app: INestApplicationContext, month: number): Promise<string> =>
    lookupHash((await app.get(KeyRing).sealKey(AGENCY, month)).key, 'word').toString('hex');
  const rewrap = (app: INestApplicationContext, most: number) =>
    app.get(Db).transaction(tx => app.get(RewrapKeys).execute(tx, most));
  const left = (app: INestApplicationContext) => app.get(RewrapKeys).left(app.get(Db));
  const months = [202601, 202602, 202603, 202604, 202605];
  let marks: string[] = [];

  it('wrap data keys, whose ids say which of them did', async () => {
    const app = await start(old);
    for (const month of months) marks.push(await mark(app, month));
    expect(new Set(marks).size).toBe(months.length);
    expect(await app.get(MasterKeyViews).list(app.get(Db))).toEqual([
      { id: idOf(old), current: true, known: true, firstUsedAt: expect.any(Date), retiredAt: null, keys: 5 },
    ]);
  });

  it('also open what was wrapped before ids were written down', async () => {
    const app = await start(old);
    await app.get(Db).query('UPDATE data_key SET master_id = NULL WHERE month = 202601');
    expect(await mark(app, 202601)).toBe(marks[0]);
    expect(await mark(await start(young, old), 202601)).toBe(marks[0]);
  });

  it('are refused at the start when they do not open what lives', async () => {
    await expect(start(young)).rejects.toThrow(`not given: ${idOf(old)}`);
  });

  it('give way to a new one a few at a time; what breaks off goes on later, and no data key changes', async () => {
    const app = await start(young, old);
    const db = app.get(Db);
    expect(await rewrap(app, 2)).toEqual({ masterId: idOf(young), count: 2 });
    await db.query(
      `CREATE FUNCTION power_went() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'the power went'; END $$;
       CREATE TRIGGER fault BEFORE UPDATE ON data_key FOR EACH ROW WHEN (NEW.month = 202604) EXECUTE FUNCTION power_went()`,
    );
    await expect(rewrap(app, 2)).rejects.toThrow('the power went');
    expect(await left(app)).toBe(3);
    // Half way both are needed, and both kinds of keys open, also in a process that begins now.
    const between = await start(young, old);
    expect(await Promise.all(months.map(month => mark(between, month)))).toEqual(marks);
    await expect(start(young)).rejects.toThrow(`not given: ${idOf(old)}`);
    await expect(start(old)).rejects.toThrow(`not given: ${idOf(young)}`);

    await db.query('DROP TRIGGER fault ON data_key');
    const both = await Promise.all([rewrap(app, 2), rewrap(between, 2)]);
    expect(both.map(each => each.count).sort()).toEqual([1, 2]);
    expect(await left(app)).toBe(0);
    const after = await start(young);
    expect(await Promise.all(months.map(month => mark(after, month)))).toEqual(marks);
    await expect(start(old)).rejects.toThrow(`not given: ${idOf(young)}`);
  });

  it('are retired once nothing is under them, and refused from then on', async () => {
    const app = await start(young, old);
    const db = app.get(Db);
    const retire = (key: string) =>
      db.transaction(tx => app.get(RetireMasterKey).execute(tx, null, idOf(key), new Date()));
    await expect(retire(young)).rejects.toMatchObject({ code: 'state-conflict', params: { keys: 5 } });
    await expect(retire(third)).rejects.toBeInstanceOf(ProblemError);
    await retire(old);
    await expect(retire(old)).rejects.toMatchObject({ code: 'state-conflict' });
    await expect(
      db.query(`UPDATE data_key SET master_id = $1 WHERE month = 202601`, [idOf(old)]),
    ).rejects.toThrow(`master key ${idOf(old)} was retired`);
    await expect(start(old, young)).rejects.toThrow(`MASTER_KEY ${idOf(old)} was retired`);
    // Left over among the previous ones it does no harm.
    expect(await mark(await start(young, old), 202603)).toBe(marks[2]);
  });

  it('destroyed data keys need none of them', async () => {
    const app = await start(young);
    await app.get(Db).query(`UPDATE data_key SET wrapped = NULL, master_id = NULL, destroyed_at = now()`);
    marks = [];
    expect(await mark(await start(third), 202606)).toHaveLength(32);
  });

  it('from a keyboard are refused in production, previous ones too', () => {
    const env = {
      NODE_ENV: 'production',
      DATABASE_URL: 'postgres://db/sms',
      REDIS_URL: 'redis://cache',
      PUBLIC_URL: 'https://sms111.gov.tw',
      MASTER_KEY: fresh(),
      MASTER_KEY_PREVIOUS: `${fresh()},${Buffer.alloc(32, 'change-me-please').toString('base64')}`,
      SESSION_SECRET: fresh(),
    };
    expect(() => readConfig(env)).toThrow('MASTER_KEY_PREVIOUS is not a random key');
    expect(() => readConfig({ ...env, MASTER_KEY_PREVIOUS: 'short' })).toThrow('32 bytes');
    expect(readConfig({ ...env, MASTER_KEY_PREVIOUS: '' }).get('MASTER_KEY_PREVIOUS')).toBeUndefined();
  });
});
