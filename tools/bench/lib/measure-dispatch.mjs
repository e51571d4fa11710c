import { setTimeout as pause } from 'node:timers/promises';
import { parseBatchId } from '../../../libs/domain/message/ids.ts';
import { idleCost, startCost } from './cost.mjs';
import { Database } from './database.mjs';
import { csvOf, expectedContent, xlsxOf } from './recipients.mjs';
import { sendFile } from './send-file.mjs';
import { demoAccount, signIn } from './session.mjs';
import { SimulatorClient, spanOf } from './simulator.mjs';
import { pidsOf } from './with-stack.mjs';

const ACKNOWLEDGED_WITHIN_MS = 30_000;

/**
 * What a benchmark holds of a running platform.
 * @typedef {{ stack: import('../../stack.mjs').Stack, person: import('./session.mjs').Person, database: Database,
 *   simulator: SimulatorClient, signature: { id: string, name: string } }} Platform
 */

/** Signs in as the demonstration's user. @param {import('../../stack.mjs').Stack} stack @returns {Promise<Platform>} */
export async function enter(stack) {
  const person = await signIn(stack.url, demoAccount(stack, 'user'));
  const { signatures } = await person.call('GET', '/web/compose');
  const database = await Database.open(stack.env.DATABASE_URL ?? '');
  return {
    stack,
    person,
    database,
    simulator: new SimulatorClient(stack.simulatorUrl),
    signature: signatures[0],
  };
}

/**
 * One list, from its upload to its last receipt, with everything that shows that it was really sent, once, durably.
 * @param {Platform} platform
 * @param {{ rows: number, format?: 'csv' | 'xlsx', first?: number }} asked `first`: number of the first recipient
 */
export async function measureDispatch(platform, { rows, format = 'csv', first = 0 }) {
  const { stack, person, database, simulator, signature } = platform;
  const bytes = format === 'xlsx' ? xlsxOf(rows, first) : csvOf(rows, first);
  // Making it took seconds: what the server has closed meanwhile is noticed before it is used again.
  await pause(100);
  await simulator.reset();
  const { durable } = await database.durability();
  const idle = await idleCost(pidsOf(stack));
  const [logBefore, sizeBefore] = [await database.log(), await database.size()];
  const stopCost = startCost(pidsOf(stack));
  const sent = await sendFile(person, { name: `bench.${format}`, bytes, signatureId: signature.id });
  const counters = await acknowledged(simulator, sent.segments);
  const cpu = stopCost(rows);
  const [logAfter, sizeAfter] = [await database.log(), await database.size()];
  const timeline = await simulator.timeline();
  const [submits, receipts] = [spanOf(timeline.accepted), spanOf(timeline.acknowledged)];
  const books = await database.booksOf(parseBatchId(sent.batchId) ?? 0);
  const content = counters.content === expectedContent(rows, first, signature.name);
  const faults = [
    ...(durable ? [] : ['the database was not durable']),
    ...(content && counters.accepted === sent.segments
      ? []
      : ['the simulator did not see each number and text exactly once']),
    ...(counters.duplicateCount === 0 ? [] : [`${counters.duplicateCount} segments twice`]),
    ...(books.messages === rows && books.delivered === rows
      ? []
      : [`${books.delivered} of ${books.messages} delivered`]),
    ...(books.submits === sent.segments
      ? []
      : [`${books.submits} submits of ${sent.segments} segments recorded`]),
    ...(books.ledger === 0 && (await database.unbalanced()).length === 0
      ? []
      : ['the ledger does not balance']),
  ];
  return {
    checked: sent.checked,
    accepted: sent.accepted,
    handedOver: sent.handedOver,
    completed: sent.completed,
    perSecond: rows / sent.completed,
    'submits/s': (submits.count * 1000) / Math.max(1, submits.last - submits.first),
    'receipts/s': (receipts.count * 1000) / Math.max(1, receipts.last - receipts.first),
    slowestPageMs: sent.slowestPageMs,
    'CPU µs': cpu.total,
    'of it idle µs': (idle * sent.completed) / rows,
    'bytes/message': (sizeAfter.partitions - sizeBefore.partitions) / rows,
    'all bytes/message': (sizeAfter.whole - sizeBefore.whole) / rows,
    'log bytes/message': (logAfter.bytes - logBefore.bytes) / rows,
    'log syncs': logAfter.syncs - logBefore.syncs,
    good: faults.length === 0,
    faults,
    cpu: { ...cpu.each, simulator: cpu.simulator },
    books,
    refused: counters.refused,
    seconds: {
      firstSubmit: (submits.first - sent.startedAt) / 1000,
      lastSubmit: (submits.last - sent.startedAt) / 1000,
      lastAnswer: (receipts.last - sent.startedAt) / 1000,
    },
  };
}

/**
 * The last receipts are committed some ms before they are answered.
 * @param {SimulatorClient} simulator @param {number} segments
 */
async function acknowledged(simulator, segments) {
  const end = Date.now() + ACKNOWLEDGED_WITHIN_MS;
  for (;;) {
    const counters = await simulator.counters();
    if (counters.receipts.acknowledged >= segments || Date.now() > end) return counters;
    await pause(50);
  }
}
