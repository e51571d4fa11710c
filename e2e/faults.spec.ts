import { expect, test } from '@playwright/test';
import { command as redis } from '../tools/drill/redis.mjs';
import { killed } from '../tools/drill/kill.mjs';
import { personOf } from '../tools/drill/lib/person.mjs';
import { Product } from '../tools/drill/lib/product.mjs';
import { goesOn } from '../tools/drill/lib/resumed.mjs';
import { runBatch } from '../tools/drill/lib/run-batch.mjs';
import { takenOver } from '../tools/drill/workers.mjs';
import { ROOT } from '../tools/places.mjs';
import { RunList } from '../tools/processes/run-list.mjs';
import { Person } from './support/person';

/**
 * The short part of `npm run drill`: after every fault the carriers' books are compared with ours, segment by segment.
 * Sending resumes within the drill's ten seconds; that a killed process starts slowly beside browsers is the machine's share.
 */
const ROWS = 6_000;
/** No process comes up here: the other worker takes the links over when leases are over, on two cores that browsers share. */
const TAKE_OVER_S = 20;
/** Windows are full when something dies, and the batch lasts long enough to die in. */
const RTT_MS = 200;
/**
 * The three links that are left take 300 segments a second: also where one worker was given the whole batch, some of it is left
 * when the leases of the dead one are over, so that its links must be seen to take segments again.
 */
const TAKE_OVER_RTT_MS = 1_000;

let product: Product;
let user: Person;

test.describe.configure({ mode: 'serial' });
test.setTimeout(300_000);

test.beforeAll(async () => {
  user = await Person.as('user');
  product = new Product(process.env['E2E_STACK'] ?? '', { runList: new RunList(ROOT) });
  await product.simulator.command({ kind: 'settings', tps: 0, rtt: RTT_MS });
});
test.afterAll(async () => {
  await product.end();
  await product.simulator.command({ kind: 'settings', tps: 0, rtt: 0 });
  await user.end();
});

/** A file as the drill gives it, as Playwright takes it. */
const multipart = async (form: FormData) => {
  const fields: Parameters<Person['upload']>[1] = {};
  for (const [name, value] of form) {
    const file = typeof value === 'string' ? null : Buffer.from(await value.arrayBuffer());
    Object.assign(fields, {
      [name]: typeof value === 'string' ? value : { name: value.name, mimeType: value.type, buffer: file },
    });
  }
  return fields;
};

const person = personOf(async (method, path, body) => {
  if (method === 'GET') return user.get(path);
  return body instanceof FormData ? user.upload(path, await multipart(body)) : user.post(path, body);
});

test('workers and PostgreSQL killed, Redis emptied in mid-batch: nothing lost, nothing twice, the books balance', async () => {
  const round = await runBatch(
    { product, person, name: 'faults', rows: ROWS, crashes: 2, killed: true, upFirst: true },
    async flight => {
      const at = (share: number) => flight.reach(Math.floor(share * flight.segments));
      await at(0.1);
      await killed(product, flight, 'worker');
      await at(0.3);
      await flight.fault(
        'FLUSHALL',
        () => redis(product.now.REDIS_URL, 'FLUSHALL'),
        () => goesOn(product.simulator),
      );
      await at(0.4);
      await killed(product, flight, 'postgres');
      await at(0.55);
      await killed(product, flight, 'worker');
    },
  );
  expect(round.violations).toEqual([]);
  expect(round.faults).toHaveLength(4);
  expect(round.delivered).toBeGreaterThan(ROWS / 2);
});

test('one of two workers killed in mid-batch: the other holds all links and finishes', async () => {
  await product.simulator.command({ kind: 'settings', tps: 0, rtt: TAKE_OVER_RTT_MS });
  await product.worker('worker-2');
  const round = await runBatch(
    { product, person, name: 'two workers', rows: ROWS, crashes: 1, killed: true, resumption: TAKE_OVER_S },
    async flight => {
      await flight.reach(Math.floor(flight.segments / 4));
      product.holdBack('worker');
      await flight.fault('SIGKILL worker', () => product.kill('worker'), await takenOver(product));
    },
  );
  expect(round.violations).toEqual([]);
  expect(round.faults).toHaveLength(1);
  expect(round.delivered).toBeGreaterThan(ROWS / 2);
});
