/** The order in which a number finds its carrier (ARC-4, telecom.md 2.3). */
export const ROUTE_STEPS = ['override', 'ported', 'cache', 'prefix', 'default'] as const;
export type RouteStep = (typeof ROUTE_STEPS)[number];

/** Where a message goes, and how that was found. Frozen on the message when it is handed over. */
export interface Route {
  readonly network: string;
  /** Whom the block was first given to; `null` where nobody owns it. */
  readonly donor: string | null;
  readonly method: RouteStep;
  /** 網路碼 as the operators agreed on it: opaque; `null` where none is known. */
  readonly networkCode: string | null;
  /** The snapshot of ported numbers that was asked, also where it knew nothing of the number; `null` where none was. */
  readonly snapshot: number | null;
}
