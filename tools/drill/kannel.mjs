import { createServer } from 'node:http';
import path from 'node:path';
import { CACHE } from '../places.mjs';
import { kannelServer } from '../servers/kannel.mjs';
import { ContentSum } from './lib/content-sum.mjs';
import { recipients } from './lib/recipients.mjs';
import { isBound, split } from './lib/run-batch.mjs';
import { until } from './lib/until.mjs';

const SIGNATURE = '測試公共服務平臺\n';
/** Kannel's words for a callback: delivered; failed, or refused by the carrier. */
const DELIVERED = '1';
const FAILED = new Set(['2', '16']);
const AT_ONCE = 20;

/**
 * `npm run drill kannel [-- --rows 1000]`: Kannel's bearerbox as a client of the simulator, so that what our own session is
 * tested against is itself tested by an implementation that nobody here wrote. It binds all six links, submits single and
 * long messages, and must understand every answer and every receipt: hexadecimal and decimal ids, text and parameters.
 * The package is taken from the system or from Debian, unpacked under .cache.
 * @param {import('../drill.mjs').Ground} ground
 * @returns {Promise<import('./lib/run-batch.mjs').Round[]>}
 */
export async function drill({ product, options }) {
  const { rows = 1_000 } = options;
  const { simulator, now, runList } = product;
  // Receipts go to whoever is bound: for now nobody else is.
  product.holdBack('worker');
  await product.kill('worker');
  await until('no link is bound', async () => !(await simulator.links()).some(isBound));
  await simulator.reset();
  // Kannel forgets a receipt that it reads before the response to its submit; ours must keep it, and other drills see to that.
  await simulator.command({ kind: 'hold-receipts' });

  /** Callbacks by recipient. @type {Map<number, string[]>} */
  const heard = new Map();
  const callbacks = createServer((request, response) => {
    const query = new URL(request.url ?? '', 'http://localhost').searchParams;
    const index = Number(query.get('i'));
    heard.set(index, [...(heard.get(index) ?? []), query.get('d') ?? '']);
    response.end();
  });
  await new Promise(resolve => callbacks.listen(0, '127.0.0.1', () => resolve(undefined)));
  const address = callbacks.address();
  const port = typeof address === 'object' && address ? address.port : 0;

  const kannel = await kannelServer({
    folder: path.join(CACHE, 'kannel-drill'),
    binds: (now.env.SIMULATOR_LINKS ?? '').split(',').map(text => {
      const [link = '', , linkPort] = text.split(':');
      return { link, port: Number(linkPort) };
    }),
    systemId: 'sms111',
    password: now.env.SIMULATOR_PASSWORD ?? '',
    durable: null,
    runList,
  });
  const startedAt = Date.now();
  const violations = [];
  const list = recipients(rows).map(one => ({ ...one, parts: split(SIGNATURE + one.text) }));
  const parts = list
    .filter(({ end }) => end !== 'refused')
    .flatMap(one => one.parts.map(text => ({ ...one, text })));
  try {
    await kannel.start();
    const send = async (/** @type {number} */ index) => {
      const { number = '', text = '' } = list[index] ?? {};
      const callback = encodeURIComponent(`http://127.0.0.1:${port}/?i=${index}&d=%d`);
      const url = `http://127.0.0.1:${kannel.sendPort}${kannel.query}&dlr-mask=19&dlr-url=${callback}&to=${number}`;
      const answer = await fetch(`${url}&text=${encodeURIComponent(SIGNATURE + text)}`);
      if (answer.status !== 202) throw new Error(`sendsms: ${answer.status} ${await answer.text()}`);
    };
    for (let at = 0; at < rows; at += AT_ONCE) {
      await Promise.all(Array.from({ length: Math.min(AT_ONCE, rows - at) }, (_, i) => send(at + i)));
    }
    await until(
      'every segment is taken and answered',
      async () => {
        const { segments } = await simulator.taken();
        return segments.length === parts.length && segments.every(({ answeredAt }) => answeredAt > 0);
      },
      60_000,
    ).catch((/** @type {Error} */ error) => void violations.push(error.message));
    await simulator.command({ kind: 'normal' });
    await until('every message has its callback', async () => heard.size === rows, 120_000).catch(
      (/** @type {Error} */ error) => void violations.push(`${error.message} (${heard.size} have)`),
    );
    await until(
      'every receipt is acknowledged',
      async () => (await simulator.counters()).receipts.waiting === 0,
      60_000,
    ).catch((/** @type {Error} */ error) => void violations.push(error.message));
  } finally {
    await kannel.stop();
    callbacks.close();
  }
  await until('Kannel has unbound', async () => !(await simulator.links()).some(isBound)).catch(
    (/** @type {Error} */ error) => void violations.push(error.message),
  );
  const counters = await simulator.counters();
  const content = new ContentSum();
  for (const { number, text } of parts) content.add(number, text);
  if (counters.accepted !== parts.length)
    violations.push(`${counters.accepted} segments taken of ${parts.length}`);
  if (counters.content !== content.toString())
    violations.push('a text that the simulator read differs from what was sent');
  if (counters.duplicateCount > 0)
    violations.push(`${counters.duplicateCount} segments twice, by the simulator's count`);
  for (const [violation, count] of Object.entries(counters.violations))
    violations.push(`${count} PDUs: ${violation}`);
  const wrong = list.filter(({ end }, index) => {
    const words = heard.get(index) ?? [];
    return end === 'delivered'
      ? !words.every(word => word === DELIVERED)
      : !words.some(word => FAILED.has(word));
  });
  if (wrong.length > 0) {
    const [first] = wrong;
    const words = first ? heard.get(list.indexOf(first)) : [];
    violations.push(
      `${wrong.length} callbacks say something else, the first: ${first?.number} ${first?.end} ${words}`,
    );
  }
  product.release('worker');
  await product.back('worker', 0);
  const delivered = [...heard.values()].filter(words => words.includes(DELIVERED)).length;
  return [
    {
      ...{
        name: 'Kannel as client',
        recipients: rows,
        segments: parts.length,
        taken: counters.accepted,
        delivered,
      },
      ...{ unconfirmed: 0, longestS: 0, seconds: (Date.now() - startedAt) / 1000, faults: [], violations },
    },
  ];
}
