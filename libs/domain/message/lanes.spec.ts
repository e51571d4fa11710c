import { BULK_FROM, isUrgent, LANE_WEIGHT, laneNumber, laneOf, LANES, usualLane } from './lanes';

describe('lanes', () => {
  it('bear the numbers of their places, and none that is not there', () => {
    for (const lane of LANES) expect(laneOf(laneNumber(lane))).toBe(lane);
    expect(laneOf(9)).toBe('bulk');
  });

  it('weigh less the later they stand, and never nothing', () => {
    const weights = LANES.map(lane => LANE_WEIGHT[lane]);
    expect([...weights].sort((a, b) => b - a)).toEqual(weights);
    expect(Math.min(...weights)).toBeGreaterThan(0);
  });

  it('are urgent for disasters and one-time codes', () => {
    expect(LANES.filter(isUrgent)).toEqual(['disaster', 'code']);
  });

  it('follow from the size where none is asked for', () => {
    expect([1, BULK_FROM - 1, BULK_FROM].map(usualLane)).toEqual(['notice', 'notice', 'bulk']);
  });
});
