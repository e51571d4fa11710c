import { AuditModule, PLATFORM } from '@sms111/api/audit';
import { Clock, Db, KeyRing, newLog } from '@sms111/api/platform';
import { startTestApp, type TestApp } from '@sms111/api/testing';
import { ScheduleModule } from '@nestjs/schedule';
import { startSimulator, type Simulator } from '../../../apps/carrier-simulator';
import { CarriersModule, HandOverModule } from './carriers.module';
import { Claims } from './claims';
import { HandOverMetrics } from './hand-over-metrics';
import { LeaseBoard } from './lease-board';
import { LinkKeeper } from './link-keeper';
import { LinkRegister } from './link-register';
import { OutcomeWriter } from './outcome-writer';
import { RunLinkTests } from './run-link-tests';
import { TellWrongPassword } from './tell-wrong-password';
import { until } from './testing/held';

jest.setTimeout(60_000);
const SETTLED_MS = 5_000;

describe('workers and their links', () => {
  let test: TestApp;
  let simulator: Simulator;
  let db: Db;
  const keepers: LinkKeeper[] = [];
  const get = <T>(type: abstract new (...args: never[]) => T): T => test.app.get(type, { strict: false });

  /** Another worker on the same database. */
  const worker = (name: string): LinkKeeper => {
    const keeper = new LinkKeeper(
      db,
      get(KeyRing),
      get(Claims),
      new LeaseBoard(db, get(Clock), name),
      get(OutcomeWriter),
      get(TellWrongPassword),
      get(RunLinkTests),
      get(HandOverMetrics),
      newLog('test', 'silent'),
    );
    keepers.push(keeper);
    keeper.start();
    return keeper;
  };

  const holders = async (): Promise<Record<string, string>> => {
    const rows = await db.query<{ id: string; worker: string }>(
      `SELECT link_id AS id, worker FROM link_lease WHERE state = 'bound' ORDER BY 1`,
    );
    return Object.fromEntries(rows.map(row => [row.id, row.worker]));
  };
  const held = async (name: string): Promise<string[]> =>
    Object.entries(await holders()).flatMap(([id, worker]) => (worker === name ? id : []));

  beforeAll(async () => {
    simulator = await startSimulator({ receiptDelayMs: 0, password: 'handover' });
    test = await startTestApp({
      imports: [ScheduleModule.forRoot(), AuditModule, CarriersModule, HandOverModule],
    });
    db = get(Db);
    // The application's own worker stands aside.
    await get(LinkKeeper).stop();
    await db.query(
      `INSERT INTO network (code, name_zh, name_en) SELECT c, c, c FROM unnest(ARRAY['CHT', 'TWM', 'FET']) c
       ON CONFLICT DO NOTHING`,
    );
    await db.transaction(async tx => {
      for (const { link, carrier, port } of simulator.links) {
        await get(LinkRegister).put(tx, PLATFORM, {
          id: link,
          carrier,
          host: '127.0.0.1',
          port,
          systemId: 'sms111',
          password: 'handover',
          window: 20,
          responseTimeoutMs: 1_000,
        });
      }
    });
  });
  afterAll(async () => {
    await Promise.all(keepers.map(keeper => keeper.stop()));
    await test.close();
    await simulator.stop();
  });

  it('a lone worker holds all; one that joins is given one of each carrier, and then nothing moves', async () => {
    const first = worker('first');
    await until(async () => (await held('first')).length === 6);
    expect(first.carriersBound().sort()).toEqual(['CHT', 'FET', 'TWM']);

    const second = worker('second');
    const changes: string[] = [];
    second.onChange(carrier => changes.push(carrier));
    await until(async () => {
      const [row] = await db.query<{ n: number }>('SELECT count(*)::int AS n FROM worker_beat');
      return row?.n === 2;
    });
    // Not for somebody who may be gone in a moment.
    expect(await held('first')).toHaveLength(6);
    test.platform.clock.advance(SETTLED_MS);
    await until(async () => (await held('second')).length === 3 && (await held('first')).length === 3);
    const before = await holders();
    for (const carrier of ['CHT', 'FET', 'TWM']) {
      const own = Object.entries(before).filter(([id]) => id.startsWith(carrier));
      expect(new Set(own.map(([, name]) => name))).toEqual(new Set(['first', 'second']));
    }
    expect(changes.sort()).toEqual(['CHT', 'FET', 'TWM']);
    expect([first.hasBound('CHT'), second.hasBound('CHT')]).toEqual([true, true]);

    const binds = simulator.counters().links;
    const beats = async () => {
      const rows = await db.query<{ at: Date }>('SELECT max(seen_at) AS at FROM worker_beat');
      return rows[0]?.at.getTime() ?? 0;
    };
    for (let beat = 0; beat < 3; beat++) {
      const last = await beats();
      test.platform.clock.advance(1_000);
      await until(async () => (await beats()) > last);
    }
    expect(await holders()).toEqual(before);
    expect(simulator.counters().links).toEqual(binds);
  });

  it('takes over the links of one that died, when its lease has run out', async () => {
    const [first, second] = keepers;
    if (!first || !second) throw new Error('no workers');
    // Dead: it beats no more, once the beat that may be under way has ended; that one would renew what runs out below.
    Object.assign(second, { beat: () => Promise.resolve() });
    await (second as unknown as { readonly beating: Promise<void> | null }).beating;
    test.platform.clock.advance(7_000);
    await until(async () => (await held('first')).length === 6);
    expect(first.hasBound('TWM')).toBe(true);
  });

  it('drains a link that is in maintenance, and takes it back when it is resumed', async () => {
    await db.query(`UPDATE carrier_link SET drained_at = now(), drain_reason = '維護' WHERE id = 'CHT-A'`);
    await until(async () => (await db.query(`SELECT FROM link_lease WHERE link_id = 'CHT-A'`)).length === 0);
    const [first] = keepers;
    const reserved = await first?.reserve('CHT', 5, 1);
    expect(reserved?.link.link.id).toBe('CHT-B');
    reserved?.link.slots.give(reserved.slots);
    await db.query(`UPDATE carrier_link SET drained_at = NULL WHERE id = 'CHT-A'`);
    await until(async () => (await held('first')).length === 6);
  });

  it('takes a new configuration up, the old session drained first, and one that needs no session at once', async () => {
    const [first] = keepers;
    const old = first?.link('FET-A');
    old?.slots.take(1);
    await db.query(`UPDATE carrier_link SET window_size = 7, revision = revision + 1 WHERE id = 'FET-A'`);
    await until(() => old?.isDraining === true);
    expect(old?.isBound).toBe(true);
    expect(first?.link('FET-A')).toBe(old);
    old?.slots.give(1);
    await until(() => first?.link('FET-A')?.isOffered === true);
    expect(first?.link('FET-A')?.slots.size).toBe(7);

    const same = first?.link('FET-A');
    await db.query(`UPDATE carrier_link SET weight = 40, validity_seconds = 0 WHERE id = 'FET-A'`);
    await until(() => first?.link('FET-A')?.link.weight === 40);
    expect(first?.link('FET-A')).toBe(same);
  });

  it('shares by weight while there is room', async () => {
    const [first] = keepers;
    await db.query(`UPDATE carrier_link SET weight = 30 WHERE id = 'TWM-A'`);
    await until(() => first?.link('TWM-A')?.link.weight === 30);
    const given: Record<string, number> = { 'TWM-A': 0, 'TWM-B': 0 };
    for (let i = 0; i < 80; i++) {
      const reserved = await first?.reserve('TWM', 1, 1);
      if (!reserved) throw new Error('nothing reserved');
      given[reserved.link.link.id] = (given[reserved.link.link.id] ?? 0) + reserved.slots;
      reserved.link.slots.give(reserved.slots);
    }
    expect(given['TWM-A']).toBeGreaterThanOrEqual(55);
    expect(given['TWM-B']).toBeGreaterThanOrEqual(15);
  });

  it('gives nothing to a carrier that is paused', async () => {
    const [first] = keepers;
    await db.query(`INSERT INTO carrier_control (carrier, paused_at) VALUES ('TWM', now())`);
    await until(() => first?.hasBound('TWM') === false);
    expect(await first?.reserve('TWM', 1, 1)).toBeNull();
    expect(await held('first')).toHaveLength(6);
    await db.query(`UPDATE carrier_control SET paused_at = NULL WHERE carrier = 'TWM'`);
    await until(() => first?.hasBound('TWM') === true);
  });

  it('writes its figures once a beat', async () => {
    await until(async () => {
      const rows = await db.query(`SELECT FROM link_figure WHERE worker = 'first' AND breaker = 'closed'`);
      return rows.length === 6;
    });
  });
});
