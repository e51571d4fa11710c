import type { Reader } from '@sms111/api/platform';
import type { RunningApi } from './running-api';

/** A node of a plan as PostgreSQL describes it. */
export interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  /** What the planner expects: rows each time the node is run, and its units of cost before the first row. */
  readonly 'Plan Rows'?: number;
  readonly 'Startup Cost'?: number;
  readonly 'Index Cond'?: string;
  readonly Filter?: string;
  readonly 'Actual Rows'?: number;
  readonly 'Actual Loops'?: number;
  readonly 'Rows Removed by Filter'?: number;
  readonly Plans?: readonly PlanNode[];
}

export interface Asked {
  readonly sql: string;
  readonly plan: PlanNode;
}

/** Runs reads as they are and keeps what was asked, each with the plan that PostgreSQL made and ran for it. */
export const planning = (api: RunningApi): { reader: Reader; asked: Asked[] } => {
  const asked: Asked[] = [];
  const reader: Reader = {
    query: async <Row extends object>(sql: string, values?: readonly unknown[]) => {
      const [row] = await api.db.query<{ 'QUERY PLAN': { Plan: PlanNode }[] }>(
        `EXPLAIN (ANALYZE, FORMAT JSON) ${sql}`,
        values,
      );
      const plan = row?.['QUERY PLAN'][0]?.Plan;
      if (!plan) throw new Error('PostgreSQL made no plan');
      asked.push({ sql, plan });
      return api.db.query<Row>(sql, values);
    },
  };
  return { reader, asked };
};

/** Every node, the root first. */
export function* nodesOf(plan: PlanNode): Generator<PlanNode> {
  yield plan;
  for (const inner of plan.Plans ?? []) yield* nodesOf(inner);
}

const ofMessages = ({ 'Relation Name': relation = '' }: PlanNode): boolean =>
  /^(message_(block|state|exception)|submit_part|submit_refusal|part_receipt)(_|$)/.test(relation);

/** Rows of message partitions that were looked at. */
export const messageRows = (plan: PlanNode): number =>
  [...nodesOf(plan)]
    .filter(ofMessages)
    .reduce(
      (sum, node) =>
        sum +
        ((node['Actual Rows'] ?? 0) + (node['Rows Removed by Filter'] ?? 0)) * (node['Actual Loops'] ?? 1),
      0,
    );

const wasRun = (node: PlanNode): boolean => (node['Actual Loops'] ?? 0) > 0;

/** Message partitions that were read from end to end. */
export const wholeReads = (plan: PlanNode): string[] =>
  [...nodesOf(plan)]
    .filter(node => node['Node Type'] === 'Seq Scan' && ofMessages(node) && wasRun(node))
    .map(node => node['Relation Name'] ?? '');

/** Whether rows of message partitions reach the node without a limit between. */
const drinksMessages = (node: PlanNode): boolean =>
  (node.Plans ?? []).some(
    inner => inner['Node Type'] !== 'Limit' && (ofMessages(inner) || drinksMessages(inner)),
  );

/** The most rows of message partitions that one sort had to take in; a limit before it bounds them by the page. */
export const largestSort = (plan: PlanNode): number =>
  Math.max(
    0,
    ...[...nodesOf(plan)]
      .filter(node => node['Node Type'] === 'Sort' && drinksMessages(node) && wasRun(node))
      .flatMap(node => (node.Plans ?? []).map(inner => inner['Actual Rows'] ?? 0)),
  );
