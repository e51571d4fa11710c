import { type ContentVerdict, MAX_SEGMENTS, MAX_UNITS, SEGMENT_UNITS, SINGLE_UNITS } from '@sms111/domain';

/** How far the text fills what is billed. */
export interface Length {
  readonly units: number;
  readonly segments: number;
  /** Units that may be added without another segment (or the limit); 0 when there is none left. */
  readonly left: number;
  /** Units to take away from the end for one segment less; `null` with one segment or none. */
  readonly oneLess: number | null;
  /** Units above the limit of a text. */
  readonly over: number;
  readonly tooManySegments: boolean;
  /** How full each of the segments is that a text may have, 0…1. */
  readonly fill: readonly number[];
}

/** The figures of the counter, from the one judgement of the text (FMT-7). */
export const lengthOf = ({ units, segments, segmentUnits }: ContentVerdict): Length => {
  const last = segmentUnits.at(-1) ?? 0;
  const room = segments <= 1 ? SINGLE_UNITS - units : SEGMENT_UNITS - last;
  const full = segments <= 1 ? SINGLE_UNITS : SEGMENT_UNITS;
  return {
    units,
    segments,
    left: Math.max(0, Math.min(room, MAX_UNITS - units)),
    oneLess: segments <= 1 ? null : segments === 2 ? units - SINGLE_UNITS : last,
    over: Math.max(0, units - MAX_UNITS),
    tooManySegments: segments > MAX_SEGMENTS,
    fill: Array.from({ length: MAX_SEGMENTS }, (_, index) => Math.min(1, (segmentUnits[index] ?? 0) / full)),
  };
};
