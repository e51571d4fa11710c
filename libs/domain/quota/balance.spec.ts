import fc from 'fast-check';
import {
  addDelta,
  type Balance,
  deltaOf,
  EMPTY_BALANCE,
  isSound,
  moveQuota,
  QUOTA_MOVES,
  type QuotaMove,
} from './balance';

const run = (moves: [QuotaMove, number][]): Balance =>
  moves.reduce<Balance>((balance, [move, segments]) => {
    const verdict = moveQuota(balance, move, segments);
    return verdict.ok ? verdict.balance : balance;
  }, EMPTY_BALANCE);

describe('a balance', () => {
  it('goes from ordered to charged', () => {
    const balance = run([
      ['order', 1000],
      ['reserve', 113],
      ['charge', 100],
      ['release', 13],
      ['lapse', 800],
    ]);
    expect(balance).toEqual({ ordered: 1000, remaining: 100, reserved: 0, charged: 100, lapsed: 800 });
  });

  it('says what is short and by how much', () => {
    expect(moveQuota(run([['order', 10]]), 'reserve', 11)).toEqual({
      ok: false,
      reason: 'short',
      of: 'remaining',
      needed: 11,
      available: 10,
    });
    expect(moveQuota(EMPTY_BALANCE, 'charge', 1)).toMatchObject({ reason: 'short', of: 'reserved' });
  });

  it('takes an allocation back and a charge too, but reserves nothing negative', () => {
    const balance = run([
      ['allocate', 10],
      ['reserve', 4],
      ['charge', 4],
    ]);
    expect(moveQuota(balance, 'allocate', -6)).toMatchObject({
      ok: true,
      balance: { ordered: 4, remaining: 0 },
    });
    expect(moveQuota(balance, 'allocate', -7)).toMatchObject({ ok: false, of: 'remaining' });
    expect(moveQuota(balance, 'adjust', -4)).toMatchObject({
      ok: true,
      balance: { remaining: 10, charged: 0 },
    });
    expect(moveQuota(balance, 'reserve', -1)).toEqual({ ok: false, reason: 'not-a-count' });
    expect(moveQuota(balance, 'reserve', 1.5)).toEqual({ ok: false, reason: 'not-a-count' });
  });

  it('is sound after any moves, and the sum of their deltas is the balance', () => {
    const move = fc.tuple(fc.constantFrom(...QUOTA_MOVES), fc.integer({ min: -5, max: 50 }));
    fc.assert(
      fc.property(fc.array(move, { maxLength: 60 }), moves => {
        let balance = EMPTY_BALANCE;
        let ledger = EMPTY_BALANCE;
        for (const [kind, segments] of moves) {
          const verdict = moveQuota(balance, kind, segments);
          if (!verdict.ok) continue;
          ({ balance } = verdict);
          ledger = addDelta(ledger, deltaOf(kind, segments));
        }
        expect(isSound(balance)).toBe(true);
        expect(ledger).toEqual(balance);
      }),
    );
  });

  it('that does not sum up is not sound', () => {
    expect(isSound({ ...EMPTY_BALANCE, ordered: 1 })).toBe(false);
    expect(isSound({ ...EMPTY_BALANCE, remaining: -1, charged: 1 })).toBe(false);
  });
});
