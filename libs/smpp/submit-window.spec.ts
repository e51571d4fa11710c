import fc from 'fast-check';
import type { SubmitAnswer, SubmitOutcome } from './outcome';
import { SubmitWindow } from './submit-window';

const TIMEOUT_MS = 1_000;

function open(size: number, first?: number) {
  const outcomes = new Map<number, SubmitOutcome[]>();
  const late: [number, SubmitAnswer][] = [];
  const thrown: unknown[] = [];
  const window = new SubmitWindow(size, error => thrown.push(error), first);
  const batch = {
    settle: (index: number, outcome: SubmitOutcome) => {
      outcomes.set(index, [...(outcomes.get(index) ?? []), outcome]);
    },
    late: (index: number, answer: SubmitAnswer) => late.push([index, answer]),
  };
  const add = (index: number, now: number) => {
    const sequence = window.reserve();
    window.add(sequence, batch, index, now);
    return sequence;
  };
  return { window, outcomes, late, thrown, add };
}

describe('the window', () => {
  it('gives each answer to its own submit, in any order', () => {
    const { window, outcomes, add } = open(3);
    const [a, b, c] = [add(0, 10), add(1, 10), add(2, 10)];
    expect(window.free).toBe(0);
    expect(window.answer(c, 0, 'third', 15)).toBe('in-time');
    expect(window.answer(a, 0x58, '', 16)).toBe('in-time');
    expect(window.answer(b, 0, 'second', 17)).toBe('in-time');
    expect(window.answer(b, 0, 'again', 18)).toBeNull();
    expect(window.answer(99, 0, 'never', 18)).toBeNull();
    expect([...outcomes.entries()]).toEqual([
      [2, [{ kind: 'accepted', messageId: 'third', latencyMs: 5 }]],
      [0, [{ kind: 'refused', status: 0x58, latencyMs: 6 }]],
      [1, [{ kind: 'accepted', messageId: 'second', latencyMs: 7 }]],
    ]);
    expect(window.free).toBe(3);
  });

  it('keeps the place of an unanswered submit until a later one is answered', () => {
    const { window, outcomes, late, add } = open(4);
    const [a, b] = [add(0, 0), add(1, 0)];
    expect(window.expire(TIMEOUT_MS - 1, TIMEOUT_MS, 0)).toBe(0);
    expect(window.expire(TIMEOUT_MS, TIMEOUT_MS, 0)).toBe(2);
    expect(outcomes.get(0)).toEqual([{ kind: 'no-answer', reason: 'timeout' }]);
    expect([window.free, window.inFlight]).toEqual([2, 0]);
    const c = add(2, 1_100);
    window.answer(c, 0, 'c', 1_150);
    expect(window.free).toBe(4);
    expect(window.answer(b, 0, 'b', 1_200)).toBe('late');
    expect(window.answer(b, 0, 'b', 1_200)).toBeNull();
    expect(window.answer(a, 8, '', 1_300)).toBe('late');
    expect(late).toEqual([
      [1, { kind: 'accepted', messageId: 'b', latencyMs: 1_200 }],
      [0, { kind: 'refused', status: 8, latencyMs: 1_300 }],
    ]);
  });

  it('a late answer frees its own place and those of the ones before it', () => {
    const { window, late, add } = open(4);
    const [, b] = [add(0, 0), add(1, 0), add(2, 0)];
    window.expire(TIMEOUT_MS, TIMEOUT_MS, 0);
    expect(window.free).toBe(1);
    expect(window.answer(b, 0, 'b', 1_100)).toBe('late');
    expect(window.free).toBe(3);
    expect(late).toHaveLength(1);
  });

  it('is stuck when every place is held by an unanswered submit', () => {
    const { window, add } = open(2);
    add(0, 0);
    window.expire(TIMEOUT_MS, TIMEOUT_MS, 0);
    expect(window.isStuck).toBe(false);
    add(1, 1_000);
    window.expire(2_000, TIMEOUT_MS, 0);
    expect(window.isStuck).toBe(true);
  });

  it('does not count the time in which nothing was read', () => {
    const { window, add } = open(2);
    add(0, 0);
    expect(window.expire(5_000, TIMEOUT_MS, 4_500)).toBe(0);
    expect(window.expire(5_500, TIMEOUT_MS, 4_500)).toBe(1);
  });

  it('tells the others when a function of the caller throws', () => {
    const { window, thrown } = open(3);
    const seen: number[] = [];
    const batch = {
      settle: (index: number) => {
        seen.push(index);
        if (index === 0) throw new Error('bug');
      },
      late: undefined,
    };
    for (const index of [0, 1, 2]) window.add(window.reserve(), batch, index, 0);
    expect(window.closeAll()).toBe(3);
    expect(seen).toEqual([0, 1, 2]);
    expect(thrown).toEqual([new Error('bug')]);
  });

  it('remembers eight windows of unanswered submits, and forgets the eldest', () => {
    const { window, late, add } = open(2);
    const slow: number[] = [];
    for (let i = 0; i < 40; i++) {
      const now = i * 10_000;
      slow.push(add(i, now));
      window.expire(now + TIMEOUT_MS, TIMEOUT_MS, 0);
      window.answer(add(1_000 + i, now + TIMEOUT_MS), 0, 'fast', now + TIMEOUT_MS);
      expect(window.free).toBe(2);
    }
    for (const sequence of slow) window.answer(sequence, 0, 'slow', 500_000);
    expect(late.map(([index]) => index)).toEqual(Array.from({ length: 16 }, (_, i) => 24 + i));
  });

  it('settles each submit exactly once, whatever the carrier answers and when', () => {
    const step = fc.oneof(
      fc.record({ do: fc.constant('add' as const) }),
      fc.record({ do: fc.constant('answer' as const), which: fc.nat(60), status: fc.constantFrom(0, 8) }),
      fc.record({ do: fc.constant('wait' as const), ms: fc.nat(1_500) }),
    );
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5 }), fc.array(step, { maxLength: 120 }), (size, steps) => {
        const { window, outcomes, late, add } = open(size);
        const sequences: number[] = [];
        let now = 0;
        for (const one of steps) {
          if (one.do === 'add' && window.free > 0) sequences.push(add(sequences.length, now));
          if (one.do === 'answer') window.answer(one.which, one.status, 'id', now);
          if (one.do === 'wait') {
            now += one.ms;
            window.expire(now, TIMEOUT_MS, 0);
          }
          expect(window.free).toBeGreaterThanOrEqual(0);
          expect(window.inFlight).toBeLessThanOrEqual(size);
        }
        window.closeAll();
        expect([...outcomes.keys()].sort((a, b) => a - b)).toEqual(sequences.map((_, i) => i));
        for (const of of outcomes.values()) expect(of).toHaveLength(1);
        for (const [index] of late) {
          expect(outcomes.get(index)).toEqual([{ kind: 'no-answer', reason: 'timeout' }]);
        }
        expect(new Set(late.map(([index]) => index)).size).toBe(late.length);
      }),
      { numRuns: 500 },
    );
  });

  it('begins again after 2³¹ − 1 and passes over numbers whose place is taken', () => {
    const { window, outcomes, add } = open(2, 0x7ffffffe);
    const slow = add(0, 0);
    const numbers = Array.from({ length: 7 }, (_, i) => {
      const sequence = add(i + 1, 0);
      window.answer(sequence, 0, '', 1);
      return sequence;
    });
    // Eight cells: number 6 would fall on the cell of 0x7ffffffe.
    expect([slow, ...numbers]).toEqual([0x7ffffffe, 0x7fffffff, 1, 2, 3, 4, 5, 7]);
    expect(window.expire(TIMEOUT_MS, TIMEOUT_MS, 0)).toBe(1);
    expect(window.answer(slow, 0, 'slow', 1_001)).toBe('late');
    expect(outcomes.size).toBe(8);
    expect(window.free).toBe(2);
  });
});
