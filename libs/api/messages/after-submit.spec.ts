import { afterSubmit, backOff, type PartOutcome } from './after-submit';

const now = new Date('2026-11-20T06:00:00Z');
const half = () => 0.5;
const fresh = (parts: number) => ({ parts, acceptedParts: 0, failedParts: 0, attempts: 0 });
const ok = (part: number): PartOutcome => ({ kind: 'accepted', part, carrierMessageId: `id${part}` });
const busy = (part: number): PartOutcome => ({
  kind: 'refused',
  part,
  status: 0x58,
  reason: 'throttled',
  permanent: false,
});
const wrong = (part: number): PartOutcome => ({
  kind: 'refused',
  part,
  status: 0x0b,
  reason: 'invalid-number',
  permanent: true,
});
const silent = (part: number): PartOutcome => ({ kind: 'no-answer', part });
const unwritten = (part: number): PartOutcome => ({ kind: 'not-written', part });

describe('the state after an attempt', () => {
  it.each([
    [
      'all parts accepted',
      2,
      [ok(1), ok(2)],
      { state: 'submitted', acceptedParts: 0b11, nextAttemptAt: null },
    ],
    [
      'one part without an answer',
      2,
      [ok(1), silent(2)],
      { state: 'unconfirmed', reason: 'no-answer', acceptedParts: 0b01 },
    ],
    ['no answer beats a refusal', 2, [wrong(1), silent(2)], { state: 'unconfirmed' }],
    ['refused for good', 1, [wrong(1)], { state: 'failed', reason: 'invalid-number', failedParts: 0b1 }],
    [
      'refused for good after a part had left',
      2,
      [ok(1), wrong(2)],
      { state: 'submitted', failedParts: 0b10 },
    ],
    ['throttled', 1, [busy(1)], { state: 'accepted', reason: 'throttled', attempts: 1 }],
    ['one part throttled', 3, [ok(1), busy(2), ok(3)], { state: 'accepted', acceptedParts: 0b101 }],
    [
      'never written',
      1,
      [unwritten(1)],
      { state: 'accepted', reason: 'none', attempts: 0, nextAttemptAt: null },
    ],
  ] as const)('%s', (_, parts, outcomes, expected) => {
    expect(afterSubmit(fresh(parts), outcomes, now, { random: half })).toMatchObject(expected);
  });

  it('waits before it tries a throttled message again', () => {
    const { nextAttemptAt } = afterSubmit(fresh(1), [busy(1)], now, { random: half });
    expect(nextAttemptAt?.getTime()).toBe(now.getTime() + 750);
  });

  it('keeps what an earlier attempt had brought', () => {
    const before = { parts: 2, acceptedParts: 0b01, failedParts: 0, attempts: 3 };
    expect(afterSubmit(before, [ok(2)], now)).toMatchObject({ state: 'submitted', acceptedParts: 0b11 });
  });

  it('backs off to a minute at most, and to a second at least half', () => {
    expect(backOff(0, () => 0)).toBe(500);
    expect(backOff(50, () => 1)).toBe(60_000);
  });
});
