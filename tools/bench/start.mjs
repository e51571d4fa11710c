import { RawHttp } from './lib/raw-http.mjs';
import { enter } from './lib/measure-dispatch.mjs';
import { median } from './lib/numbers.mjs';
import { readOptions } from './lib/options.mjs';
import { prepare } from './lib/prepare.mjs';
import { Report } from './lib/report.mjs';
import { singleMessages } from './lib/single-messages.mjs';
import { withStack } from './lib/with-stack.mjs';

const LIMIT_MS = 60_000;

/**
 * `npm run bench start [times=5] [--json file]`: the API process is stopped and started; until its first 202 for a single
 * message.
 * @param {import('../main.mjs').Run} run
 */
export async function bench(run) {
  const { numbers, json } = readOptions(run.args, [5]);
  const [times = 0] = numbers;
  const report = new Report('start', { times });
  await withStack(run, {}, async stack => {
    await prepare(stack, { quota: 1_000 });
    const platform = await enter(stack);
    const single = singleMessages(stack, { signature: platform.signature.name });
    const api = stack.service('api');
    const results = [];
    for (let i = 0; i < times; i++) {
      await api.stop();
      const startedAt = performance.now();
      const ready = api.start().then(() => performance.now() - startedAt);
      await first202(single, Number(new URL(stack.url).port));
      const seconds = (performance.now() - startedAt) / 1000;
      results.push({ seconds, 'says ready after s': (await ready) / 1000 });
    }
    report.table('process start → first 202', results);
    report.goal('G9', median(results.map(each => each.seconds)));
    await platform.database.close();
  });
  return report.finish(json);
}

/** @param {ReturnType<typeof singleMessages>} single @param {number} port */
async function first202(single, port) {
  for (const end = Date.now() + LIMIT_MS; Date.now() < end;) {
    const listens = await RawHttp.connect(port).then(
      connection => (connection.close(), true),
      () => false,
    );
    if (listens) {
      const { refusals } = await single.closedLoop(1, 1);
      if (Object.keys(refusals).length === 0) return;
    }
    await new Promise(resolve => setTimeout(resolve, 2));
  }
  throw new Error('no 202 within a minute');
}
