import { BLOCK_NUMBERS } from './number-place';

/** A number that is not ported: the prefix decides. */
export const NOT_PORTED = 0;

/** What is known of the numbers of one block: by the number's place in it, who serves it (0: not ported), since when. */
export interface PortedBlock {
  readonly targets: Uint8Array;
  /** Seconds since 1970; 0 where the number is not ported. */
  readonly since: Uint32Array;
}

export const newPortedBlock = (): PortedBlock => ({
  targets: new Uint8Array(BLOCK_NUMBERS),
  since: new Uint32Array(BLOCK_NUMBERS),
});

/**
 * Enters one change. The change with the latest moment stands, in whatever order they come; of two with one moment the
 * one that came later.
 */
export const enterChange = (block: PortedBlock, offset: number, target: number, at: number): void => {
  if (at < (block.since[offset] ?? 0)) return;
  block.targets[offset] = target;
  block.since[offset] = at;
};
