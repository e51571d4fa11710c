import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { userOf } from './drill/lib/person.mjs';
import { Product } from './drill/lib/product.mjs';
import { inBrief, table } from './drill/lib/table.mjs';
import { ROOT } from './places.mjs';
import { dim, done, fail, say, step } from './processes/progress.mjs';
import { Stack } from './stack.mjs';

const FOLDER = path.join(ROOT, 'tools', 'drill');
/** What runs when no name is given, in this order. `kannel` needs a package of its own and is asked for by name. */
const ALL = ['kill', 'redis', 'postgres', 'links', 'disk', 'workers'];

/**
 * @typedef {import('./drill/lib/run-batch.mjs').Round} Round one batch and what was found at its end
 * @typedef {{ product: Product, options: DrillOptions }} Ground
 * @typedef {object} DrillOptions
 * @property {number} seed
 * @property {number} [rows] recipients of a batch
 * @property {number} [count] how many faults
 * @property {string} [only] one case of a drill
 * @property {import('./drill/lib/person.mjs').Person} [person] who sends; signed in already
 */

/**
 * `npm run drill [name] [-- --rows 50000 --count 20 --seed 7 --only cut --json file]`: faults on the whole product with
 * a database as durable as in production, each followed by a comparison of the carriers' books with ours. Exit code 1
 * when anything is not as it must be.
 * @param {import('./main.mjs').Run} run
 */
export async function drill({ args, signal, runList }) {
  const known = readdirSync(FOLDER).filter(file => file.endsWith('.mjs'));
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      rows: { type: 'string' },
      count: { type: 'string' },
      seed: { type: 'string' },
      only: { type: 'string' },
      json: { type: 'string' },
    },
  });
  const names = positionals.length > 0 ? positionals : ALL;
  const stranger = names.find(
    name => !/^[a-z-]+$/.test(name) || !existsSync(path.join(FOLDER, `${name}.mjs`)),
  );
  if (stranger !== undefined) {
    fail(`${stranger}: ${known.map(file => path.basename(file, '.mjs')).join(' | ')}`);
    return 2;
  }
  const number = (/** @type {string | undefined} */ text) => (text === undefined ? undefined : Number(text));
  const seed = number(values.seed) ?? Math.floor(Math.random() * 1e9);
  const options = { rows: number(values.rows), count: number(values.count), seed, only: values.only };
  say(`--seed ${seed}`);

  const stack = new Stack({ kind: 'drill', runList, signal });
  await step('平臺已啟動', 'stack', () => stack.start());
  const product = new Product(stack.journeyEnv.E2E_STACK, {
    runList,
    // The growing pauses of the supervisor are not what is drilled.
    beforeKill: name => void (stack.service(name).crashes = 0),
    tell: round => say(dim(`  ${inBrief(round)}`)),
  });
  /** A drill waits for states that may be minutes away; who ends it does not. @type {Promise<never>} */
  const aborted = new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(new Error('ended')), { once: true });
  });
  aborted.catch(() => undefined);
  /** @type {Record<string, Round[]>} */
  const results = {};
  try {
    // One sign-in for all: a code of the authenticator is good once.
    const person = await userOf(product);
    for (const name of names) {
      const { drill: program } = await import(path.join(FOLDER, `${name}.mjs`));
      say(`\n${name}`);
      const rounds = await Promise.race([program({ product, options: { ...options, person } }), aborted]);
      results[name] = rounds;
      table(rounds);
    }
  } finally {
    await product.end();
    await stack.stop();
  }
  if (values.json) writeFileSync(values.json, JSON.stringify({ seed, results }, null, 2));
  const violations = Object.entries(results).flatMap(([name, rounds]) =>
    rounds.flatMap(round => round.violations.map(text => `${name} · ${round.name}: ${text}`)),
  );
  for (const text of violations) fail(text);
  if (violations.length === 0)
    done('帳目相符，無一遺漏，無一重複 · nothing lost, nothing twice, the books balance');
  return violations.length === 0 ? 0 : 1;
}
