import { peakMemory } from './lib/cpu.mjs';
import { enter, measureDispatch } from './lib/measure-dispatch.mjs';
import { median } from './lib/numbers.mjs';
import { readOptions } from './lib/options.mjs';
import { prepare } from './lib/prepare.mjs';
import { profiled } from './lib/profiled.mjs';
import { Report } from './lib/report.mjs';
import { pidsOf, withStack } from './lib/with-stack.mjs';

/** Of one process of the platform after its runs: a peak never goes down again. */
const PROCESSES = ['api', 'worker'];

/**
 * `npm run bench dispatch [recipients=20000] [runs=3] [--format xlsx] [--growth N] [--full N] [--profile folder] [--json file]`: a list goes
 * through the door as a person's upload does, until its last receipt is committed.
 * `--growth 5`: then once a list five times as long, for what memory does; `--full 5000000`: beside it a second platform whose
 * current partition holds so many messages already, runs of both in turn. `--profile folder`: where the microseconds go, as
 * CPU profiles of the processes and a table of statements; itself dear, so no figures of such a run count.
 * @param {import('../main.mjs').Run} run
 */
export async function bench(run) {
  const { numbers, options, json } = readOptions(run.args, [20_000, 3], {
    format: { type: 'string', default: 'csv' },
    growth: { type: 'string' },
    full: { type: 'string' },
    profile: { type: 'string' },
  });
  const [rows = 0, runs = 0] = numbers;
  const format = options.format === 'xlsx' ? 'xlsx' : 'csv';
  const report = new Report('dispatch', { rows, runs, ...options });
  const profile = typeof options.profile === 'string' ? options.profile : undefined;
  await withStack(run, profiled(profile), async stack => {
    const growth = Number(options.growth ?? 0);
    await prepare(stack, { quota: rows * (runs + growth) });
    const empty = await enter(stack);
    report.note('durability', (await empty.database.durability()).settings);
    if (options.full) await compare(run, report, { empty, rows, runs, filled: Number(options.full) });
    else await measure(report, { empty, rows, runs, format, growth });
    if (profile) report.table('statements', await empty.database.dearestStatements(rows * runs));
    await empty.database.close();
  });
  return report.finish(json);
}

/**
 * @param {Report} report
 * @param {{ empty: import('./lib/measure-dispatch.mjs').Platform, rows: number, runs: number, format: 'csv' | 'xlsx',
 *   growth: number }} asked
 */
async function measure(report, { empty, rows, runs, format, growth }) {
  const results = [];
  for (let run = 0; run < runs; run++) results.push(await measureDispatch(empty, { rows, format }));
  show(report, `${rows} recipients, ${format}`, results);
  const peaks = peaksOf(empty);
  report.note('peak MB', peaks);
  report.goal('G1e', median(results.map(each => each['CPU µs'])));
  report.goal('G11', median(results.map(each => each['bytes/message'])));
  if (rows === 200_000) {
    report.goal(format === 'xlsx' ? 'G2b-xlsx' : 'G2a', median(results.map(each => each.completed)));
    if (format === 'csv') report.goal('G2a-handed', median(results.map(each => each.handedOver)));
    report.goal('G7-peak', peaks.worker ?? NaN);
  } else if (rows === 1_000_000) report.goal('G2b-1m', median(results.map(each => each.completed)));
  if (growth === 0) return;
  show(report, `${rows * growth} recipients`, [
    await measureDispatch(empty, { rows: rows * growth, format }),
  ]);
  const later = peaksOf(empty);
  report.note('peak MB after the longer list', later);
  const ratios = Object.fromEntries(
    PROCESSES.map(name => [name, (later[name] ?? NaN) / (peaks[name] ?? NaN)]),
  );
  report.note('peak, longer ÷ shorter', ratios);
  report.goal('G7-growth', ratios.worker ?? NaN);
}

/**
 * @param {import('../main.mjs').Run} run @param {Report} report
 * @param {{ empty: import('./lib/measure-dispatch.mjs').Platform, rows: number, runs: number, filled: number }} asked
 */
async function compare(run, report, { empty, rows, runs, filled }) {
  await withStack(run, {}, async stack => {
    await prepare(stack, { quota: rows * runs, messages: filled, months: 1 });
    const full = await enter(stack);
    /** @type {Awaited<ReturnType<typeof measureDispatch>>[][]} */
    const [ofEmpty, ofFull] = [[], []];
    for (let turn = 0; turn < runs; turn++) {
      ofEmpty?.push(await measureDispatch(empty, { rows }));
      ofFull?.push(await measureDispatch(full, { rows }));
    }
    show(report, 'empty partition', ofEmpty ?? []);
    show(report, `partition of ${filled}`, ofFull ?? []);
    const of = (/** @type {'perSecond' | 'CPU µs'} */ field, /** @type {typeof ofFull} */ results = []) =>
      median(results.map(each => each[field]));
    report.note('full ÷ empty', {
      rate: of('perSecond', ofFull) / of('perSecond', ofEmpty),
      cpu: of('CPU µs', ofFull) / of('CPU µs', ofEmpty),
    });
    report.goal('G2c', of('perSecond', ofFull) / of('perSecond', ofEmpty));
    await full.database.close();
  });
}

/** @param {Report} report @param {string} title @param {Awaited<ReturnType<typeof measureDispatch>>[]} results */
function show(report, title, results) {
  report.table(title, results);
  report.note(
    `CPU µs a message, ${title}`,
    results.map(({ cpu }) => cpu),
  );
  report.note(
    `at the simulator, seconds, ${title}`,
    results.map(({ seconds }) => seconds),
  );
  for (const { faults } of results) for (const fault of faults) report.check(false, `${title}: ${fault}`);
}

/** @param {import('./lib/measure-dispatch.mjs').Platform} platform @returns {Record<string, number>} */
const peaksOf = ({ stack }) =>
  Object.fromEntries(PROCESSES.map(name => [name, peakMemory(pidsOf(stack)[name] ?? process.pid)]));
