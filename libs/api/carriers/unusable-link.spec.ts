import { AuditModule, PLATFORM } from '@sms111/api/audit';
import { Db } from '@sms111/api/platform';
import { startTestApp, type TestApp } from '@sms111/api/testing';
import { ScheduleModule } from '@nestjs/schedule';
import { startSimulator, type Simulator } from '../../../apps/carrier-simulator';
import { CarriersModule, HandOverModule } from './carriers.module';
import { LinkKeeper } from './link-keeper';
import { LinkRegister } from './link-register';
import { submitAll, until } from './testing/held';
import { selfSigned } from './testing/self-signed';

jest.setTimeout(60_000);

describe('a link that cannot be opened as it is set', () => {
  let test: TestApp;
  let simulator: Simulator;
  let db: Db;
  const rejections: unknown[] = [];
  const noteRejection = (reason: unknown) => rejections.push(reason);
  const get = <T>(type: abstract new (...args: never[]) => T): T => test.app.get(type, { strict: false });

  beforeAll(async () => {
    process.on('unhandledRejection', noteRejection);
    simulator = await startSimulator({ receiptDelayMs: 0, password: 'handover' });
    test = await startTestApp({
      imports: [ScheduleModule.forRoot(), AuditModule, CarriersModule, HandOverModule],
      env: { LOG_LEVEL: 'silent' },
    });
    db = get(Db);
    await db.query(
      `INSERT INTO network (code, name_zh, name_en) VALUES ('CHT', '中華電信', 'CHT') ON CONFLICT DO NOTHING`,
    );
    await db.transaction(async tx => {
      for (const { link, port } of simulator.links.filter(({ carrier }) => carrier === 'CHT')) {
        await get(LinkRegister).put(tx, PLATFORM, {
          id: link,
          carrier: 'CHT',
          host: '127.0.0.1',
          port,
          systemId: 'sms111',
          password: 'handover',
        });
      }
    });
    await until(async () => (await bound()) === 'CHT-A CHT-B');
  });
  afterAll(async () => {
    process.off('unhandledRejection', noteRejection);
    await test.close();
    await simulator.stop();
  });

  const bound = async (): Promise<string> => {
    const rows = await db.query<{ id: string }>(
      `SELECT link_id AS id FROM link_lease WHERE state = 'bound' ORDER BY 1`,
    );
    return rows.map(({ id }) => id).join(' ');
  };
  const faultOf = async (id: string): Promise<string | null> => {
    const [row] = await db.query<{ bind_fault: string | null }>(
      'SELECT bind_fault FROM link_figure WHERE link_id = $1',
      [id],
    );
    return row?.bind_fault ?? null;
  };
  /** The other link goes on, and its worker beats on, for as long as a few beats take. */
  const expectOthersToSend = async (): Promise<void> => {
    const other = get(LinkKeeper).link('CHT-B');
    if (!other) throw new Error('the other link is gone');
    const outcomes = await submitAll(other, [{ number: '0912000001', texts: ['測試'] }]);
    expect(outcomes.map(({ kind }) => kind)).toEqual(['accepted']);
    const beatAt = async (): Promise<number> => {
      const [row] = await db.query<{ at: Date }>(
        `SELECT seen_at AS at FROM link_lease WHERE link_id = 'CHT-B'`,
      );
      return row?.at.getTime() ?? 0;
    };
    for (let beat = 0; beat < 2; beat++) {
      const last = await beatAt();
      test.platform.clock.advance(1_000);
      await until(async () => (await beatAt()) > last);
    }
    expect(await bound()).toBe('CHT-B');
    expect(rejections).toEqual([]);
  };
  const set = (sql: string, ...values: unknown[]) =>
    db.query(`UPDATE carrier_link SET ${sql}, revision = revision + 1 WHERE id = 'CHT-A'`, values);

  it('because a line of its certificate is missing leaves the others sending, and says so', async () => {
    const lines = selfSigned('smsc.carrier.example').cert.split('\n');
    const cut = [...lines.slice(0, 2), ...lines.slice(3)].join('\n');
    await set(`tls = 'pinned', tls_certificate = $1`, cut);
    await until(async () => (await faultOf('CHT-A')) === 'certificate-unreadable');
    await expectOthersToSend();
    await set(`tls = 'off', tls_certificate = NULL`);
    await until(async () => (await bound()) === 'CHT-A CHT-B');
    expect(await faultOf('CHT-A')).toBeNull();
  });

  it('because its password was sealed with another key leaves the others sending, and says so', async () => {
    const [row] = await db.query<{ sealed: Buffer }>(
      `SELECT password_sealed AS sealed FROM carrier_link WHERE id = 'CHT-A'`,
    );
    await set('password_sealed = $1', Buffer.alloc(40, 7));
    await until(async () => (await faultOf('CHT-A')) === 'password-unreadable');
    await expectOthersToSend();
    await set('password_sealed = $1', row?.sealed);
    await until(async () => (await bound()) === 'CHT-A CHT-B');
  });
});
