import fc from 'fast-check';
import carriers from '../testing/samples/carriers_886.json';
import { newPrefixTable } from './prefix-table';

const MERGERS = { TST: 'TWM', APT: 'FET' };
const donors = carriers.prefixes.map(({ prefix, donor }) => ({ prefix, donor }));

describe('the prefix table', () => {
  const table = newPrefixTable(donors, MERGERS);

  it('knows every prefix of the source, its donor and who carries it', () => {
    for (const { prefix, donor, network } of carriers.prefixes)
      if (!carriers.prefixes.some(other => other.prefix !== prefix && other.prefix.startsWith(prefix)))
        expect(table.networkOf(prefix.padEnd(10, '0'))).toEqual({ donor, network });
  });

  it.each([
    ['0900512345', 'FET', 'FET'],
    ['0900612345', 'CHT', 'CHT'],
    ['0931012345', 'FET', 'FET'],
    ['0931412345', 'TWM', 'TWM'],
    ['0973000000', 'TST', 'TWM'],
    ['0906000000', 'APT', 'FET'],
  ])('%s was given to %s and is carried by %s', (mobile, donor, network) => {
    expect(table.networkOf(mobile)).toEqual({ donor, network });
  });

  it.each(['0940000143', '0950123456', '0969123456', '0902512345'])('%s belongs to nobody', mobile => {
    expect(table.networkOf(mobile)).toBeNull();
  });

  it('lets the longest prefix win, in whatever order they come', () => {
    const prefix = fc.stringMatching(/^09\d{2,4}$/);
    const rows = fc.uniqueArray(fc.record({ prefix, donor: fc.constantFrom('A', 'B', 'C') }), {
      selector: row => row.prefix,
      maxLength: 30,
    });
    fc.assert(
      fc.property(rows, fc.stringMatching(/^09\d{8}$/), (rows, mobile) => {
        const best = rows
          .filter(row => mobile.startsWith(row.prefix))
          .sort((one, other) => other.prefix.length - one.prefix.length)[0];
        expect(newPrefixTable(rows).networkOf(mobile)?.donor).toBe(best?.donor);
      }),
    );
  });

  it.each(['0800', '09', '0912345', 'x'])('refuses the prefix %j', prefix => {
    expect(() => newPrefixTable([{ prefix, donor: 'CHT' }])).toThrow(RangeError);
  });
});
