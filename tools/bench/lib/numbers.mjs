/** @param {readonly number[]} values @returns {number} NaN when there are none */
export const median = values => percentile(values, 50);

/**
 * The nearest rank: the smallest value that `share` per cent of all do not exceed.
 * @param {readonly number[]} values @param {number} share @returns {number} NaN when there are none
 */
export const percentile = (values, share) => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil((share / 100) * sorted.length) - 1)] ?? NaN;
};

/** @param {readonly number[]} values milliseconds */
export const latencies = values => ({
  count: values.length,
  p50: round(percentile(values, 50)),
  p95: round(percentile(values, 95)),
  p99: round(percentile(values, 99)),
  max: round(Math.max(...values)),
});

/** Three figures that mean something. @param {number} value */
export const round = value =>
  Number.isFinite(value) && value !== 0 ? Number(value.toPrecision(Math.abs(value) >= 100 ? 6 : 3)) : value;

/** @param {readonly number[]} values */
export const sum = values => values.reduce((total, value) => total + value, 0);
