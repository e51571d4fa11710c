import { performance } from 'node:perf_hooks';
import { judge } from './judge.mjs';
import { totals, unbalanced, windows } from './ledger.mjs';
import { csvOf, recipients } from './recipients.mjs';
import { until } from './until.mjs';

/** Claims of the dead run out, receipts come, receipts are matched: this long after the last fault all must be said. */
const END_MS = 240_000;
/** Books are compared again until they agree, for so long: what is committed last may be read first. */
const AGREE_MS = 30_000;
const LONGEST_RESUMPTION_S = 10;
const SINGLE_UNITS = 70;
const PART_UNITS = 67;

/**
 * @typedef {import('./product.mjs').Product} Product
 * @typedef {{ what: string, atSegment: number, resumedS: number | null, backS?: number, returnedS?: number | null }} Fault
 *   `resumedS`: until the next accepted segment; `backS`: until the supervisor had the process up again, which is the
 *   machine's share of it; `returnedS`: until the links that the fault had hit worked again
 * @typedef {object} Round
 * @property {string} name
 * @property {number} recipients
 * @property {number} segments
 * @property {number} taken
 * @property {number} delivered
 * @property {number} unconfirmed
 * @property {number} longestS longest resumption
 * @property {number} seconds from the acceptance to the end
 * @property {Fault[]} faults
 * @property {string[]} violations
 *
 * @typedef {object} Flight a batch under way
 * @property {number} segments in all
 * @property {(count: number) => Promise<number>} reach resolves when the carriers have so many segments of it
 * @property {(what: string, deed: () => Promise<unknown>, resumed: () => Promise<unknown>, aside?: Aside) => Promise<Fault>}
 *   fault does it and measures until `resumed`: from its beginning or, where the deed gives an `Outage`, from the end of
 *   that; gives its record
 *
 * @typedef {object} Aside what is measured beside the resumption of the batch
 * @property {() => Promise<number>} [back] milliseconds until the killed process was up again
 * @property {{ wait: () => Promise<unknown>, within: number }} [links] their own return, and the seconds allowed for it;
 *   counted from the end of an `Outage` that `wait` gives
 */

/** The end of a fault that lasts, by performance.now(). */
export class Outage {
  /** @param {number} overAt */
  constructor(overAt) {
    this.overAt = overAt;
  }
}

/**
 * Sends one batch, lets `disturb` do its worst while it is on its way, waits for its end and compares the books.
 * @param {{ product: Product, person: import('./person.mjs').Person, name: string, rows: number, crashes: number,
 *   killed?: boolean, scripted?: boolean, resumption?: number, upFirst?: boolean }} options
 *   `crashes`: after how many of the faults a window a link may be in doubt; `killed`: a worker or PostgreSQL is;
 *   `resumption`: seconds allowed; `upFirst`: counted from when the killed process is up again
 * @param {(flight: Flight) => Promise<void>} disturb
 * @returns {Promise<Round>}
 */
export async function runBatch(options, disturb) {
  const { product, person, name, rows, crashes, killed = false, scripted, upFirst } = options;
  const { resumption = LONGEST_RESUMPTION_S } = options;
  const { simulator } = product;
  const list = recipients(rows, { scripted });
  const sizes = await windows(product);
  await until(
    'carriers owe no receipt',
    async () => (await simulator.counters()).receipts.waiting === 0,
    AGREE_MS,
  );
  await simulator.reset();
  await until('every link is bound', async () => (await simulator.links()).every(isBound), AGREE_MS);
  const before = await totals(product);

  const batchId = await send(person, name, list);
  const startedAt = performance.now();
  const sent = await partsOf(person, batchId, list);
  const segments = sent.reduce((sum, { parts }) => sum + parts.length, 0);
  /** @type {Fault[]} */
  const faults = [];
  /** @type {string[]} */
  const violations = [];
  await disturb({
    segments,
    reach: count =>
      until(
        `carriers have ${count} segments`,
        async () => {
          const { accepted } = await simulator.counters();
          return accepted >= count ? accepted : null;
        },
        END_MS,
      ),
    fault: async (what, deed, resumed, { back, links } = {}) => {
      const { accepted } = await simulator.counters();
      const at = performance.now();
      const done = await deed();
      const since = done instanceof Outage ? done.overAt : at;
      const inTime = await resumed().then(
        () => true,
        (/** @type {Error} */ error) => void violations.push(`${what}: ${error.message}`),
      );
      const seconds = inTime ? (performance.now() - since) / 1000 : null;
      /** @type {Fault} */
      const record = { what, atSegment: accepted, resumedS: seconds };
      faults.push(record);
      if (back) record.backS = (await back()) / 1000;
      const allowed = resumption + (upFirst ? (record.backS ?? 0) : 0);
      if (seconds !== null && seconds > allowed) {
        violations.push(`${what}: resumed after ${seconds.toFixed(1)} s, not ${allowed.toFixed(1)}`);
      }
      if (links) {
        const ended = await links.wait().catch((/** @type {Error} */ error) => error);
        const from = ended instanceof Outage ? ended.overAt : since;
        record.returnedS = ended instanceof Error ? null : (performance.now() - from) / 1000;
        if (ended instanceof Error) violations.push(`${what}: ${ended.message}`);
        else if ((record.returnedS ?? 0) > links.within) {
          violations.push(`${what}: links back after ${record.returnedS?.toFixed(1)} s, not ${links.within}`);
        }
      }
      // True at every commit, not only at the end.
      const broken = await until('the ledger can be read', async () => ({
        holders: await unbalanced(product),
      }));
      for (const holder of broken.holders)
        violations.push(`${what}: the ledger of ${holder} does not add up`);
      return record;
    },
  });

  const end = await ended(person, batchId).catch((/** @type {Error} */ error) => {
    violations.push(error.message);
    return person.get(`/web/batches/${batchId}`);
  });
  const seconds = (performance.now() - startedAt) / 1000;
  const look = async () => {
    const batch = await person.get(`/web/batches/${batchId}`);
    const unconfirmed = await doubtsOf(person, batchId);
    const [taken, counters] = [await simulator.taken(), await simulator.counters()];
    const stages = countsOf(batch);
    const found = judge({
      ...{
        sent,
        unconfirmed,
        stages,
        taken,
        counters,
        before,
        crashes,
        killed,
        windows: sizes,
        charged: batch.charged,
      },
      ...{ after: await totals(product), unbalanced: await unbalanced(product) },
    });
    if (batch.state !== 'completed') found.push(`the batch is ${batch.state}`);
    if (counters.receipts.waiting > 0) found.push(`${counters.receipts.waiting} receipts that nobody took`);
    return { found, stages, counters };
  };
  let last = await look();
  const agreed = until('books', async () => (last = await look()).found.length === 0, AGREE_MS);
  await agreed.catch(() => undefined);
  /** @type {Round} */
  const round = {
    ...{ name, recipients: rows, segments, taken: last.counters.accepted, faults, seconds },
    delivered: last.stages.delivered ?? 0,
    unconfirmed: last.stages.unconfirmed ?? 0,
    longestS: Math.max(0, ...faults.map(({ resumedS }) => resumedS ?? Infinity)),
    violations: [...violations, ...last.found, ...(end ? [] : ['the batch cannot be read'])],
  };
  product.tell(round);
  return round;
}

/** @param {import('./simulator.mjs').LinkState} link */
export const isBound = link => link.sessions.transceiver > 0;

/** @param {any} batch @returns {Record<string, number>} */
const countsOf = batch =>
  Object.fromEntries(
    Object.entries(batch.stages).map(([stage, tally]) => [
      stage,
      /** @type {{ messages: number }} */ (tally).messages,
    ]),
  );

/**
 * Uploads a csv and sends it, as a person does.
 * @param {import('./person.mjs').Person} person @param {string} name
 * @param {import('./recipients.mjs').Recipient[]} list
 * @returns {Promise<string>} the batch's id
 */
async function send(person, name, list) {
  const { signatures } = await person.get('/web/compose');
  const form = new FormData();
  form.set('signatureId', signatures[0].id);
  form.set(
    'file',
    new Blob([csvOf(list)], { type: 'text/csv' }),
    `${name.replaceAll(/[^a-z0-9-]/gi, '-')}.csv`,
  );
  const { id } = await person.post('/web/uploads', form);
  const upload = await until(
    'the file is read',
    async () => {
      const seen = await person.get(`/web/uploads/${id}`);
      return seen.state === 'checking' ? null : seen;
    },
    120_000,
  );
  if (upload.state !== 'ready')
    throw new Error(`the upload is ${upload.state}: ${JSON.stringify(upload.reasons)}`);
  const { batchId } = await person.post(`/web/uploads/${id}/send`, {});
  return batchId;
}

/**
 * The segments that the platform makes of each recipient: what it puts before every text is read off the first one.
 * @param {import('./person.mjs').Person} person @param {string} batchId
 * @param {import('./recipients.mjs').Recipient[]} list
 * @returns {Promise<import('./judge.mjs').Sent[]>}
 */
async function partsOf(person, batchId, list) {
  const first = await person.get(`/web/messages/${batchId}-0`);
  const [recipient] = list;
  if (!recipient || first.clientRef !== recipient.ref || !first.content?.endsWith(recipient.text)) {
    throw new Error('the first message of the batch is not the first row of the file');
  }
  const prefix = first.content.slice(0, -recipient.text.length);
  return list.map(({ number, text, end }) => ({ number, end, parts: split(prefix + text) }));
}

/** 70 units alone, else 67 a part (FMT-7); these texts hold no surrogate pairs. @param {string} text */
export const split = text =>
  text.length <= SINGLE_UNITS
    ? [text]
    : Array.from({ length: Math.ceil(text.length / PART_UNITS) }, (_, i) =>
        text.slice(i * PART_UNITS, (i + 1) * PART_UNITS),
      );

/** @param {import('./person.mjs').Person} person @param {string} batchId */
const ended = (person, batchId) =>
  until(
    'the batch is completed',
    async () => {
      const batch = await person.get(`/web/batches/${batchId}`);
      return batch.state === 'completed' ? batch : null;
    },
    END_MS,
  );

/**
 * The unconfirmed messages, and for which of their parts the carrier's answer is known all the same.
 * @param {import('./person.mjs').Person} person @param {string} batchId
 * @returns {Promise<import('./judge.mjs').Doubt[]>}
 */
async function doubtsOf(person, batchId) {
  /** @type {string[]} */
  const ids = [];
  for (let cursor = ''; ;) {
    const page = await person.get(
      `/web/batches/${batchId}/messages?stage=unconfirmed&limit=100${cursor && `&cursor=${cursor}`}`,
    );
    ids.push(...page.items.map((/** @type {{ id: string }} */ item) => item.id));
    if (!page.next) break;
    cursor = page.next;
  }
  const doubts = [];
  for (const id of ids) {
    const { parts } = await person.get(`/web/messages/${id}`);
    const known = parts.flatMap((/** @type {{ part: number, carrierMessageId: string | null }} */ one) =>
      one.carrierMessageId === null ? [] : [one.part],
    );
    doubts.push({ index: Number.parseInt(id.split('-')[1] ?? '', 36), known });
  }
  return doubts;
}
