import { allowedHours, deadlineOf } from './dispatch-deadline';

it.each([
  [0, 1],
  [1, 1],
  [200_000, 1],
  [200_001, 2],
  [400_000, 2],
  [1_000_001, 6],
])('%i segments have %i hours (OPS-11)', (segments, hours) => {
  expect(allowedHours(segments)).toBe(hours);
  expect(deadlineOf(1_000, segments)).toBe(1_000 + hours * 3_600_000);
});
