import { BLOCK_NUMBERS, mobileAt, placeOf } from '@sms111/domain';
import { unpackBlock, unpackChanges } from '../ported/packing';
import { PortedFile, type PackedBase, type PortedFileSettings } from './ported-file';

const at = (iso: string): number => Date.parse(iso) / 1000;
const CUT = at('2026-11-20T06:00:00Z');
const TARGETS = [undefined, { network: null, networkCode: null }, { network: 'FET', networkCode: null }];
const settings = (more: Partial<PortedFileSettings> = {}): PortedFileSettings => ({
  kind: 'snapshot',
  cut: CUT,
  networks: ['CHT', 'TWM', 'FET', 'TST', 'APT'],
  targets: TARGETS,
  pending: [],
  ...more,
});
const HEAD = 'msisdn,donor,recipient,network_code,effective_at\n';
const MARCH = '2026-03-15T02:00:00+08:00';

const reading = (text: string, more: Partial<PortedFileSettings> = {}, size = 7) => {
  const file = new PortedFile(settings(more));
  const bytes = Buffer.from(text);
  for (let from = 0; from < bytes.length; from += size) file.push(bytes.subarray(from, from + size));
  return { file, reading: file.end() };
};

/** Who serves a number after the file, by the byte's meaning. */
const serves = (file: PortedFile, mobile: string, base: PackedBase | null = null) => {
  const place = placeOf(mobile);
  const built = file.build(Math.floor(place / BLOCK_NUMBERS), base);
  const block = unpackBlock(built.targets, built.since);
  const target = block.targets[place % BLOCK_NUMBERS] ?? 0;
  const meanings = [...TARGETS, ...file.finish().targets];
  return { target: target === 0 ? null : meanings[target], since: block.since[place % BLOCK_NUMBERS], built };
};

describe('a file of ported numbers', () => {
  it.each([1, 7, 64, 100_000])('is read in pieces of %i bytes', size => {
    const text = `\ufeff${HEAD.trimEnd()}\r\n"0912000003","CHT","TWM","1,97",${MARCH}\r\n\r\n 0933000008 ,CHT,FET,,${MARCH}`;
    const { file, reading: found } = reading(text, {}, size);
    expect(found).toEqual({ rows: 2, faultCount: 0, faults: [], blocks: [120, 330] });
    expect(serves(file, '0912000003')).toMatchObject({
      target: { network: 'TWM', networkCode: '1,97' },
      since: at(MARCH),
    });
    expect(serves(file, '0933000008').target).toEqual({ network: 'FET', networkCode: null });
    expect(serves(file, '0933000009').target).toBeNull();
  });

  it('knows its columns by their names in any order, those it does not know left out', () => {
    const text = `effectiveAt,note,Recipient,DONOR,門號\n${MARCH},x,TWM,CHT,0912000003\n`;
    expect(serves(reading(text).file, '0912000003').target).toMatchObject({
      network: 'TWM',
      networkCode: null,
    });
  });

  it('lets the latest change before the cut stand: second port, return, and what is to come', () => {
    const rows = [
      ['0912000001', 'CHT', 'TWM', '2026-01-01T00:00:00Z'],
      ['0912000001', 'TWM', 'FET', '2026-05-01T00:00:00Z'],
      ['0912000002', 'TWM', '', '2026-06-01T00:00:00Z'],
      ['0912000002', 'CHT', 'TWM', '2026-02-01T00:00:00Z'],
      ['0912000003', 'CHT', 'FET', '2026-12-01T00:00:00Z'],
      ['0912000003', 'FET', 'null', '2026-12-24T00:00:00Z'],
    ];
    const text =
      HEAD +
      rows.map(([number, donor, recipient, when]) => `${number},${donor},${recipient},,${when}`).join('\n');
    const { file } = reading(text);
    const { built } = serves(file, '0912000001');
    const block = unpackBlock(built.targets, built.since);
    expect([...block.targets.subarray(20_00000 % BLOCK_NUMBERS, 4)]).toEqual([0, 2, 1, 0]);
    expect(built.ported).toBe(1);
    expect(unpackChanges(built.history ?? Buffer.alloc(0))).toHaveLength(6);
    const [chunk] = new PortedFile(settings()).finish().pending;
    expect(chunk).toBeUndefined();
    const later = file.finish().pending.flatMap(({ packed }) => unpackChanges(packed));
    expect(later.map(change => [mobileAt(change.place), change.target])).toEqual([
      ['0912000003', 2],
      ['0912000003', 1],
    ]);
  });

  it('changes what stood and leaves the rest, an older change than what stands apart', () => {
    const first = reading(
      `${HEAD}0912000001,CHT,TWM,,2026-05-01T00:00:00Z\n0912000002,CHT,FET,,2026-05-01T00:00:00Z\n`,
    );
    const base = first.file.build(120, null);
    const targets = [...TARGETS, ...first.file.finish().targets];
    const { file } = reading(
      `${HEAD}0912000001,CHT,FET,,2026-04-01T00:00:00Z\n0912000002,FET,TWM,,2026-06-01T00:00:00Z\n0912000003,CHT,TWM,,2026-06-01T00:00:00Z\n`,
      { kind: 'changes', targets },
    );
    const after = file.build(120, base);
    expect([...unpackBlock(after.targets, after.since).targets.subarray(0, 5)]).toEqual([0, 3, 3, 3, 0]);
  });

  it('carries on what waited: due by now it stands, else it waits on, unless the file says otherwise', () => {
    const first = reading(
      `${HEAD}0912000001,CHT,TWM,,2026-11-21T00:00:00Z\n0912000002,CHT,TWM,,2026-12-01T00:00:00Z\n0912000003,CHT,TWM,,2026-12-01T00:00:00Z\n`,
    );
    const base = first.file.build(120, null);
    const end = first.file.finish();
    const { file } = reading(`${HEAD}0912000003,CHT,FET,,2026-12-01T00:00:00Z\n`, {
      kind: 'changes',
      cut: at('2026-11-22T00:00:00Z'),
      targets: [...TARGETS, ...end.targets],
      pending: end.pending.map(({ packed }) => packed),
    });
    const after = file.build(120, base);
    expect([...unpackBlock(after.targets, after.since).targets.subarray(0, 4)]).toEqual([0, 3, 0, 0]);
    expect(unpackChanges(after.history ?? Buffer.alloc(0))).toHaveLength(1);
    const later = file.finish().pending.flatMap(({ packed }) => unpackChanges(packed));
    expect(later.map(change => [change.place % 10, change.target])).toEqual([
      [2, 3],
      [3, 2],
    ]);
  });

  it('names every fault with its line', () => {
    const good = `0912000001,CHT,TWM,97,${MARCH}`;
    const text = [
      HEAD.trimEnd(),
      good,
      `02-12345678,CHT,TWM,97,${MARCH}`,
      `0912000002,XYZ,TWM,97,${MARCH}`,
      `0912000002,CHT,XYZ,97,${MARCH}`,
      `0912000002,CHT,TWM,${'9'.repeat(21)},${MARCH}`,
      '0912000002,CHT,TWM,97,2026-03-15',
      '0912000002,CHT,TWM,97',
      '',
      `0912000001,CHT,FET,97,${MARCH}`,
      good,
    ].join('\n');
    const { reading: found } = reading(text);
    expect(found.blocks).toEqual([]);
    expect(found.faultCount).toBe(7);
    expect(found.faults).toEqual([
      { line: 3, code: 'number' },
      { line: 4, code: 'donor' },
      { line: 5, code: 'recipient' },
      { line: 6, code: 'network-code' },
      { line: 7, code: 'effective-at' },
      { line: 8, code: 'columns' },
      { line: 10, code: 'conflict' },
    ]);
  });

  it.each([
    ['', [{ line: 0, code: 'empty' }]],
    [HEAD, [{ line: 0, code: 'empty' }]],
    [`msisdn,donor,recipient\n0912000001,CHT,TWM\n`, [{ line: 1, code: 'header' }]],
    ['x'.repeat(5_000), [{ line: 1, code: 'line-length' }]],
  ])('is returned whole: %#', (text, faults) => {
    expect(reading(text).reading.faults).toEqual(faults);
  });

  it('keeps the first 200 faults and counts the rest', () => {
    const { reading: found } = reading(HEAD + 'x,CHT,TWM,,\n'.repeat(1_000), {}, 64);
    expect(found.faultCount).toBe(1_000);
    expect(found.faults).toHaveLength(200);
  });

  it('refuses more meanings than a byte has', () => {
    const rows = Array.from({ length: 300 }, (_, i) => `${mobileAt(12_000_000 + i)},CHT,TWM,${i},${MARCH}`);
    const { reading: found } = reading(HEAD + rows.join('\n'), {}, 1_000);
    expect(found.faults[0]).toEqual({ line: 2 + 253, code: 'too-many-codes' });
  });
});
