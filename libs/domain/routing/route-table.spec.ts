import fc from 'fast-check';
import { BLOCK_NUMBERS, BLOCKS, blockOf, mobileAt, placeOf } from './number-place';
import { enterChange, newPortedBlock } from './ported-block';
import { newPrefixTable } from './prefix-table';
import { RouteTable, type PortedNumbers, type PortedTarget } from './route-table';

const MERGERS = { TST: 'TWM', APT: 'FET' };
const PREFIXES = newPrefixTable(
  [
    { prefix: '0912', donor: 'CHT' },
    { prefix: '0973', donor: 'TST' },
  ],
  MERGERS,
);
const GIVEN_BACK: PortedTarget = { network: null, networkCode: null };
const TARGETS = [
  undefined,
  GIVEN_BACK,
  { network: 'FET', networkCode: '1401' },
  { network: 'TST', networkCode: null },
];

const numbersOf = (ported: Readonly<Record<string, number>>): PortedNumbers => {
  const blocks: (Uint8Array | undefined)[] = [];
  for (const [mobile, target] of Object.entries(ported)) {
    const place = placeOf(mobile);
    (blocks[blockOf(place)] ??= new Uint8Array(BLOCK_NUMBERS))[place % BLOCK_NUMBERS] = target;
  }
  return { snapshot: 7, blocks, targets: TARGETS };
};

const tableOf = (ported: Readonly<Record<string, number>> = {}, fallback: string | null = 'CHT') =>
  new RouteTable({ prefixes: PREFIXES, mergers: MERGERS, fallback }, numbersOf(ported));

describe('the place of a number', () => {
  it('is its last eight digits, and leads back to it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: BLOCKS * BLOCK_NUMBERS - 1 }), place => {
        expect(placeOf(mobileAt(place))).toBe(place);
      }),
    );
  });

  it.each(['', '0912', '091234567', '09123456789', '0212345678', '09123x5678', '+886912345'])(
    'is none for %j',
    text => {
      expect(placeOf(text)).toBe(-1);
    },
  );
});

describe('the order of resolution', () => {
  const FREE = { donor: 'CHT', networkCode: null, snapshot: 7 };

  it('goes by prefix where nothing else is known, mergers applied', () => {
    expect(tableOf().resolve('0912000001')).toEqual({ ...FREE, network: 'CHT', method: 'prefix' });
    expect(tableOf().resolve('0973000001')).toEqual({
      ...FREE,
      network: 'TWM',
      donor: 'TST',
      method: 'prefix',
    });
  });

  it('sends what nobody owns to the default network, or lets it wait', () => {
    expect(tableOf().resolve('0940000000')).toMatchObject({ network: 'CHT', donor: null, method: 'default' });
    expect(tableOf({}, null).resolve('0940000000')).toBeNull();
    expect(tableOf({}, null).resolve('nonsense')).toBeNull();
  });

  it('lets a ported number win over its prefix, also in a block that nobody owns, and names its code', () => {
    const table = tableOf({ '0912000001': 2, '0940000000': 2, '0912000002': 3, '0999999999': 2 });
    const ported = { network: 'FET', method: 'ported', networkCode: '1401', snapshot: 7 };
    expect(table.resolve('0912000001')).toEqual({ ...ported, donor: 'CHT' });
    expect(table.resolve('0940000000')).toEqual({ ...ported, donor: null });
    expect(table.resolve('0999999999')).toEqual({ ...ported, donor: null });
    expect(table.resolve('0912000002')).toMatchObject({ network: 'TWM', method: 'ported' });
  });

  it('goes by prefix again when a number was given back', () => {
    expect(tableOf({ '0912000001': 1 }).resolve('0912000001')).toMatchObject({
      network: 'CHT',
      method: 'prefix',
    });
  });

  it('asks an earlier answer before the prefix and after the ported numbers', () => {
    const table = tableOf({ '0912000001': 2, '0912000002': 1 });
    for (const mobile of ['0912000001', '0912000002', '0912000003'])
      table.learn(mobile, { network: 'TWM', networkCode: '97' });
    expect(table.resolve('0912000001')?.method).toBe('ported');
    expect(table.resolve('0912000002')).toMatchObject({
      network: 'TWM',
      method: 'cache',
      networkCode: '97',
      donor: 'CHT',
    });
    expect(table.resolve('0912000003')?.method).toBe('cache');
    table.learn('0912000003', null);
    expect(table.resolve('0912000003')?.method).toBe('prefix');
  });

  it('lets an override win over everything until it is taken away', () => {
    const table = tableOf({ '0912000001': 2 });
    table.override('0912000001', 'TWM');
    expect(table.resolve('0912000001')).toEqual({
      network: 'TWM',
      donor: 'CHT',
      method: 'override',
      networkCode: null,
      snapshot: null,
    });
    table.override('0912000001', null);
    expect(table.resolve('0912000001')?.method).toBe('ported');
  });

  it('answers with the same frozen object each time', () => {
    const table = tableOf({ '0912000001': 2, '0912000002': 2 });
    expect(table.resolve('0912000001')).toBe(table.resolve('0912000002'));
    expect(Object.isFrozen(table.resolve('0912000001'))).toBe(true);
    expect(table.resolve('0940000000')).toBe(table.resolve('0950000000'));
  });

  it('knows what each step says, the first of them being the answer', () => {
    const table = tableOf({ '0973000001': 2 });
    table.override('0973000001', 'CHT');
    table.learn('0973000001', { network: 'CHT', networkCode: null });
    expect(table.all('0973000001').map(({ method, network }) => `${method} ${network}`)).toEqual([
      'override CHT',
      'ported FET',
      'cache CHT',
      'prefix TWM',
      'default CHT',
    ]);
    for (const mobile of ['0973000001', '0912000009', '0940000000'])
      expect(table.all(mobile)[0]).toEqual(table.resolve(mobile));
  });
});

describe('changes of one number', () => {
  it('leave the latest standing, in whatever order they come', () => {
    const change = fc.record({
      target: fc.integer({ min: 1, max: 255 }),
      at: fc.integer({ min: 1, max: 4_294_967_295 }),
    });
    const changes = fc.uniqueArray(change, { selector: each => each.at, minLength: 1 });
    fc.assert(
      fc.property(changes, given => {
        const block = newPortedBlock();
        for (const { target, at } of given) enterChange(block, 5, target, at);
        const latest = given.toSorted((one, other) => other.at - one.at)[0];
        expect([block.targets[5], block.since[5]]).toEqual([latest?.target, latest?.at]);
      }),
      { numRuns: 30 },
    );
  });
});
