import { setTimeout as pause } from 'node:timers/promises';
import { peakMemory } from './lib/cpu.mjs';
import { enter, measureDispatch } from './lib/measure-dispatch.mjs';
import { median } from './lib/numbers.mjs';
import { readOptions } from './lib/options.mjs';
import { postForm } from './lib/post-form.mjs';
import { prepare } from './lib/prepare.mjs';
import { Report } from './lib/report.mjs';
import { demoAccount, signIn } from './lib/session.mjs';
import { pidsOf, withStack } from './lib/with-stack.mjs';

/** Numbers from 0900000000 on, spread over all ninety million. */
const ALL = 90_000_000;
const HEAD = Buffer.from('msisdn,donor,recipient,network_code,effective_at\n');
const REST = ['CHT', 'TWM', 'FET'].map(recipient => `,CHT,${recipient},97,2026-03-15T02:00:00+08:00\n`);
const ROW_OCTETS = 10 + Buffer.byteLength(REST[0] ?? '');
const ROWS_A_PIECE = 20_000;
/** Of a quiet platform, before. */
const QUIET_RUNS = 2;

/**
 * `npm run bench ported [rows=10000000] [recipients=50000] [--json file]`: a csv of ported numbers from its upload until it is in
 * force, while lists are handed over one after the other: what either costs the other.
 * @param {import('../main.mjs').Run} run
 */
export async function bench(run) {
  const { numbers, json } = readOptions(run.args, [10_000_000, 50_000]);
  const [rows = 0, recipients = 0] = numbers;
  const report = new Report('ported', { rows, recipients });
  await withStack(run, {}, async stack => {
    await prepare(stack, { quota: recipients * 60 });
    const platform = await enter(stack);
    const administrator = await signIn(stack.url, demoAccount(stack, 'admin'));
    /** @type {Awaited<ReturnType<typeof measureDispatch>>[]} */
    const quiet = [];
    for (let turn = 0; turn < QUIET_RUNS; turn++)
      quiet.push(await measureDispatch(platform, { rows: recipients }));
    const before = peaksOf(stack);

    let isImporting = true;
    const importing = importFile(administrator, rows).finally(() => (isImporting = false));
    /** @type {typeof quiet} */
    const during = [];
    while (isImporting) during.push(await measureDispatch(platform, { rows: recipients }));
    report.table(`${rows} rows`, [await importing]);
    const after = await measureDispatch(platform, { rows: recipients });

    report.table('lists before', quiet);
    report.table('lists meanwhile', during);
    report.table('a list after', [after]);
    const rateOf = (/** @type {typeof quiet} */ lists) => median(lists.map(({ perSecond }) => perSecond));
    report.note('rate, meanwhile ÷ before', rateOf(during) / rateOf(quiet));
    report.note('peak MB', { before, after: peaksOf(stack) });
    for (const { faults } of [...quiet, ...during, after])
      for (const fault of faults) report.check(false, fault);
    await platform.database.close();
  });
  return report.finish(json);
}

/** @param {import('./lib/session.mjs').Person} person @param {number} rows @returns seconds since the upload began */
async function importFile(person, rows) {
  const startedAt = Date.now();
  const seconds = () => (Date.now() - startedAt) / 1000;
  const { answer: taken } = await postForm(
    person,
    '/web/routing/imports',
    { kind: 'snapshot' },
    { name: 'ported.csv', octets: HEAD.length + rows * ROW_OCTETS, pieces: fileOf(rows) },
  );
  const received = seconds();
  for (;;) {
    const state = await person.call('GET', `/web/routing/imports/${taken.id}`);
    if (state.state === 'done') return { received, 'in force': seconds(), rows: state.rows };
    if (state.endedAt) throw new Error(`the import is ${state.state}: ${JSON.stringify(state.faults)}`);
    await pause(500);
  }
}

/** @param {number} rows @returns {Generator<Buffer>} */
function* fileOf(rows) {
  yield HEAD;
  const step = Math.floor(ALL / rows);
  for (let from = 0; from < rows; from += ROWS_A_PIECE) {
    let text = '';
    for (let row = from; row < Math.min(rows, from + ROWS_A_PIECE); row++)
      text += `0${900_000_000 + row * step}${REST[row % REST.length]}`;
    yield Buffer.from(text);
  }
}

/** @param {import('../stack.mjs').Stack} stack */
const peaksOf = stack =>
  Object.fromEntries(['api', 'worker'].map(name => [name, peakMemory(pidsOf(stack)[name] ?? process.pid)]));
