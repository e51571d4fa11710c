import { judgeClock, startedHalfHours, type ClockGiven } from './dispatch-clock';

const MIN = 60_000;
const START = Date.UTC(2026, 10, 20, 6, 5);

const judge = (minutes: number, more: Partial<ClockGiven> = {}) =>
  judgeClock({
    startMs: START,
    segments: 150_000,
    nowMs: START + minutes * MIN,
    pausedMs: 0,
    paused: false,
    handedOverMs: null,
    expectedMs: null,
    standing: false,
    cancelled: false,
    ...more,
  });

describe('the contract clock of a batch (OPS-11, A5)', () => {
  it.each<[string, number, Partial<ClockGiven>, string]>([
    ['just accepted', 0, {}, 'within'],
    ['expected in time', 10, { expectedMs: START + 40 * MIN }, 'within'],
    ['expected on the dot', 10, { expectedMs: START + 60 * MIN }, 'within'],
    ['expected too late', 10, { expectedMs: START + 60 * MIN + 1 }, 'at-risk'],
    ['standing early', 10, { standing: true }, 'within'],
    ['standing with exactly a fifth left', 48, { standing: true }, 'within'],
    ['standing with less than a fifth left', 49, { standing: true }, 'at-risk'],
    ['moving with less than a fifth left', 49, { expectedMs: START + 55 * MIN }, 'within'],
    ['at the very deadline', 60, {}, 'within'],
    ['a moment after the deadline', 60 + 1 / 60_000, {}, 'missed'],
    ['handed over on the dot', 90, { handedOverMs: START + 60 * MIN }, 'met'],
    ['handed over late', 90, { handedOverMs: START + 61 * MIN }, 'missed'],
    ['two hours for a segment more than 200,000', 90, { segments: 200_001 }, 'within'],
    ['a fifth of two hours', 97, { segments: 200_001, standing: true }, 'at-risk'],
    [
      'held by its sender over the deadline',
      90,
      { pausedMs: 80 * MIN, paused: true, standing: true },
      'within',
    ],
    ['sent on after an hour of pause', 100, { pausedMs: 60 * MIN }, 'within'],
    ['late in spite of its pause', 125, { pausedMs: 60 * MIN }, 'missed'],
    ['paused after it was late', 200, { pausedMs: 130 * MIN, paused: true }, 'missed'],
    ['cancelled in time', 20, { handedOverMs: START + 20 * MIN, cancelled: true }, 'withdrawn'],
    ['cancelled when it was late already', 70, { handedOverMs: START + 70 * MIN, cancelled: true }, 'missed'],
  ])('%s', (_, minutes, more, state) => {
    expect(judge(minutes, more).state).toBe(state);
  });

  it.each([
    [-1, 0],
    [0, 0],
    [1, 1],
    [30 * MIN, 1],
    [30 * MIN + 1, 2],
    [95 * MIN, 4],
  ])('%i ms late are %i points', (late, points) => expect(startedHalfHours(late)).toBe(points));

  it('keeps both figures of a batch that its sender held', () => {
    const verdict = judge(0, { handedOverMs: START + 125 * MIN, pausedMs: 60 * MIN });
    expect(verdict).toEqual({
      state: 'missed',
      allowedMs: 60 * MIN,
      usedMs: 65 * MIN,
      dueMs: START + 120 * MIN,
      points: 1,
      pointsWithPauses: 3,
    });
  });

  it('moves the deadline on while its sender holds the batch', () => {
    expect(judge(50, { pausedMs: 20 * MIN, paused: true }).dueMs).toBe(START + 80 * MIN);
    expect(judge(60, { pausedMs: 30 * MIN, paused: true })).toMatchObject({
      dueMs: START + 90 * MIN,
      usedMs: 30 * MIN,
    });
  });
});
