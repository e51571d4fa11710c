import { mobileAt } from '@sms111/domain';
import fc from 'fast-check';
import { KnownWords, momentIn, placeIn } from './cells';

const cell = (text: string): [Uint8Array, { from: number; to: number }] => {
  const bytes = Buffer.from(`,${text},`);
  return [bytes, { from: 1, to: bytes.length - 1 }];
};

describe('a number in a cell', () => {
  it('is read in its national and its international form', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 99_999_999 }), place => {
        const mobile = mobileAt(place);
        for (const form of [mobile, `886${mobile.slice(1)}`, `+886${mobile.slice(1)}`])
          expect(placeIn(...cell(form))).toBe(place);
      }),
    );
  });

  it.each([
    '',
    '091234567',
    '09123456789',
    '0212345678',
    '+0912345678',
    '88691234567',
    '0912-345678',
    '０９12345678',
  ])('is none: %j', text => {
    expect(placeIn(...cell(text))).toBe(-1);
  });
});

describe('a moment in a cell', () => {
  it('is what Date makes of it', () => {
    const at = fc.date({
      min: new Date('1970-01-02T00:00:00Z'),
      max: new Date('2106-01-01T00:00:00Z'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(at, fc.integer({ min: -12 * 4, max: 14 * 4 }), (moment, quarters) => {
        const local = new Date(moment.getTime() + quarters * 900_000).toISOString();
        if (local.startsWith('1969') || local.startsWith('+')) return;
        const [hours, minutes] = [Math.floor(Math.abs(quarters) / 4), (Math.abs(quarters) % 4) * 15];
        const zone = `${quarters < 0 ? '-' : '+'}${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`;
        expect(momentIn(...cell(local.replace('Z', zone)))).toBe(Math.floor(moment.getTime() / 1000));
      }),
    );
  });

  it.each([
    ['2026-03-15T02:00+08:00', '2026-03-14T18:00:00Z'],
    ['2026-03-15 02:00:00+0800', '2026-03-14T18:00:00Z'],
    ['2024-02-29T00:00:00Z', '2024-02-29T00:00:00Z'],
  ])('may be written %s', (text, instant) => {
    expect(momentIn(...cell(text))).toBe(Date.parse(instant) / 1000);
  });

  it.each([
    '',
    '2026-03-15',
    '2026-03-15T02:00:00',
    '2026-02-29T00:00:00Z',
    '2026-13-01T00:00:00Z',
    '2026-03-15T24:00:00Z',
    '2026-03-15T02:00:00+99:00',
    '115-03-15T02:00:00+08:00',
    '2026/03/15T02:00:00Z',
    '2026-03-15T02:00:00Zulu',
  ])('is none: %j', text => {
    expect(momentIn(...cell(text))).toBe(-1);
  });
});

describe('known words', () => {
  it('mean what their text means, short or long, and none is taken for another', () => {
    const asked: string[] = [];
    const words = new KnownWords(word => {
      asked.push(word);
      return word;
    });
    const all = ['', 'A', 'AB', '\0A', 'CHT', 'ABCDEF', 'ABCDEFG', '網', '網路碼一二三'];
    for (const word of [...all, ...all]) expect(words.at(...cell(word))).toBe(word);
    expect(asked).toEqual(all);
  });
});
