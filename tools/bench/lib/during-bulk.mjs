import { csvOf } from './recipients.mjs';
import { sendFile } from './send-file.mjs';

/**
 * Sends a large list and runs `work` while its messages are handed over; `work` is told when that has ended.
 * @template T
 * @param {import('./measure-dispatch.mjs').Platform} platform @param {number} rows
 * @param {(goesOn: () => boolean) => Promise<T>} work
 * @returns {Promise<{ result: T, bulk: import('./send-file.mjs').SentFile }>}
 */
export async function duringBulk({ person, signature }, rows, work) {
  let goesOn = true;
  const bulk = sendFile(person, { name: 'bulk.csv', bytes: csvOf(rows), signatureId: signature.id }).finally(
    () => (goesOn = false),
  );
  const [result, sent] = await Promise.all([work(() => goesOn), bulk]);
  return { result, bulk: sent };
}
