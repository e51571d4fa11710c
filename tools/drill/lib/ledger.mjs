/** Holders whose balance is not the sum of their ledger, or does not add up. Empty at every commit. */
const UNBALANCED = `
  SELECT 'unit ' || b.unit_id AS holder FROM unit_balance b
    LEFT JOIN (SELECT unit_id, sum(unit_ordered) AS o, sum(remaining) AS r, sum(reserved) AS s, sum(charged) AS c, sum(lapsed) AS l
                 FROM ledger_entry GROUP BY unit_id) e USING (unit_id)
   WHERE (b.ordered, b.remaining, b.reserved, b.charged, b.lapsed) IS DISTINCT FROM (e.o, e.r, e.s, e.c, e.l)
      OR b.ordered <> b.remaining + b.reserved + b.charged + b.lapsed
  UNION ALL
  SELECT 'account ' || a.account_id FROM allocation a
    LEFT JOIN (SELECT account_id, sum(account_ordered) AS o, sum(account_ordered + remaining) AS r, sum(reserved) AS s,
                      sum(charged) AS c, sum(lapsed) AS l
                 FROM ledger_entry WHERE account_id IS NOT NULL GROUP BY account_id) e USING (account_id)
   WHERE (a.ordered, a.remaining, a.reserved, a.charged, a.lapsed) IS DISTINCT FROM (e.o, e.r, e.s, e.c, e.l)
      OR a.ordered <> a.remaining + a.reserved + a.charged + a.lapsed`;

const TOTALS = `SELECT sum(remaining)::bigint AS remaining, sum(reserved)::bigint AS reserved, sum(charged)::bigint AS charged
                  FROM unit_balance`;

/** @typedef {{ remaining: number, reserved: number, charged: number }} Totals segments of all units together */

/** @param {import('./product.mjs').Product} product @returns {Promise<string[]>} */
export const unbalanced = async product => (await product.ask(UNBALANCED)).map(row => row.holder ?? '');

/** @param {import('./product.mjs').Product} product @returns {Promise<Totals>} */
export async function totals(product) {
  const [row] = await product.ask(TOTALS);
  return {
    remaining: Number(row?.remaining),
    reserved: Number(row?.reserved),
    charged: Number(row?.charged),
  };
}

/** Slots of each link: what may be in doubt on it after a crash. @param {import('./product.mjs').Product} product */
export const windows = async product =>
  new Map(
    (await product.ask('SELECT id, window_size AS size FROM carrier_link WHERE enabled')).map(row => [
      row.id ?? '',
      Number(row.size),
    ]),
  );
