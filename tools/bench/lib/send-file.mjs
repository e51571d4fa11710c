import { setTimeout as pause } from 'node:timers/promises';
import { postForm } from './post-form.mjs';

/** As a person's page asks: seldom enough to cost nothing. */
const LOOK_MS = 250;
const LIMIT_MS = 20 * 60_000;

/**
 * Sends a list as a person does: uploads it, waits for its check, confirms, and looks at the batch until it is completed.
 * The clock starts when the last octet of the file has left for the server.
 * @param {import('./session.mjs').Person} person
 * @param {{ name: string, bytes: Buffer, signatureId: string, until?: 'completed' | 'handed-over' }} list
 * @returns {Promise<SentFile>}
 *
 * @typedef {object} SentFile seconds since that start
 * @property {string} batchId
 * @property {number} startedAt ms since 1970
 * @property {number} segments
 * @property {number} checked its verdict stands
 * @property {number} accepted all its messages are accepted, durably
 * @property {number} handedOver its last segment was taken by a carrier
 * @property {number} completed its last receipt is committed
 * @property {number} slowestPageMs of the batch's own page, meanwhile
 * @property {{ delivered: { messages: number } }} stages
 */
export async function sendFile(person, { name, bytes, signatureId, until = 'completed' }) {
  const file = { name, octets: bytes.length, pieces: [bytes] };
  const { answer: first, sentAt: startedAt } = await postForm(person, '/web/uploads', { signatureId }, file);
  const seconds = () => (Date.now() - startedAt) / 1000;
  const end = Date.now() + LIMIT_MS;
  let upload = first;
  while (upload.state === 'checking') {
    await pause(20);
    upload = await person.call('GET', `/web/uploads/${upload.id}`);
  }
  if (upload.state !== 'ready')
    throw new Error(`upload is ${upload.state}: ${JSON.stringify(upload.reasons ?? upload.verdict)}`);
  const checked = seconds();
  const { batchId, segments } = await person.call('POST', `/web/uploads/${upload.id}/send`, {});
  const accepted = seconds();
  let slowestPageMs = 0;
  for (;;) {
    const asked = performance.now();
    const batch = await person.call('GET', `/web/batches/${batchId}`);
    slowestPageMs = Math.max(slowestPageMs, performance.now() - asked);
    if (batch.state === 'completed' || (until === 'handed-over' && batch.handedOverAt)) {
      const since = (/** @type {string | null} */ at) => (at ? (Date.parse(at) - startedAt) / 1000 : NaN);
      return {
        ...{ batchId, startedAt, segments, checked, accepted, slowestPageMs },
        ...{
          handedOver: since(batch.handedOverAt),
          completed: since(batch.completedAt),
          stages: batch.stages,
        },
      };
    }
    if (Date.now() > end)
      throw new Error(`batch ${batchId} has not come to its end: ${JSON.stringify(batch.stages)}`);
    await pause(LOOK_MS);
  }
}
