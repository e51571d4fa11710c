/** A message's key. */
interface Key {
  readonly batch: number;
  readonly seq: number;
}

/** Spreads a key over 32 bits: neighbours differ in every byte. */
const mix = ({ batch, seq }: Key): number => {
  const low = batch % 0x1_0000_0000;
  const high = Math.floor(batch / 0x1_0000_0000);
  return (Math.imul(low ^ Math.imul(high, 0x9e3779b1), 0x85ebca6b) + Math.imul(seq, 0x9e3779b1) + seq) >>> 0;
};

/**
 * The 8-bit reference that makes parts belong together on the handset (FMT-8); the same for every attempt of a message, so
 * that parts sent at different times still meet.
 */
export const concatReference = (key: Key): number => mix(key) & 0xff;

/**
 * `user_message_reference` of one part (1 …), 16 bits. Carriers repeat it in receipts: with the number and the time it tells
 * a message whose id never came.
 */
export const partReference = (key: Key, part: number): number =>
  ((mix(key) >>> 8) + Math.imul(part - 1, 0x9e37)) & 0xffff;
