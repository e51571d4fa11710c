import { createCipheriv, createDecipheriv, createHmac, randomFillSync, type KeyObject } from 'node:crypto';

const IV_BYTES = 12;
const TAG_BYTES = 16;
const POOL_BYTES = 12 * 1024;

/** One call to the random source serves a thousand sealings. */
const pool = Buffer.alloc(POOL_BYTES);
let used = POOL_BYTES;
const nextIv = (): Buffer => {
  if (used + IV_BYTES > POOL_BYTES) {
    randomFillSync(pool);
    used = 0;
  }
  const iv = Buffer.from(pool.subarray(used, used + IV_BYTES));
  used += IV_BYTES;
  return iv;
};

/** AES-256-GCM. The answer is `iv ‖ ciphertext ‖ tag`; `aad` ties it to its place, so that rows cannot be swapped. */
export const seal = (key: KeyObject, aad: string, plain: Uint8Array): Buffer => {
  const iv = nextIv();
  const cipher = createCipheriv('aes-256-gcm', key, iv);
  cipher.setAAD(Buffer.from(aad));
  const body = cipher.update(plain);
  cipher.final();
  return Buffer.concat([iv, body, cipher.getAuthTag()]);
};

/** Opens what `seal` made; throws when a byte or the place differs. */
export const unseal = (key: KeyObject, aad: string, sealed: Uint8Array): Buffer => {
  const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength);
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, IV_BYTES));
  decipher.setAAD(Buffer.from(aad));
  decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
  return Buffer.concat([decipher.update(bytes.subarray(IV_BYTES, -TAG_BYTES)), decipher.final()]);
};

/** Keyed hash for look-ups (HMAC-SHA-256, first 16 bytes). */
export const lookupHash = (key: KeyObject, value: string): Buffer =>
  createHmac('sha256', key).update(value).digest().subarray(0, 16);
