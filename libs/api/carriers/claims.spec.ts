import { Clock, Db } from '@sms111/api/platform';
import { startTestApp, type TestApp } from '@sms111/api/testing';
import { Claims } from './claims';
import { LeaseBoard } from './lease-board';

const LEASE_MS = 15_000;

describe('claims of a worker that was silent', () => {
  let test: TestApp;
  let db: Db;
  let now = 0;
  beforeAll(async () => {
    test = await startTestApp({ imports: [], entities: [] });
    db = test.app.get(Db);
    jest.spyOn(performance, 'now').mockImplementation(() => now);
  });
  afterAll(async () => {
    jest.restoreAllMocks();
    await test.close();
  });

  const someone = () => {
    const clock = test.app.get(Clock);
    return new Claims(db, clock, new LeaseBoard(db, clock, 'living'));
  };
  const silent = () =>
    db.query(
      `INSERT INTO claim (batch, link, carrier, worker, token, first_seq, last_seq, seqs, lease_until)
       VALUES (1, 'CHT-A', 'CHT', 'silent', gen_random_uuid(), 0, 1, '{0,1}', $1)`,
      [new Date(test.platform.clock.ms() - 1)],
    );
  const closed = (claims: Claims) => db.transaction(tx => claims.closeDead(tx));

  it('are closed by one who reached the database all the while, and by one who has just started', async () => {
    await silent();
    expect(await closed(someone())).toMatchObject({ batch: 1, seqs: [0, 1], link: 'CHT-A' });
    const claims = someone();
    claims.beat();
    now += 1_000;
    claims.beat();
    await silent();
    expect(await closed(claims)).toMatchObject({ batch: 1 });
    expect(await closed(claims)).toBeNull();
  });

  it('are taken away one at a time, none unheard, whatever plan the server chose', async () => {
    for (let i = 0; i < 5; i += 1) await silent();
    // What is left is a loop over all claims; it comes by itself where their statistics are of an empty table.
    const ways = [
      'hashjoin',
      'mergejoin',
      'material',
      'hashagg',
      'sort',
      'indexscan',
      'bitmapscan',
      'indexonlyscan',
    ];
    for (let left = 4; left >= 0; left -= 1) {
      await db.transaction(async tx => {
        for (const way of ways) await tx.execute(`SET LOCAL enable_${way} = off`);
        expect(await someone().closeDead(tx)).toMatchObject({ batch: 1 });
      });
      expect(await db.query('SELECT count(*)::int AS n FROM claim')).toEqual([{ n: left }]);
    }
  });

  it('are in doubt only for what could not be written', async () => {
    const claims = someone();
    const [claim] = await db.query<{ id: number }>(
      `INSERT INTO claim (batch, link, carrier, worker, token, first_seq, last_seq, seqs, lease_until)
       VALUES (2, 'CHT-A', 'CHT', 'living', gen_random_uuid(), 0, 9, '{0,3,5,9}', $1) RETURNING id`,
      [new Date(test.platform.clock.ms() - 1)],
    );
    for (const seq of [0, 3, 5, 9]) claims.inHand.take(2, seq);
    const places = (...seqs: number[]) => seqs.map(seq => ({ batch: 2, seq }));
    await claims.keepOnly(claim?.id ?? 0, places(5, 3), places(0, 9));
    expect([0, 3, 5, 9].filter(seq => claims.inHand.has(2, seq))).toEqual([3, 5]);
    const [row] = await db.query('SELECT first_seq, last_seq FROM claim WHERE batch = 2');
    expect(row).toEqual({ first_seq: 3, last_seq: 5 });
    expect(await closed(claims)).toMatchObject({ batch: 2, seqs: [5, 3] });
  });

  it('stand for one more lease after an outage: the other could not reach the database either', async () => {
    const claims = someone();
    claims.beat();
    await silent();
    now += 22_000;
    expect(await closed(claims)).toBeNull();
    claims.beat();
    for (let ms = 0; ms < LEASE_MS; ms += 1_000) {
      expect(await closed(claims)).toBeNull();
      now += 1_000;
      claims.beat();
    }
    expect(await closed(claims)).toMatchObject({ batch: 1 });
  });
});
