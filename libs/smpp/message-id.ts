/** How a carrier writes a message id at one place: in its submit_sm_resp, or in its receipts. */
export type MessageIdForm = 'as-is' | 'hex' | 'decimal';

const HEX = /^(?:0x)?[0-9a-f]+$/i;

/** More hexadecimal digits than these may pass 2⁵³. */
const SAFE_HEX_DIGITS = 13;

/**
 * One spelling for one id, so that `001A2B` in a response (hex) and `6699` in its receipt (decimal) are
 * equal: decimal digits without leading zeros. An id that is not of its form, and any `as-is`, keeps
 * its characters but for leading zeros. Empty stays empty.
 */
export function normaliseMessageId(id: string, form: MessageIdForm): string {
  if (form === 'hex' && HEX.test(id)) return fromHex(id);
  return stripZeros(id);
}

function fromHex(id: string): string {
  const digits = id.startsWith('0x') || id.startsWith('0X') ? id.slice(2) : id;
  if (digits.length <= SAFE_HEX_DIGITS) return String(Number.parseInt(digits, 16));
  return BigInt(`0x${digits}`).toString();
}

function stripZeros(id: string): string {
  let from = 0;
  while (from < id.length - 1 && id.charCodeAt(from) === 0x30) from++;
  return from === 0 ? id : id.slice(from);
}
