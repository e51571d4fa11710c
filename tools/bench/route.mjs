import { bundleRoom } from './lib/bundle.mjs';
import { median } from './lib/numbers.mjs';
import { readOptions } from './lib/options.mjs';
import { numberOf } from './lib/recipients.mjs';
import { Report } from './lib/report.mjs';

/** Numbers that are looked up in one run, in an order of chance. */
const LOOKED_UP = 2_000_000;
const RUNS = 5;
/** A number is one of ninety million: 0900000000 to 0989999999. */
const BLOCKS = 900;

/**
 * `npm run bench route [ported=10000000] [--json file]`: a number's carrier out of so many ported ones, and the memory that they take.
 * No database: there is none on this way.
 * @param {import('../main.mjs').Run} run
 */
export async function bench(run) {
  const { numbers, json } = readOptions(run.args, [10_000_000]);
  const [ported = 0] = numbers;
  const report = new Report('route', { ported });
  const { RouteTable, newPrefixTable, BLOCK_NUMBERS } = await import(await bundleRoom('domain'));

  const before = process.memoryUsage().arrayBuffers;
  const blocks = Array.from({ length: BLOCKS }, () => new Uint8Array(BLOCK_NUMBERS));
  for (let left = ported; left > 0;) {
    const block = blocks[Math.floor(Math.random() * BLOCKS)];
    const offset = Math.floor(Math.random() * BLOCK_NUMBERS);
    if (!block || block[offset] !== 0) continue;
    block[offset] = 2 + (left % 3);
    left--;
  }
  const memory = (process.memoryUsage().arrayBuffers - before) / 2 ** 20;

  const donors = ['CHT', 'TWM', 'FET'];
  const prefixes = newPrefixTable(
    Array.from({ length: 90 }, (_, i) => ({
      prefix: `09${String(i).padStart(2, '0')}`,
      donor: donors[i % 3] ?? '',
    })),
  );
  const targets = [null, null, ...donors].map(network => ({ network, networkCode: null }));
  const table = new RouteTable({ prefixes, mergers: {}, fallback: null }, { snapshot: 1, blocks, targets });

  const lists = {
    'all over the country': Array.from(
      { length: LOOKED_UP },
      () => `09${String(Math.floor(Math.random() * BLOCKS * BLOCK_NUMBERS)).padStart(8, '0')}`,
    ),
    'in the order of a list': Array.from({ length: LOOKED_UP }, (_, i) => numberOf(i)),
  };
  const results = Object.entries(lists).map(([numbers, list]) => {
    const runs = Array.from({ length: RUNS }, () => nanosecondsEach(table, list));
    const found = list.filter(number => table.resolve(number)?.method === 'ported').length;
    return {
      numbers,
      'ns a look-up': median(runs),
      fastest: Math.min(...runs),
      'ported %': (100 * found) / list.length,
    };
  });
  report.table(`${LOOKED_UP} numbers looked up among ${ported} ported ones`, results);
  report.note('memory of the ported numbers, MiB', memory);
  report.goal('G8-lookup', Math.max(...results.map(each => each['ns a look-up'])));
  report.goal('G8-memory', memory);
  return report.finish(json);
}

/**
 * @param {{ resolve: (number: string) => { network: string } | null }} table @param {readonly string[]} list
 */
function nanosecondsEach(table, list) {
  let nowhere = 0;
  const startedAt = process.hrtime.bigint();
  for (const number of list) if (table.resolve(number) === null) nowhere++;
  const ns = Number(process.hrtime.bigint() - startedAt) / list.length;
  if (nowhere > 0) throw new Error(`${nowhere} numbers belong to nobody`);
  return ns;
}
