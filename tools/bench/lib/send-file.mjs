import { randomBytes } from 'node:crypto';
import { request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';

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
  const { upload: first, startedAt } = await uploadFile(person, { name, bytes, signatureId });
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

/**
 * @param {import('./session.mjs').Person} person
 * @param {{ name: string, bytes: Buffer, signatureId: string }} list
 * @returns {Promise<{ upload: any, startedAt: number }>}
 */
function uploadFile(person, { name, bytes, signatureId }) {
  const boundary = `bench-${randomBytes(8).toString('hex')}`;
  const head = Buffer.from(
    `--${boundary}\r\nContent-Disposition: form-data; name="signatureId"\r\n\r\n${signatureId}\r\n` +
      `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\n` +
      `Content-Type: application/octet-stream\r\n\r\n`,
  );
  const tail = Buffer.from(`\r\n--${boundary}--\r\n`);
  return new Promise((resolve, reject) => {
    let startedAt = 0;
    const sending = request(`${person.url}/web/uploads`, {
      method: 'POST',
      headers: {
        ...person.headers(),
        'content-type': `multipart/form-data; boundary=${boundary}`,
        'content-length': head.length + bytes.length + tail.length,
      },
    });
    sending.on('error', reject);
    sending.on('finish', () => (startedAt = Date.now()));
    sending.on('response', answer => {
      /** @type {Buffer[]} */
      const pieces = [];
      answer.on('data', piece => pieces.push(piece));
      answer.on('end', () => {
        const text = Buffer.concat(pieces).toString();
        if (answer.statusCode !== 201 && answer.statusCode !== 202)
          reject(new Error(`upload: ${answer.statusCode} ${text.slice(0, 300)}`));
        else resolve({ upload: JSON.parse(text), startedAt: startedAt || Date.now() });
      });
    });
    sending.write(head);
    sending.write(bytes);
    sending.end(tail);
  });
}
