import { MAX_SEGMENTS, MAX_UNITS } from './segments';

/** The settings of the content rules that 數位部 may turn (requirements, A6, A7, A16). */
export interface ContentPolicy {
  /** A contact phone that does not stand last (A6). */
  readonly phoneNotLast: 'error' | 'warning';
  readonly emoji: 'warning' | 'error';
  /** How many 字 a character outside the first plane counts toward `maxUnits`; it is always sent as two units. */
  readonly nonBmpCountsAs: 1 | 2;
  readonly maxUnits: number;
  readonly maxSegments: number;
}

export const DEFAULT_CONTENT_POLICY: ContentPolicy = {
  phoneNotLast: 'error',
  emoji: 'warning',
  nonBmpCountsAs: 2,
  maxUnits: MAX_UNITS,
  maxSegments: MAX_SEGMENTS,
};
