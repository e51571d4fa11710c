/**
 * The goals by which the platform's speed is judged: what is the least that is acceptable, what we are after, and which way
 * is better. `G1e` is the gate that a noisy machine does not move.
 * @type {Record<string, { what: string, floor: number, after: number, better: 'more' | 'less', unit: string }>}
 */
export const GOALS = {
  G1a: { what: 'rate ÷ Kannel, receipts in memory', floor: 4, after: 7, better: 'more', unit: '×' },
  G1b: { what: 'rate ÷ Kannel, durable', floor: 12, after: 23, better: 'more', unit: '×' },
  G1c: { what: 'rate ÷ Kannel, no receipts', floor: 1.2, after: 2.3, better: 'more', unit: '×' },
  G1e: { what: 'CPU a message, all processes', floor: 75, after: 45, better: 'less', unit: 'µs' },
  'G2a-handed': {
    what: 'csv of 200,000 → last submit committed',
    floor: 10,
    after: 4.5,
    better: 'less',
    unit: 's',
  },
  G2a: { what: 'csv of 200,000 → last receipt committed', floor: 10, after: 5, better: 'less', unit: 's' },
  'G2b-xlsx': {
    what: 'xlsx of 200,000 → last receipt committed',
    floor: 14,
    after: 7,
    better: 'less',
    unit: 's',
  },
  'G2b-1m': {
    what: 'csv of 1,000,000 → last receipt committed',
    floor: 60,
    after: 25,
    better: 'less',
    unit: 's',
  },
  G2c: {
    what: 'rate in a partition of 5 million ÷ empty',
    floor: 0.7,
    after: 0.85,
    better: 'more',
    unit: '×',
  },
  G3a: {
    what: 'single messages accepted, 32 connections',
    floor: 6000,
    after: 12000,
    better: 'more',
    unit: '/s',
  },
  'G3b-idle': { what: 'accept at 1,000/s, p99, idle', floor: 20, after: 8, better: 'less', unit: 'ms' },
  'G3b-bulk': {
    what: 'accept at 1,000/s, p99, during 200,000',
    floor: 80,
    after: 25,
    better: 'less',
    unit: 'ms',
  },
  G3c: {
    what: 'urgent message on the wire during 200,000, p99',
    floor: 250,
    after: 50,
    better: 'less',
    unit: 'ms',
  },
  'G4a-idle': {
    what: 'search page of 10 million, p99, idle',
    floor: 80,
    after: 25,
    better: 'less',
    unit: 'ms',
  },
  'G4a-bulk': {
    what: 'search page of 10 million, p99, during bulk',
    floor: 200,
    after: 50,
    better: 'less',
    unit: 'ms',
  },
  'G5-used': { what: 'share of the granted rate used', floor: 98, after: 99.5, better: 'more', unit: '%' },
  'G5-throttled': { what: 'answers that say "throttled"', floor: 0.1, after: 0, better: 'less', unit: '%' },
  'G6-rate': { what: 'receipts a second, durable', floor: 15000, after: 30000, better: 'more', unit: '/s' },
  'G6-lag': { what: 'receipt: commit → answer, p99', floor: 500, after: 100, better: 'less', unit: 'ms' },
  'G7-peak': {
    what: 'peak memory of the worker at 200,000',
    floor: 300,
    after: 180,
    better: 'less',
    unit: 'MB',
  },
  'G7-growth': {
    what: 'peak memory at 1,000,000 ÷ 200,000',
    floor: 1.3,
    after: 1.1,
    better: 'less',
    unit: '×',
  },
  'G8-lookup': {
    what: 'a number among 10 million ported ones',
    floor: 200,
    after: 60,
    better: 'less',
    unit: 'ns',
  },
  'G8-memory': {
    what: 'memory of 10 million ported numbers',
    floor: 150,
    after: 90,
    better: 'less',
    unit: 'MiB',
  },
  G9: { what: 'process start → first 202', floor: 2.5, after: 1.2, better: 'less', unit: 's' },
  G11: {
    what: 'bytes stored a message, indexes included',
    floor: 800,
    after: 500,
    better: 'less',
    unit: 'B',
  },
  G12: {
    what: 'SMPP codec and session ÷ npm smpp, CPU with receipts',
    floor: 8,
    after: 20,
    better: 'more',
    unit: '×',
  },
};

/** @param {string} goal @param {number} value */
export function judge(goal, value) {
  const known = GOALS[goal];
  if (!known) throw new Error(`${goal} is no goal`);
  const { what, floor, after, better, unit } = known;
  const reaches = (/** @type {number} */ mark) => (better === 'more' ? value >= mark : value <= mark);
  const verdict = reaches(after) ? 'reached' : reaches(floor) ? 'above the floor' : 'BELOW THE FLOOR';
  const sign = better === 'more' ? '≥' : '≤';
  return {
    goal,
    what,
    floor: `${sign} ${floor} ${unit}`,
    after: `${sign} ${after} ${unit}`,
    measured: Number(value.toPrecision(4)),
    verdict,
  };
}
