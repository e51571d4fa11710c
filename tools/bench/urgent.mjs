import { setTimeout as pause } from 'node:timers/promises';
import { duringBulk } from './lib/during-bulk.mjs';
import { enter } from './lib/measure-dispatch.mjs';
import { latencies, percentile } from './lib/numbers.mjs';
import { readOptions } from './lib/options.mjs';
import { prepare } from './lib/prepare.mjs';
import { Report } from './lib/report.mjs';
import { singleMessages } from './lib/single-messages.mjs';
import { withStack } from './lib/with-stack.mjs';

const ARRIVES_WITHIN_MS = 60_000;

/**
 * `npm run bench urgent [bulk=200000] [rate=10] [--lane code] [--json file]`: from the moment at which a single message of
 * an urgent lane is posted to the one at which the simulator reads its submit_sm, idle and while a list of `bulk` is handed over.
 * @param {import('../main.mjs').Run} run
 */
export async function bench(run) {
  const { numbers, options, json } = readOptions(run.args, [200_000, 10], {
    lane: { type: 'string', default: 'code' },
  });
  const [bulk = 0, rate = 0] = numbers;
  const lane = String(options.lane);
  const report = new Report('urgent', { bulk, rate, lane });
  await withStack(run, {}, async stack => {
    await prepare(stack, { quota: bulk + rate * 1_500 });
    const platform = await enter(stack);
    // As the ministry grants it to a system that sends one-time codes.
    await platform.database.query(`UPDATE account SET lanes = lanes || $1::text WHERE login = 'demo-api'`, [
      lane,
    ]);
    const single = singleMessages(stack, { signature: platform.signature.name, lane });
    const idle = await single.openLoop(rate, sent => sent < 10 * rate);
    const onWireIdle = await onTheWire(platform, idle.seen);
    await platform.simulator.reset();
    const during = (/** @type {() => boolean} */ goesOn) => single.openLoop(rate, () => goesOn());
    const { result: busy, bulk: sent } = await duringBulk(platform, bulk, during);
    // Those of the time in which the list was not yet or no longer handed over say nothing of it.
    const [from, to] = [sent.startedAt + sent.accepted * 1000, sent.startedAt + sent.handedOver * 1000];
    const among = busy.seen.filter(({ dueAt }) => dueAt >= from && dueAt <= to);
    const onWire = await onTheWire(platform, among);
    report.table('posted → submit_sm at the simulator, ms', [
      { when: 'idle', ...latencies(onWireIdle.waits), missing: onWireIdle.missing },
      { when: `during ${bulk}`, ...latencies(onWire.waits), missing: onWire.missing },
    ]);
    report.table('posted → 202, ms', [
      { when: 'idle', ...latencies(idle.waits) },
      { when: `during ${bulk}`, ...latencies(busy.waits) },
    ]);
    report.note('the list, meanwhile', { completed: sent.completed, perSecond: bulk / sent.completed });
    report.goal('G3c', percentile(onWire.waits, 99));
    report.check(onWire.missing === 0, `${onWire.missing} messages never came to the simulator`);
    for (const { refusals } of [idle, busy])
      report.check(Object.keys(refusals).length === 0, `refused: ${JSON.stringify(refusals)}`);
    await platform.database.close();
  });
  return report.finish(json);
}

/**
 * @param {import('./lib/measure-dispatch.mjs').Platform} platform
 * @param {readonly { to: string, dueAt: number }[]} posted
 */
async function onTheWire({ simulator }, posted) {
  const end = Date.now() + ARRIVES_WITHIN_MS;
  const waits = [];
  let missing = 0;
  for (const { to, dueAt } of posted) {
    let [segment] = await simulator.segments(to);
    while (!segment && Date.now() < end) {
      await pause(50);
      [segment] = await simulator.segments(to);
    }
    if (segment) waits.push(Date.parse(segment.acceptedAt) - dueAt);
    else missing++;
  }
  return { waits, missing };
}
