import { paceOf, sharesOf, type PaceGiven } from './dispatch-pace';

const NOW = Date.UTC(2026, 10, 20, 6, 10);
const THIRDS = { shares: { CHT: 1 / 3, TWM: 1 / 3, FET: 1 / 3 }, errors: {} };
const ago = (seconds: number, CHT: number, TWM: number, FET: number) => ({
  at: NOW - seconds * 1000,
  handed: { CHT, TWM, FET },
});

const pace = (more: Partial<PaceGiven>) =>
  paceOf({
    nowMs: NOW,
    samples: [ago(10, 0, 0, 0)],
    handed: { CHT: 10_000, TWM: 10_000, FET: 10_000 },
    waiting: 60_000,
    known: {},
    shares: THIRDS,
    down: new Set(),
    ...more,
  });

describe('the pace of a batch', () => {
  it('follows from what was handed over in the last seconds', () => {
    expect(pace({})).toMatchObject({
      kind: 'moving',
      perSecond: 3_000,
      expectedMs: NOW + 20_000,
      standing: [],
    });
  });

  it('takes the youngest sample that is a window old, not the average since the start', () => {
    const samples = [ago(60, 0, 0, 0), ago(12, 9_880, 9_880, 9_880), ago(4, 9_960, 9_960, 9_960)];
    expect(pace({ samples })).toMatchObject({ perSecond: 30, expectedMs: NOW + 2_000_000 });
  });

  it('lets the slowest carrier decide', () => {
    const handed = { CHT: 25_000, TWM: 25_000, FET: 1_000 };
    const seen = pace({ handed, waiting: 39_000 });
    expect(seen).toMatchObject({ kind: 'moving', slowest: 'FET', perSecond: 5_100 });
    expect(seen.expectedMs).toBe(NOW + 290_000);
    expect(seen.byCarrier[0]).toEqual({ carrier: 'FET', waiting: 29_000, perSecond: 100 });
  });

  it('gives no end when one carrier stands still, however fast the others are', () => {
    const samples = [ago(20, 0, 0, 4_000), ago(10, 10_000, 10_000, 4_000)];
    const seen = pace({ samples, handed: { CHT: 20_000, TWM: 20_000, FET: 4_000 }, waiting: 46_000 });
    expect(seen).toMatchObject({ kind: 'stalled', standing: ['FET'], expectedMs: null, slowest: 'FET' });
    expect(seen.perSecond).toBe(2_000);
  });

  it('waits before it calls a gap a standstill', () => {
    const samples = [ago(12, 0, 0, 4_000)];
    const handed = { CHT: 20_000, TWM: 20_000, FET: 4_000 };
    expect(pace({ samples, handed, waiting: 46_000 })).toMatchObject({ kind: 'measuring', expectedMs: null });
  });

  it('says at once that a carrier has no bound link', () => {
    const handed = { CHT: 20_000, TWM: 20_000 };
    const seen = pace({ samples: [ago(5, 0, 0, 0)], handed, waiting: 50_000, down: new Set(['FET']) });
    expect(seen).toMatchObject({ kind: 'links-down', standing: ['FET'], expectedMs: null });
  });

  it('does not mind the links of a carrier that has nothing of the batch', () => {
    const shares = { shares: { CHT: 1 }, errors: {} };
    const seen = pace({ handed: { CHT: 100 }, waiting: 100, shares, down: new Set(['TWM', 'FET']) });
    expect(seen).toMatchObject({ kind: 'moving', expectedMs: NOW + 10_000 });
  });

  it('is silent before there is something to measure', () => {
    expect(pace({ samples: [] }).kind).toBe('measuring');
    expect(pace({ samples: [ago(1, 0, 0, 0)] })).toMatchObject({ kind: 'measuring', expectedMs: null });
  });

  it('takes the remainder of a share that was only estimated for an error', () => {
    const shares = {
      shares: { CHT: 0.34, TWM: 0.33, FET: 0.33 },
      errors: { CHT: 0.015, TWM: 0.015, FET: 0.015 },
    };
    // CHT was 330 of 1,000 in truth: it has all of its own, and the other two are not through.
    const samples = [ago(20, 33_000, 20_000, 20_000), ago(10, 33_000, 25_000, 25_000)];
    const handed = { CHT: 33_000, TWM: 30_000, FET: 30_000 };
    const seen = pace({ samples, handed, waiting: 7_000, shares });
    expect(seen).toMatchObject({ kind: 'moving', standing: [] });
    expect(seen.byCarrier.map(each => each.carrier).sort()).toEqual(['FET', 'TWM']);
  });

  it('counts what a carrier refused for now as its own', () => {
    const samples = [ago(20, 0, 0, 0), ago(10, 10_000, 10_000, 10_000)];
    const seen = pace({ samples, waiting: 500, known: { TWM: 500 } });
    expect(seen).toMatchObject({ kind: 'moving', slowest: 'TWM' });
    const still = [ago(20, 0, 10_000, 0), ago(10, 10_000, 10_000, 10_000)];
    expect(pace({ samples: still, waiting: 500, known: { TWM: 500 } })).toMatchObject({
      kind: 'stalled',
      standing: ['TWM'],
    });
  });

  it('stands when all estimates are used up, something waits and nothing moves', () => {
    const handed = { CHT: 30_000, TWM: 30_000, FET: 30_000 };
    const samples = [ago(20, 30_000, 30_000, 30_000)];
    const shares = { ...THIRDS, errors: { CHT: 0.01, TWM: 0.01, FET: 0.01 } };
    expect(pace({ handed, samples, waiting: 5, shares })).toMatchObject({
      kind: 'stalled',
      expectedMs: null,
    });
  });

  it('has no end and no standstill when nothing waits', () => {
    expect(pace({ waiting: 0 })).toMatchObject({
      kind: 'moving',
      expectedMs: null,
      standing: [],
      slowest: null,
    });
  });
});

describe('the shares of the carriers', () => {
  it('are exact when all recipients were looked at', () => {
    expect(sharesOf([{ CHT: 3, FET: 1 }], true)).toEqual({ shares: { CHT: 0.75, FET: 0.25 }, errors: {} });
  });

  it('are the surer, the more alike the windows are', () => {
    const mixed = sharesOf(
      [
        { CHT: 50, FET: 50 },
        { CHT: 52, FET: 48 },
        { CHT: 48, FET: 52 },
      ],
      false,
    );
    const sorted = sharesOf([{ CHT: 100 }, { CHT: 50, FET: 50 }, { FET: 100 }], false);
    expect(mixed?.shares).toEqual(sorted?.shares);
    expect(mixed?.errors['CHT']).toBeCloseTo(0.0115, 4);
    expect(sorted?.errors['CHT']).toBeCloseTo(0.2887, 4);
  });

  it('say nothing sure from a single window, and nothing at all from none', () => {
    expect(sharesOf([{ CHT: 10 }], false)?.errors).toEqual({ CHT: 1 });
    expect(sharesOf([{}, {}], false)).toBeNull();
  });
});
