import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { request } from 'node:http';

/**
 * Sends a form with one file as a browser does, its octets as the connection takes them.
 * @param {import('./session.mjs').Person} person
 * @param {string} path
 * @param {Record<string, string>} fields
 * @param {{ name: string, octets: number, pieces: Iterable<Buffer> }} file
 * @returns {Promise<{ answer: any, sentAt: number }>} what it was answered, and when its last octet had left, ms since 1970
 */
export async function postForm(person, path, fields, { name, octets, pieces }) {
  const boundary = `bench-${randomBytes(8).toString('hex')}`;
  const head = Buffer.from(
    [
      ...Object.entries(fields).map(
        ([field, value]) =>
          `--${boundary}\r\nContent-Disposition: form-data; name="${field}"\r\n\r\n${value}\r\n`,
      ),
      `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\n`,
      'Content-Type: application/octet-stream\r\n\r\n',
    ].join(''),
  );
  const tail = Buffer.from(`\r\n--${boundary}--\r\n`);
  const sending = request(person.url + path, {
    method: 'POST',
    headers: {
      ...person.headers(),
      'content-type': `multipart/form-data; boundary=${boundary}`,
      'content-length': head.length + octets + tail.length,
    },
  });
  let sentAt = 0;
  sending.on('finish', () => (sentAt = Date.now()));
  const answered = answerTo(sending);
  sending.write(head);
  for (const piece of pieces) {
    if (!sending.write(piece)) await Promise.race([once(sending, 'drain'), answered]);
  }
  sending.end(tail);
  const { status, text } = await answered;
  if (status !== 201 && status !== 202) throw new Error(`POST ${path}: ${status} ${text.slice(0, 300)}`);
  return { answer: JSON.parse(text), sentAt: sentAt || Date.now() };
}

/** @param {import('node:http').ClientRequest} sending @returns {Promise<{ status: number | undefined, text: string }>} */
const answerTo = sending =>
  new Promise((resolve, reject) => {
    sending.on('error', reject);
    sending.on('response', answer => {
      /** @type {Buffer[]} */
      const pieces = [];
      answer.on('data', piece => pieces.push(piece));
      answer.on('end', () => resolve({ status: answer.statusCode, text: Buffer.concat(pieces).toString() }));
    });
  });
