import fc from 'fast-check';
import {
  BATCH_EPOCH_MS,
  batchIdAt,
  batchTime,
  formatBatchId,
  formatMessageId,
  newBatchIdSource,
  parseBatchId,
  parseMessageId,
} from './ids';

const NOW = Date.UTC(2026, 10, 20, 6, 5, 9, 123);

describe('batch ids', () => {
  it('hold the instant and stay safe numbers', () => {
    const next = newBatchIdSource(() => NOW);
    const id = next();
    expect(batchTime(id)).toBe(NOW);
    expect(id).toBe(batchIdAt(NOW));
    expect(batchIdAt(BATCH_EPOCH_MS)).toBe(0);
    expect(Number.isSafeInteger(batchIdAt(Date.UTC(2090, 0, 1)))).toBe(true);
  });

  it('grow, whatever the clock does', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -3, max: 3 }), { maxLength: 200 }), steps => {
        let now = NOW;
        const next = newBatchIdSource(
          () => now,
          () => 4000,
        );
        let last = next();
        for (const step of steps) {
          now += step;
          const id = next();
          expect(id).toBeGreaterThan(last);
          last = id;
        }
      }),
    );
  });

  it('borrow from the next millisecond when one is full', () => {
    const next = newBatchIdSource(() => NOW);
    const ids = Array.from({ length: 4097 }, next);
    expect(batchTime(ids[4095] ?? 0)).toBe(NOW);
    expect(batchTime(ids[4096] ?? 0)).toBe(NOW + 1);
  });

  it('go out as text and come back, in the same order', () => {
    const id = fc.maxSafeInteger().map(Math.abs);
    fc.assert(
      fc.property(id, id, (one, other) => {
        expect(parseBatchId(formatBatchId(one))).toBe(one);
        expect(formatBatchId(one)).toMatch(/^b[0-9a-z]{11}$/);
        expect(formatBatchId(one) < formatBatchId(other)).toBe(one < other);
      }),
    );
  });

  it('may be read out in capitals', () => {
    expect(parseBatchId(formatBatchId(batchIdAt(NOW)).toUpperCase())).toBe(batchIdAt(NOW));
  });

  it.each([
    '',
    'b',
    'b0000000000',
    'b000000000000',
    'c00000000000',
    'b0000000000i',
    'b0000000000u',
    'bzzzzzzzzzzz',
    ' b00000000000',
  ])('are not %j', text => {
    expect(parseBatchId(text)).toBeNull();
  });
});

describe('message ids', () => {
  it('go out as text and come back', () => {
    fc.assert(
      fc.property(
        fc.maxSafeInteger().map(Math.abs),
        fc.integer({ min: 0, max: 2 ** 31 - 1 }),
        (batch, seq) => {
          expect(parseMessageId(formatMessageId({ batch, seq }))).toEqual({ batch, seq });
        },
      ),
    );
  });

  it.each([
    '',
    'b00000000000',
    'b00000000000-',
    'b00000000000-01',
    'b00000000000--1',
    'b00000000000-zzzzzz',
    'b00000000000-1-2',
    'x-1',
  ])('are not %j', text => {
    expect(parseMessageId(text)).toBeNull();
  });
});
