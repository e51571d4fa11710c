/** Batches are numbered from here: milliseconds since then, then a sequence. */
export const BATCH_EPOCH_MS = Date.UTC(2024, 0, 1);
const SEQUENCES = 4096;
const MAX_ID = 2 ** 53 - 1;
const MAX_SEQ = 2 ** 31 - 1;

/** The lowest id of an instant: ids made from then on are not below it. Bound of a month's partition. */
export const batchIdAt = (ms: number): number => (Math.floor(ms) - BATCH_EPOCH_MS) * SEQUENCES;

/** The instant, in ms, at which an id was made. */
export const batchTime = (id: number): number => Math.floor(id / SEQUENCES) + BATCH_EPOCH_MS;

/**
 * Gives ever growing batch ids: 41 bits of milliseconds, 12 bits of sequence, a safe number. A clock that stands or
 * runs back does not make them shrink; more than 4,096 in a millisecond borrow from the next.
 *
 * @param clock milliseconds since 1970
 * @param startAt where the sequence of a new millisecond begins, 0…4095: several processes that draw it at random
 *   hardly meet, and the key of the table refuses those that do
 */
export const newBatchIdSource = (clock: () => number, startAt: () => number = () => 0): (() => number) => {
  let last = -1;
  return () => {
    const fresh = batchIdAt(clock()) + startAt();
    last = fresh > last && batchTime(fresh) > batchTime(last) ? fresh : last + 1;
    return last;
  };
};

/** Crockford's base 32: no i, l, o, u, so that an id can be read out on the phone. */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';
const BATCH = /^b[0-9a-hjkmnp-tv-z]{11}$/;

/** `b` and 11 characters. Order of the text is order of the number. */
export const formatBatchId = (id: number): string => {
  let rest = id;
  let text = '';
  for (let place = 0; place < 11; place += 1) {
    text = `${ALPHABET.charAt(rest % 32)}${text}`;
    rest = Math.floor(rest / 32);
  }
  return `b${text}`;
};

/** The number of an outward batch id, `null` when malformed. Capitals do not matter. */
export const parseBatchId = (text: string): number | null => {
  const lower = text.toLowerCase();
  if (!BATCH.test(lower)) return null;
  let id = 0;
  for (const char of lower.slice(1)) id = id * 32 + ALPHABET.indexOf(char);
  return id <= MAX_ID ? id : null;
};

export interface MessageKey {
  readonly batch: number;
  /** 0 for the first message of the batch. */
  readonly seq: number;
}

/** `<batch>-<seq in base 36>`. */
export const formatMessageId = ({ batch, seq }: MessageKey): string =>
  `${formatBatchId(batch)}-${seq.toString(36)}`;

/** The key of an outward message id, `null` when malformed. */
export const parseMessageId = (text: string): MessageKey | null => {
  const match = /^(b[0-9a-z]{11})-(0|[1-9a-z][0-9a-z]{0,5})$/.exec(text.toLowerCase());
  const batch = match?.[1] === undefined ? null : parseBatchId(match[1]);
  const seq = Number.parseInt(match?.[2] ?? '', 36);
  return batch === null || !(seq <= MAX_SEQ) ? null : { batch, seq };
};
