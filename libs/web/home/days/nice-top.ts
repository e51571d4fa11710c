/** The smallest round number (1, 2, 5 × 10ⁿ) at or above a value: the top of an axis. */
export const niceTop = (value: number): number => {
  if (value <= 5) return 5;
  const power = 10 ** Math.floor(Math.log10(value));
  return [1, 2, 5, 10].map(step => step * power).find(top => top >= value) ?? value;
};
