/** A block of numbers and whom it was first given to; `network` where a merger is already applied. */
export interface PrefixRow {
  /** `09` and two to four more digits. */
  readonly prefix: string;
  readonly donor: string;
  readonly network?: string;
}

export interface NetworkOfNumber {
  /** Who carries it today, as far as a prefix can say. */
  readonly network: string;
  /** Who was given the block. Portability is resolved elsewhere. */
  readonly donor: string;
}

export interface PrefixTable {
  /** By the first six digits of `0912345678`; `null` where nobody owns the block. O(1), no allocation. */
  readonly networkOf: (mobile: string) => NetworkOfNumber | null;
  /** The same as a place in `owners`; 0 where nobody owns the block. */
  readonly ownerOf: (mobile: string) => number;
  /** Every pair of donor and network that there is; the first is `null`. */
  readonly owners: readonly (NetworkOfNumber | null)[];
}

const PREFIX = /^09\d{2,4}$/;
const DIGITS = 6;
/** Six digits of which the first two are always 09. */
const SIZE = 10 ** (DIGITS - 2);

/**
 * The look-up of prefixes: the longest one wins, mergers are applied (`{ TST: 'TWM', APT: 'FET' }`). Every prefix is
 * spread over its six-digit blocks once, so that a look-up is one read.
 *
 * @throws RangeError when a prefix is not `09` with two to four digits, or there are more than 255 pairs
 */
export const newPrefixTable = (
  rows: readonly PrefixRow[],
  mergers: Readonly<Record<string, string>> = {},
): PrefixTable => {
  const owners: (NetworkOfNumber | null)[] = [null];
  const indexes = new Map<string, number>();
  const indexOf = ({ donor, network = mergers[donor] ?? donor }: PrefixRow): number => {
    const key = `${donor} ${network}`;
    const known = indexes.get(key);
    if (known !== undefined) return known;
    if (owners.length > 255) throw new RangeError('more than 255 pairs of donor and network');
    indexes.set(key, owners.length);
    return owners.push(Object.freeze({ network, donor })) - 1;
  };

  const blocks = new Uint8Array(SIZE);
  for (const row of rows.toSorted((one, other) => one.prefix.length - other.prefix.length)) {
    if (!PREFIX.test(row.prefix)) throw new RangeError(`not a mobile prefix: ${row.prefix}`);
    const width = 10 ** (DIGITS - row.prefix.length);
    const first = Number(row.prefix.slice(2)) * width;
    blocks.fill(indexOf(row), first, first + width);
  }

  const digitAt = (mobile: string, at: number): number => mobile.charCodeAt(at) - 0x30;
  const ownerOf = (mobile: string): number => {
    const block =
      digitAt(mobile, 2) * 1000 + digitAt(mobile, 3) * 100 + digitAt(mobile, 4) * 10 + digitAt(mobile, 5);
    return blocks[block] ?? 0;
  };
  return { owners, ownerOf, networkOf: mobile => owners[ownerOf(mobile)] ?? null };
};
