import fc from 'fast-check';
import {
  canMove,
  chargedSegments,
  deriveMessageState,
  deriveOutcome,
  isAdjustment,
  isFinal,
  MESSAGE_STATES,
  type MessageState,
  MOVES,
  type PartState,
  RESOLUTIONS,
  resolvedState,
  stageOf,
} from './lifecycle';

const PART_STATES = MESSAGE_STATES.filter((state): state is PartState => state !== 'partly-delivered');

/** Every way of a message of `parts` segments through legal moves of its parts. */
const waysOf = (parts: number): [from: MessageState, to: MessageState][] => {
  const ways: [MessageState, MessageState][] = [];
  const seen = new Set<string>();
  const waiting: PartState[][] = [Array<PartState>(parts).fill('accepted')];
  for (let now = waiting.pop(); now; now = waiting.pop()) {
    if (seen.has(now.join())) continue;
    seen.add(now.join());
    for (const [index, state] of now.entries())
      for (const next of PART_STATES.filter(next => canMove(state, next))) {
        const then = now.with(index, next);
        ways.push([deriveMessageState(now), deriveMessageState(then)]);
        waiting.push(then);
      }
  }
  return ways;
};

describe('the ways of a message', () => {
  it.each([
    ['accepted', 'submitting', true],
    ['submitting', 'accepted', true],
    ['submitting', 'submitted', true],
    ['submitting', 'unconfirmed', true],
    ['submitted', 'delivered', true],
    ['accepted', 'cancelled', true],
    ['unconfirmed', 'submitted', true],
    ['unconfirmed', 'delivered', true],
    ['unconfirmed', 'accepted', false],
    ['unconfirmed', 'submitting', false],
    ['submitted', 'accepted', false],
    ['submitted', 'cancelled', false],
    ['submitting', 'cancelled', false],
    ['accepted', 'delivered', false],
    ['delivered', 'failed', false],
    ['failed', 'delivered', false],
    ['cancelled', 'accepted', false],
    ['expired', 'delivered', false],
  ] as const)('%s → %s: %s', (from, to, legal) => {
    expect(canMove(from, to)).toBe(legal);
  });

  it('lets a late receipt put right what the clock had set, as an adjustment', () => {
    for (const from of ['expired', 'unknown'] as const) {
      expect(canMove(from, 'delivered', { setBy: 'clock' })).toBe(true);
      expect(canMove(from, 'delivered', { setBy: 'carrier' })).toBe(false);
      expect(isAdjustment(from, 'delivered')).toBe(true);
    }
    expect(canMove('failed', 'delivered', { setBy: 'clock' })).toBe(false);
    expect(isAdjustment('submitted', 'delivered')).toBe(false);
  });

  it('lets a late receipt put right what a person closed without the carrier’s word, and nothing else of theirs', () => {
    expect(canMove('unknown', 'delivered', { setBy: 'person' })).toBe(true);
    for (const from of ['failed', 'delivered', 'partly-delivered'] as const) {
      expect(canMove(from, 'failed', { setBy: 'person' })).toBe(false);
    }
    expect(canMove('failed', 'delivered', { setBy: 'person' })).toBe(false);
  });

  it.each([1, 2, 3])('follow from those of %i parts by legal moves only', parts => {
    for (const [from, to] of waysOf(parts))
      if (from !== to) expect([from, to, canMove(from, to, { parts })]).toEqual([from, to, true]);
  });

  it('never lead out of a final state, nor from no state into accepted', () => {
    for (const state of MESSAGE_STATES) {
      expect(isFinal(state)).toBe(MOVES[state].next.length + MOVES[state].split.length === 0);
    }
    expect(canMove('submitted', 'accepted', { parts: 3 })).toBe(false);
  });
});

describe('what a person says of a message in doubt', () => {
  const IN_DOUBT: PartState[][] = [
    ['unconfirmed'],
    ['unconfirmed', 'submitted'],
    ['delivered', 'unconfirmed'],
    ['failed', 'unconfirmed'],
    ['delivered', 'failed', 'unconfirmed'],
  ];

  it.each(IN_DOUBT.flatMap(parts => RESOLUTIONS.map(said => [said, parts] as const)))(
    '%s of %j is a legal move',
    (said, parts) => {
      const to = resolvedState(said, parts);
      expect([to, canMove('unconfirmed', to, { parts: Math.max(parts.length, 2) })]).toEqual([to, true]);
    },
  );

  it.each([
    ['delivered', ['unconfirmed', 'submitted'], 'delivered'],
    ['delivered', ['failed', 'unconfirmed'], 'partly-delivered'],
    ['failed', ['delivered', 'unconfirmed'], 'partly-delivered'],
    ['failed', ['unconfirmed'], 'failed'],
    ['submitted', ['delivered', 'unconfirmed'], 'submitted'],
    ['unknown', ['delivered', 'unconfirmed'], 'unknown'],
  ] as const)('%s of %j: %s', (said, parts, state) => {
    expect(resolvedState(said, parts)).toBe(state);
  });
});

describe('the state of a message from its parts', () => {
  it.each([
    [['accepted', 'accepted'], 'accepted'],
    [['submitted', 'accepted'], 'accepted'],
    [['submitted', 'submitting'], 'submitting'],
    [['submitted', 'submitted'], 'submitted'],
    [['delivered', 'submitted'], 'submitted'],
    [['failed', 'submitted'], 'submitted'],
    [['unconfirmed', 'delivered'], 'unconfirmed'],
    [['unconfirmed', 'accepted'], 'unconfirmed'],
    [['delivered', 'delivered'], 'delivered'],
    [['delivered', 'failed'], 'partly-delivered'],
    [['delivered', 'expired', 'unknown'], 'partly-delivered'],
    [['expired', 'failed'], 'failed'],
    [['expired', 'unknown'], 'expired'],
    [['unknown', 'unknown'], 'unknown'],
    [['cancelled', 'cancelled'], 'cancelled'],
    [['cancelled', 'failed'], 'failed'],
  ] as const)('%j is %s', (parts, state) => {
    expect(deriveMessageState(parts)).toBe(state);
  });

  it('does not depend on the order of the receipts', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...PART_STATES), { minLength: 1, maxLength: 5 }), parts => {
        expect(deriveMessageState(parts.toReversed())).toBe(deriveMessageState(parts));
        expect(deriveMessageState(parts.toSorted())).toBe(deriveMessageState(parts));
      }),
    );
  });

  it('takes the reason of the part that decides', () => {
    expect(
      deriveOutcome([
        { state: 'delivered', reason: 'delivered' },
        { state: 'failed', reason: 'barred' },
      ]),
    ).toEqual({ state: 'partly-delivered', reason: 'barred' });
    expect(deriveOutcome([{ state: 'submitted', reason: 'none' }])).toEqual({
      state: 'submitted',
      reason: 'none',
    });
  });
});

describe('what is charged (A1)', () => {
  it.each([
    [['delivered', 'delivered'], false, 2],
    [['delivered', 'failed'], false, 0],
    [['delivered', 'failed'], true, 1],
    [['failed'], false, 0],
    [['failed'], true, 0],
  ] as const)('%j, per delivered part %s: %i', (parts, perPart, segments) => {
    expect(chargedSegments(parts, perPart)).toBe(segments);
  });
});

it('shows every state in one of six colours', () => {
  expect(MESSAGE_STATES.map(stageOf)).toEqual([
    'processing',
    'processing',
    'handed',
    'unconfirmed',
    'delivered',
    'failed',
    'failed',
    'failed',
    'failed',
    'cancelled',
  ]);
});
