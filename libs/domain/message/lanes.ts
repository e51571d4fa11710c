/**
 * Lanes: what waits for a carrier's link is served lane by lane in these shares, so an urgent message passes a bulk send of
 * any size and the bulk send still moves. A lane is a right of the account.
 * The place in the list is the number in the database.
 */
export const LANES = ['disaster', 'code', 'notice', 'bulk'] as const;
export type Lane = (typeof LANES)[number];

/** Shares of a link under full load, in segments, of the lanes that have something waiting. */
export const LANE_WEIGHT: Readonly<Record<Lane, number>> = { disaster: 64, code: 16, notice: 4, bulk: 1 };

/** Lanes for which part of every link's window is kept free; they pass other agencies' messages, so they are granted one by one. */
export const URGENT_LANES = ['disaster', 'code'] as const satisfies readonly Lane[];
export const isUrgent = (lane: Lane): boolean => URGENT_LANES.some(urgent => urgent === lane);

export const laneNumber = (lane: Lane): number => LANES.indexOf(lane);
export const laneOf = (number: number): Lane => LANES[number] ?? 'bulk';

/** A list of this many recipients and more goes to the bulk lane unless another one is asked for. */
export const BULK_FROM = 100;

/** The lane of a request that names none: by its size. */
export const usualLane = (recipients: number): Lane => (recipients >= BULK_FROM ? 'bulk' : 'notice');
