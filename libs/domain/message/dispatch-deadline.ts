/** Segments of one event that must be handed to the carriers within an hour (OPS-11). */
export const SEGMENTS_PER_HOUR = 200_000;
const HOUR_MS = 3_600_000;

/** Hours allowed for one batch: one for each started 200,000 segments after splitting (A5). */
export const allowedHours = (segments: number): number =>
  Math.max(1, Math.ceil(segments / SEGMENTS_PER_HOUR));

/** By when its last segment must be with a carrier. `startMs`: acceptance, or the set time of a schedule. */
export const deadlineOf = (startMs: number, segments: number): number =>
  startMs + allowedHours(segments) * HOUR_MS;

/**
 * The stricter reading of 每1事件, by recipients instead of segments: an internal goal, which nobody owes (A5). Never later
 * than `deadlineOf`, because a recipient has at least one segment.
 */
export const goalOf = (startMs: number, recipients: number): number => deadlineOf(startMs, recipients);
