import { startTestApp, type TestApp } from '@sms111/api/testing';
import { bools, byteas, Db, instants, int2s, int4s, int8s, texts } from '..';

describe('array parameters', () => {
  let test: TestApp;
  let db: Db;
  beforeAll(async () => {
    test = await startTestApp({ imports: [], entities: [] });
    db = test.app.get(Db);
  });
  afterAll(() => test.close());

  it('reach the server as they were, with nulls, umlauts and large numbers', async () => {
    const at = new Date('2026-11-28T01:02:03.456Z');
    const rows = await db.query(
      `SELECT * FROM unnest($1::smallint[], $2::int[], $3::bigint[], $4::text[], $5::boolean[], $6::timestamptz[], $7::bytea[])
              AS r (a, b, c, d, e, f, g)`,
      [
        int2s([1, -2, null]),
        int4s([-5, 2_000_000_000, null]),
        int8s([Number.MAX_SAFE_INTEGER, -1, null]),
        texts(['單位', '', null]),
        bools([true, false, null]),
        instants([at, new Date(0), null]),
        byteas([Buffer.from('ab'), Buffer.alloc(0), Buffer.from([0])]),
      ],
    );
    expect(rows).toEqual([
      { a: 1, b: -5, c: Number.MAX_SAFE_INTEGER, d: '單位', e: true, f: at, g: Buffer.from('ab') },
      { a: -2, b: 2_000_000_000, c: -1, d: '', e: false, f: new Date(0), g: Buffer.alloc(0) },
      { a: null, b: null, c: null, d: null, e: null, f: null, g: Buffer.from([0]) },
    ]);
  });

  it('may be empty', async () => {
    expect(await db.query('SELECT * FROM unnest($1::bigint[], $2::text[])', [int8s([]), texts([])])).toEqual(
      [],
    );
  });

  it('answers arrays of numbers as numbers', async () => {
    const [row] = await db.query("SELECT '{1,2,-3}'::int[] AS flat, '{{1,2},{3,4}}'::int[] AS pairs");
    expect(row).toEqual({
      flat: [1, 2, -3],
      pairs: [
        [1, 2],
        [3, 4],
      ],
    });
  });
});
