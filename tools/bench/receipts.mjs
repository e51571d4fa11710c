import { setTimeout as pause } from 'node:timers/promises';
import { parseBatchId } from '../../libs/domain/message/ids.ts';
import { startCost } from './lib/cost.mjs';
import { enter } from './lib/measure-dispatch.mjs';
import { median } from './lib/numbers.mjs';
import { readOptions } from './lib/options.mjs';
import { prepare } from './lib/prepare.mjs';
import { csvOf } from './lib/recipients.mjs';
import { Report } from './lib/report.mjs';
import { sendFile } from './lib/send-file.mjs';
import { countedPercentile, spanOf } from './lib/simulator.mjs';
import { pidsOf, withStack } from './lib/with-stack.mjs';

const STILL_MS = 60_000;

/**
 * `npm run bench receipts [messages=50000] [runs=3] [--json file]`: a list is handed over while the carriers hold every receipt
 * back, then all of them come at once. How many a second are committed and answered, and how long an answer lags behind its
 * commit: the k-th answer at the simulator against the k-th commit by PostgreSQL's own clock.
 * @param {import('../main.mjs').Run} run
 */
export async function bench(run) {
  const { numbers, json } = readOptions(run.args, [50_000, 3]);
  const [rows = 0, runs = 0] = numbers;
  const report = new Report('receipts', { rows, runs });
  await withStack(run, { postgres: { track_commit_timestamp: 'on' } }, async stack => {
    await prepare(stack, { quota: rows * runs });
    const platform = await enter(stack);
    const results = [];
    for (let i = 0; i < runs; i++) results.push(await measure(platform, rows));
    report.table(`${rows} receipts that come at once`, results);
    report.note(
      'CPU µs a receipt',
      results.map(({ cpu }) => cpu),
    );
    report.goal('G6-rate', median(results.map(each => each['receipts/s'])));
    report.goal('G6-lag', median(results.map(each => each['lag p99 ms'])));
    report.check(
      results.every(each => each.answered === rows && each.committed === rows),
      'not every receipt was committed and answered',
    );
    await platform.database.close();
  });
  return report.finish(json);
}

/** @param {import('./lib/measure-dispatch.mjs').Platform} platform @param {number} rows */
async function measure({ stack, person, database, simulator, signature }, rows) {
  await simulator.reset();
  await simulator.command({ kind: 'hold-receipts' });
  const list = { name: 'receipts.csv', bytes: csvOf(rows), signatureId: signature.id };
  const sent = await sendFile(person, { ...list, until: 'handed-over' });
  const batch = parseBatchId(sent.batchId) ?? 0;
  const stopCost = startCost(pidsOf(stack));
  const releasedAt = Date.now();
  await simulator.command({ kind: 'normal' });
  await allAnswered(simulator, rows);
  const cpu = stopCost(rows);
  const { acknowledged, answerMs } = await simulator.timeline();
  const span = spanOf(acknowledged);
  const commits = await database.query(
    `SELECT floor(extract(epoch FROM pg_xact_commit_timestamp(xmin)) * 1000)::float8 AS at, count(*)::int AS n
       FROM message_state WHERE batch = $1 AND state = 3 GROUP BY 1 ORDER BY 1`,
    [batch],
  );
  const committed = /** @type {[number, number][]} */ (commits.map(({ at, n }) => [at, n]));
  const lags = lagsBetween(committed, acknowledged);
  return {
    'receipts/s': (span.count * 1000) / Math.max(1, span.last - releasedAt),
    'lag p50 ms': countedPercentile(lags, 50),
    'lag p99 ms': countedPercentile(lags, 99),
    'sent → answered p50 ms': countedPercentile(answerMs, 50),
    'sent → answered p99 ms': countedPercentile(answerMs, 99),
    answered: span.count,
    committed: spanOf(committed).count,
    'CPU µs': cpu.total,
    cpu: { ...cpu.each, simulator: cpu.simulator },
  };
}

/**
 * Answers leave in the order of commits, group by group: so the k-th of one belongs to the k-th of the other.
 * @param {readonly [number, number][]} commits @param {readonly [number, number][]} answers
 * @returns {[number, number][]} lag in ms, how often; sorted by lag
 */
function lagsBetween(commits, answers) {
  /** @type {Map<number, number>} */
  const counts = new Map();
  let [i, left] = [0, commits[0]?.[1] ?? 0];
  for (const [at, count] of answers) {
    for (let rest = count; rest > 0 && i < commits.length;) {
      const taken = Math.min(rest, left);
      const lag = Math.max(0, at - (commits[i]?.[0] ?? at));
      counts.set(lag, (counts.get(lag) ?? 0) + taken);
      rest -= taken;
      left -= taken;
      if (left === 0) left = commits[++i]?.[1] ?? 0;
    }
  }
  return [...counts].sort(([a], [b]) => a - b);
}

/** @param {import('./lib/simulator.mjs').SimulatorClient} simulator @param {number} rows */
async function allAnswered(simulator, rows) {
  let [before, since] = [-1, Date.now()];
  for (;;) {
    const { acknowledged } = (await simulator.counters()).receipts;
    if (acknowledged >= rows) return;
    if (acknowledged !== before) [before, since] = [acknowledged, Date.now()];
    if (Date.now() - since > STILL_MS) return;
    await pause(20);
  }
}
