import { duringBulk } from './lib/during-bulk.mjs';
import { enter } from './lib/measure-dispatch.mjs';
import { latencies, median, percentile } from './lib/numbers.mjs';
import { readOptions } from './lib/options.mjs';
import { prepare } from './lib/prepare.mjs';
import { profiled } from './lib/profiled.mjs';
import { Report } from './lib/report.mjs';
import { singleMessages } from './lib/single-messages.mjs';
import { startCost } from './lib/cost.mjs';
import { pidsOf, withStack } from './lib/with-stack.mjs';

const CONNECTIONS = 32;
const RUNS = 3;

/**
 * `npm run bench accept [messages=10000] [rate=1000] [bulk=200000] [--profile folder] [--json file]`: single messages through the API, each
 * durable before its 202. Closed loop over 32 connections; then at a constant rate, latency from the time at which a request
 * was due, while nothing else runs and while a list of `bulk` is handed over.
 * `--profile folder`: only the closed loop, and where its microseconds go; its figures do not count.
 * @param {import('../main.mjs').Run} run
 */
export async function bench(run) {
  const { numbers, options, json } = readOptions(run.args, [10_000, 1_000, 200_000], {
    profile: { type: 'string' },
  });
  const [messages = 0, rate = 0, bulk = 0] = numbers;
  const report = new Report('accept', { messages, rate, bulk });
  const profile = typeof options.profile === 'string' ? options.profile : undefined;
  await withStack(run, profiled(profile), async stack => {
    // What a list of `bulk` takes at the floor is a minute; a slow machine takes many.
    await prepare(stack, { quota: messages * (RUNS + 1) + bulk + rate * 1_200 });
    const platform = await enter(stack);
    const single = singleMessages(stack, { signature: platform.signature.name });
    await single.closedLoop(Math.min(messages, 500), CONNECTIONS);

    const closed = [];
    for (let i = 0; i < RUNS; i++) {
      const stopCost = startCost(pidsOf(stack));
      const { seconds, waits, refusals } = await single.closedLoop(messages, CONNECTIONS);
      const cost = stopCost(messages);
      closed.push({
        perSecond: messages / seconds,
        ...latencies(waits),
        'CPU µs': cost.total,
        of: JSON.stringify(cost.each),
        refusals,
      });
    }
    report.table(`closed loop, ${CONNECTIONS} connections`, closed);
    report.goal('G3a', median(closed.map(each => each.perSecond)));
    if (profile) {
      report.table('statements', await platform.database.dearestStatements(messages * RUNS));
      await platform.database.close();
      return;
    }

    const idle = await single.openLoop(rate, sent => sent < messages);
    const { result: busy, bulk: sent } = await duringBulk(platform, bulk, goesOn =>
      single.openLoop(rate, () => goesOn()),
    );
    report.table(`open loop, ${rate} a second`, [
      { when: 'idle', ...latencies(idle.waits), seconds: idle.seconds },
      { when: `during ${bulk}`, ...latencies(busy.waits), seconds: busy.seconds },
    ]);
    report.note('the list, meanwhile', { completed: sent.completed, perSecond: bulk / sent.completed });
    report.goal('G3b-idle', percentile(idle.waits, 99));
    report.goal('G3b-bulk', percentile(busy.waits, 99));
    for (const refusals of [...closed.map(each => each.refusals), idle.refusals, busy.refusals])
      report.check(Object.keys(refusals).length === 0, `refused: ${JSON.stringify(refusals)}`);
    await platform.database.close();
  });
  return report.finish(json);
}
