import { expect, test } from '@playwright/test';
import { createConnection } from 'node:net';
import { csvOf } from './support/csv';
import { unbalanced } from './support/database';
import { Person } from './support/person';
import { counters, slowCarriers, type Counters } from './support/simulator';
import { stack, until } from './support/stack';

/** Recipients of a batch that a fault meets in mid-send. */
const ROWS = 6_000;
/** One window a link: what may be in doubt after a crash. */
const WINDOW = 100;
const LINKS = 6;

interface Batch {
  readonly id: string;
  readonly state: string;
  readonly stages: Record<string, { messages: number }>;
  readonly charged: number;
  readonly reserved: number;
  readonly released: number;
}

const count = (batch: Batch, stage: string): number => batch.stages[stage]?.messages ?? 0;

/** One command to Redis, in its own protocol. */
const redis = (command: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const { hostname, port, password } = new URL(stack().REDIS_URL);
    const socket = createConnection({ host: hostname, port: Number(port) });
    socket.on('error', reject);
    socket.on('data', () => {
      socket.end();
      resolve();
    });
    socket.write(`${password ? `AUTH ${password}\r\n` : ''}${command}\r\n`);
  });

let person: Person;
let series = 0;

/** Uploads and sends, and returns when the carriers have some of it. */
const midSend = async (): Promise<{ batchId: string; before: Counters }> => {
  const before = await counters();
  const { signatures } = await person.get<{ signatures: { id: string }[] }>('/web/compose');
  const upload = await person.upload<{ id: string }>('/web/uploads', {
    signatureId: signatures[0]?.id ?? '',
    file: { name: 'faults.csv', mimeType: 'text/csv', buffer: csvOf(ROWS, ++series) },
  });
  await until(
    () => person.get<{ state: string }>(`/web/uploads/${upload.id}`),
    seen => seen.state === 'ready',
  );
  const { batchId } = await person.post<{ batchId: string }>(`/web/uploads/${upload.id}/send`, {});
  await until(counters, seen => seen.accepted - before.accepted > ROWS / 10);
  return { batchId, before };
};

const completed = (batchId: string): Promise<Batch> =>
  until(
    () => person.get<Batch>(`/web/batches/${batchId}`).catch(() => null),
    seen => seen?.state === 'completed',
    80_000,
  ) as Promise<Batch>;

/** What must be true after any fault. */
const expectNothingLost = async (batch: Batch, before: Counters, doubtful: number): Promise<void> => {
  const delivered = count(batch, 'delivered');
  const unconfirmed = count(batch, 'unconfirmed');
  expect(delivered + unconfirmed + count(batch, 'failed')).toBe(ROWS);
  expect(unconfirmed).toBeLessThanOrEqual(doubtful);
  const after = await counters();
  expect(after.duplicateCount).toBe(before.duplicateCount);
  // Every segment that a carrier has is one of ours, once; what is in doubt may or may not be there.
  expect(after.distinct - before.distinct).toBeGreaterThanOrEqual(delivered);
  expect(after.distinct - before.distinct).toBeLessThanOrEqual(ROWS);
  expect(await unbalanced()).toEqual([]);
};

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  person = await Person.as('user');
  await slowCarriers(40);
});
test.afterAll(async () => {
  await slowCarriers(0);
  await person.end();
});

test('a worker killed in mid-batch loses nothing and sends nothing twice', async () => {
  const { batchId, before } = await midSend();
  process.kill(stack().pids['worker'] ?? 0, 'SIGKILL');
  const batch = await completed(batchId);
  await expectNothingLost(batch, before, WINDOW * LINKS);
});

test('an emptied Redis delays and loses nothing', async () => {
  const { batchId, before } = await midSend();
  await redis('FLUSHALL');
  const batch = await completed(batchId);
  await expectNothingLost(batch, before, 0);
});

test('a restarted PostgreSQL delays and loses nothing', async () => {
  const { batchId, before } = await midSend();
  process.kill(stack().pids['postgres'] ?? 0, 'SIGINT');
  const batch = await completed(batchId);
  await expectNothingLost(batch, before, WINDOW * LINKS);
});
