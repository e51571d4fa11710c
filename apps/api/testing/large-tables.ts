import type { Db } from '@sms111/api/platform';
import { nodesOf, type PlanNode } from './plans';
import type { Statement } from './statements';

/** Tables with a row or more for every message; all of them are partitioned by month. */
const OF_MESSAGES = /^(message_(block|state|exception)|submit_part|submit_refusal|part_receipt)(_\d{6})?$/;
/**
 * What grows with every notice and mail; receipts that nobody knows, of which a misread id form leaves one for every segment.
 * Claims are not among them: they are at most a window a link, and go.
 */
const GROWING = /^(unmatched_receipt|notice|outbox)$/;
/** Those and what has a row for every batch. */
const LARGE = new RegExp(`${OF_MESSAGES.source}|${GROWING.source}|^batch(_tally)?$`);

/** Rows that a node which must see all of its input may get: some pages, never a partition. */
const MOST_GATHERED = 2_000;
/** What a group of an incremental sort may cost in the planner's units: that of some pages, read by their index. */
const MOST_OF_A_GROUP = 500;

/** Nodes that give nothing before they have seen all of their input (or all of a group of it). */
const GATHERS = new Set([
  'Sort',
  'Incremental Sort',
  'Aggregate',
  'WindowAgg',
  'Hash',
  'Materialize',
  'SetOp',
]);

/** Nodes that give a row for each that they get. */
const PASSES_ON = new Set(['Append', 'Subquery Scan']);

/** Each row of the fixture stands for so many: millions of messages a month. */
const TIMES = 500;

/**
 * Makes the planner see TIMES as many rows in the large tables as there are. It multiplies the pages, which it counts
 * itself, by the rows that a page is said to hold; so the fixture's pages get denser, what ANALYZE found of values stays,
 * and `planOf` lets a page cost what so many would. Partitions without rows are dropped: of them nothing can be planned.
 */
export const seeLarge = async (db: Db): Promise<void> => {
  const tables = await db.query<{ name: string; partition: boolean }>(
    `SELECT relname AS name, relispartition AS partition FROM pg_class
      WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace`,
  );
  for (const { name, partition } of tables.filter(table => LARGE.test(table.name))) {
    if (partition && (await db.query(`SELECT FROM ${name} LIMIT 1`)).length === 0) {
      await db.query(`DROP TABLE ${name}`);
      continue;
    }
    await db.query(`ALTER TABLE ${name} SET (autovacuum_enabled = false)`);
    await db.query(`ANALYZE ${name}`);
    await db.query(
      `SELECT pg_restore_relation_stats('schemaname', 'public', 'relname', $1::text,
                'relpages', relpages, 'reltuples', (reltuples * $2::int)::real)
         FROM pg_class WHERE oid = $1::regclass`,
      [name, TIMES],
    );
  }
};

/** The plan that PostgreSQL makes for a statement, which is not run. `null` for what names no large table. */
export const planOf = async (db: Db, { sql, values }: Statement): Promise<PlanNode | null> => {
  if (!/\b(batch|message|submit|part|unmatched|notice|outbox)/.test(sql)) return null;
  return db.transaction(async tx => {
    await tx.execute(`SET LOCAL seq_page_cost = ${TIMES}`);
    const [row] = await tx.query<{ 'QUERY PLAN': { Plan: PlanNode }[] }>(
      `EXPLAIN (FORMAT JSON) ${sql}`,
      values,
    );
    return row?.['QUERY PLAN'][0]?.Plan ?? null;
  });
};

/** What a page may not do to large tables, each as a phrase; empty: it scales. */
export const faultsOf = (sql: string, plan: PlanNode | null): string[] => {
  const faults = new Set<string>();
  if (/\boffset\b/i.test(sql.replace(/'[^']*'/g, ''))) faults.add('OFFSET');
  const limited = new Set(plan ? limitedScans(plan) : []);
  for (const node of plan ? nodesOf(plan) : []) {
    const type = node['Node Type'];
    const relation = node['Relation Name'] ?? '';
    if (type === 'Seq Scan' && LARGE.test(relation) && !limited.has(node))
      faults.add(`reads ${relation} from end to end`);
    if (!GATHERS.has(type) || !drinks(node)) continue;
    // An incremental sort gathers one group at a time: what that costs is what it has spent before its first row.
    if (type === 'Incremental Sort') {
      const bound = isByNumber(node) || (node['Startup Cost'] ?? 0) <= MOST_OF_A_GROUP;
      if (!bound) faults.add(`${type} of groups without bound`);
      continue;
    }
    const gathered = Math.max(0, ...(node.Plans ?? []).map(inner => inner['Plan Rows'] ?? 0));
    if (gathered > MOST_GATHERED) faults.add(`${type} over ${gathered} rows`);
  }
  return [...faults];
};

/** Reads that end with their limit: without a filter, whatever they come upon counts. */
function* limitedScans(node: PlanNode, within = false): Generator<PlanNode> {
  const type = node['Node Type'];
  if (within && type === 'Seq Scan' && node.Filter === undefined) yield node;
  const passes = type === 'Limit' || (within && PASSES_ON.has(type));
  for (const inner of node.Plans ?? []) yield* limitedScans(inner, passes);
}

/** Whether rows of messages, or of what grows like them, reach the node without a limit between. */
const drinks = (node: PlanNode): boolean =>
  (node.Plans ?? []).some(
    inner => inner['Node Type'] !== 'Limit' && !isOfOneMessage(inner) && (gathersUp(inner) || drinks(inner)),
  );

const gathersUp = (node: PlanNode): boolean =>
  isOfMessages(node) || GROWING.test(node['Relation Name'] ?? '');

const isOfMessages = (node: PlanNode): boolean => OF_MESSAGES.test(node['Relation Name'] ?? '');

/** Parts, receipts and refusals of one message: few, whatever the planner makes of two columns that it takes for strangers. */
const isOfOneMessage = (node: PlanNode): boolean =>
  /\(batch = [^<>]*\(seq = /.test(node['Index Cond'] ?? '') && isOfMessages(node);

/** Rows of one number come in groups of a batch, which hold it once or a few times. */
const isByNumber = (node: PlanNode): boolean =>
  [...nodesOf(node)].some(inner => /\(number_hash = /.test(inner['Index Cond'] ?? ''));
