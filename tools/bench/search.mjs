import { NUMBER_PLAN } from '../../libs/api/schema/seeds/number-plan.ts';
import { duringBulk } from './lib/during-bulk.mjs';
import { keptRecords } from './lib/kept-records.mjs';
import { enter } from './lib/measure-dispatch.mjs';
import { latencies, percentile } from './lib/numbers.mjs';
import { readOptions } from './lib/options.mjs';
import { prepare } from './lib/prepare.mjs';
import { RawHttp, rawRequest } from './lib/raw-http.mjs';
import { Report } from './lib/report.mjs';
import { demoAccount, signIn } from './lib/session.mjs';
import { withStack } from './lib/with-stack.mjs';

/** Who looks, each over a connection of his own: at what is his, his unit's, everybody's. */
const LOGINS = ['manager', 'ministry', 'admin'];
const PREFIXES = NUMBER_PLAN.prefixes.map(({ prefix }) => prefix).filter(prefix => prefix.length === 4);
/** As the records were written: the counter behind a prefix. */
const COUNTERS = Math.floor(8_000_000 / PREFIXES.length);
const MONTHS = 6;
const DAY_MS = 86_400_000;
const PAGES_DEEP = 4;

/**
 * `npm run bench search [messages=10000000] [questions=1000] [bulk=200000] [--json file]`: pages of the send records over HTTP,
 * opened and decrypted, out of so many messages of six months; four people at once, every question with fresh random keys,
 * while nothing else runs and while a list is handed over. The records are kept for the next run.
 * @param {import('../main.mjs').Run} run
 */
export async function bench(run) {
  const { numbers, json } = readOptions(run.args, [10_000_000, 1_000, 200_000]);
  const [messages = 0, questions = 0, bulk = 0] = numbers;
  const report = new Report('search', { messages, questions, bulk });
  const records = keptRecords(messages);
  await withStack(run, { folder: records.folder }, async stack => {
    const startedAt = performance.now();
    await prepare(stack, { quota: bulk, messages: records.filled ? 0 : messages, months: MONTHS });
    if (!records.filled) {
      records.nowFilled();
      const perSecond = messages / ((performance.now() - startedAt) / 1000);
      report.note('records written a second', perSecond);
    }
    const platform = await enter(stack);
    const { database } = platform;
    report.note('messages', await database.number('SELECT sum(messages)::float8 FROM batch'));
    report.note('size', await database.size());
    const people = [platform.person];
    for (const login of LOGINS) people.push(await signIn(stack.url, demoAccount(stack, login)));

    const idle = await ask(people, i => i < questions);
    show(report, 'idle', idle);
    report.goal('G4a-idle', p99Of(idle));
    if (bulk > 0) {
      const { result: busy, bulk: sent } = await duringBulk(platform, bulk, goesOn =>
        ask(people, () => goesOn()),
      );
      show(report, `during ${bulk}`, busy);
      report.note('the list, meanwhile', { completed: sent.completed, perSecond: bulk / sent.completed });
      report.goal('G4a-bulk', p99Of(busy));
    }
    await database.close();
  });
  return report.finish(json);
}

/** @typedef {{ kind: string, ms: number }} Asked */

/** @param {readonly Asked[]} asked */
const p99Of = asked =>
  percentile(
    asked.map(({ ms }) => ms),
    99,
  );

/** @param {Report} report @param {string} when @param {readonly Asked[]} asked */
function show(report, when, asked) {
  const kinds = [...Map.groupBy(asked, ({ kind }) => kind)];
  report.table(`pages, ms, ${when}`, [
    ...kinds.map(([kind, each]) => ({ kind, ...latencies(each.map(({ ms }) => ms)) })),
    { kind: 'all', ...latencies(asked.map(({ ms }) => ms)) },
  ]);
}

/**
 * @param {readonly import('./lib/session.mjs').Person[]} people @param {(asked: number) => boolean} goesOn
 * @returns {Promise<Asked[]>}
 */
async function ask(people, goesOn) {
  const asked = /** @type {Asked[]} */ ([]);
  await Promise.all(
    people.map(async person => {
      const connection = await RawHttp.connect(Number(new URL(person.url).port));
      const get = async (/** @type {string} */ kind, /** @type {string} */ target) => {
        const startedAt = performance.now();
        const { status, body } = await connection.ask(rawRequest('GET', target, person.headers()));
        asked.push({ kind, ms: performance.now() - startedAt });
        if (status !== 200) throw new Error(`GET ${target}: ${status} ${body.slice(0, 200)}`);
        return JSON.parse(body);
      };
      for (let i = 0; goesOn(asked.length); i++) await (TURNS[i % TURNS.length] ?? byNumber)(get);
      connection.close();
    }),
  );
  return asked;
}

/** @typedef {(kind: string, target: string) => Promise<any>} Get */

const whole = (/** @type {number} */ below) => Math.floor(Math.random() * below);

/** A day of the past months, as a period. */
const someDay = () => {
  const from = Date.now() - (1 + Math.random() * (MONTHS - 1) * 30) * DAY_MS;
  return `from=${new Date(from).toISOString()}&to=${new Date(from + DAY_MS).toISOString()}`;
};

const byNumber = (/** @type {Get} */ get) =>
  get(
    'number',
    `/web/messages?number=${PREFIXES[whole(PREFIXES.length)]}${String(whole(COUNTERS)).padStart(6, '0')}`,
  );
const newest = (/** @type {Get} */ get) => get('newest', '/web/messages');
const byPeriod = (/** @type {Get} */ get) => get('period', `/web/messages?${someDay()}`);
const byState = (/** @type {Get} */ get) =>
  get('period and state', `/web/messages?${someDay()}&state=failed`);
const byCarrier = (/** @type {Get} */ get) =>
  get('period and carrier', `/web/messages?${someDay()}&carrier=${['CHT', 'TWM', 'FET'][whole(3)]}`);

/** On and on from a day, as one who looks for something. */
async function deep(/** @type {Get} */ get) {
  const period = someDay();
  let { next } = await get('period', `/web/messages?${period}`);
  for (let page = 1; page < PAGES_DEEP && next; page++)
    ({ next } = await get('deep page', `/web/messages?${period}&cursor=${next}`));
}

/** A batch, a page out of its middle, and one of its messages. */
async function intoBatch(/** @type {Get} */ get) {
  const { items } = await get('period', `/web/messages?${someDay()}`);
  const [line] = items;
  if (!line) return;
  await get('batch', `/web/batches/${line.batchId}`);
  await get('batch messages', `/web/batches/${line.batchId}/messages`);
  await get('message', `/web/messages/${line.id}`);
}

/** @type {((get: Get) => Promise<unknown>)[]} */
const TURNS = [byNumber, newest, byNumber, byPeriod, byNumber, byState, byCarrier, deep, intoBatch];
