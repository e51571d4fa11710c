/** Taiwan has one zone and no summer time; carriers write receipts in it without saying so. */
const TAIPEI_MINUTES = 480;

/**
 * The instant of a receipt's date in milliseconds since 1970, from `yyMMddHHmm`, `yyMMddHHmmss`,
 * `yyyyMMddHHmm` or `yyyyMMddHHmmss` in a local time `offsetMinutes` east of UTC. Null for anything else.
 */
export function receiptTime(digits: string, offsetMinutes = TAIPEI_MINUTES): number | null {
  if (!/^\d+$/.test(digits) || ![10, 12, 14].includes(digits.length)) return null;
  // Of twelve digits the third and fourth tell: 2013 … 2099 have no month there.
  const hasCentury = digits.length === 14 || (digits.length === 12 && Number(digits.slice(2, 4)) > 12);
  const full = (hasCentury ? digits : `20${digits}`).padEnd(14, '0');
  const part = (from: number, to: number) => Number(full.slice(from, to));
  const [month, day, hour] = [part(4, 6), part(6, 8), part(8, 10)];
  const [minute, second] = [part(10, 12), part(12, 14)];
  const instant = Date.UTC(part(0, 4), month - 1, day, hour, minute, second);
  const back = new Date(instant);
  // Date.UTC carries a 31st of June over into July: what comes back changed was no date.
  const isReal =
    back.getUTCMonth() === month - 1 &&
    back.getUTCDate() === day &&
    back.getUTCHours() === hour &&
    back.getUTCMinutes() === minute &&
    back.getUTCSeconds() === second;
  return isReal ? instant - offsetMinutes * 60_000 : null;
}
