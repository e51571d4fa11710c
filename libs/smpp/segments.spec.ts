import fc from 'fast-check';
import { submitParts, udh8 } from './segments';
import { encodeUcs2 } from './ucs2';

describe('UCS-2', () => {
  it('writes two octets a unit, the greater first', () => {
    expect(encodeUcs2('A臺').toString('hex')).toBe('004181fa');
    expect(encodeUcs2('𠮷').toString('hex')).toBe('d842dfb7');
    expect(encodeUcs2('')).toHaveLength(0);
  });

  it('is UTF-16BE for every text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), text => {
        expect(encodeUcs2(text)).toEqual(Buffer.from(text, 'utf16le').swap16());
      }),
    );
  });
});

describe('the parts of a message', () => {
  it('udh8 is a header of six octets', () => {
    expect(udh8(0xab, 3, 2).toString('hex')).toBe('050003ab0302');
  });

  it.each(['udh8', 'sar', 'payload'] as const)('a single one has no header under %s', concat => {
    expect(submitParts({ parts: ['臺'], reference: 7, concat })).toEqual([
      { esmClass: 0, dataCoding: 8, shortMessage: Buffer.from('81fa', 'hex'), tlvs: {} },
    ]);
  });

  it('udh8: 134 octets of text behind the header, UCS-2 in every part', () => {
    const parts = ['一'.repeat(67), '二'.repeat(67), '三'];
    const segments = submitParts({ parts, reference: 255, concat: 'udh8' });
    expect(segments.map(s => s.shortMessage.length)).toEqual([140, 140, 8]);
    expect(segments.map(s => [s.esmClass, s.dataCoding])).toEqual(Array(3).fill([0x40, 8]));
    expect(Buffer.from(segments[2]?.shortMessage ?? []).toString('hex')).toBe('050003ff0303' + '4e09');
  });

  it('sar: the numbers stand in TLVs', () => {
    const segments = submitParts({ parts: ['甲', '乙'], reference: 9, concat: 'sar' });
    expect(segments.map(s => s.tlvs)).toEqual([
      { sarMsgRefNum: 9, sarTotalSegments: 2, sarSegmentSeqnum: 1 },
      { sarMsgRefNum: 9, sarTotalSegments: 2, sarSegmentSeqnum: 2 },
    ]);
    expect(segments.map(s => s.esmClass)).toEqual([0, 0]);
  });

  it('payload: one PDU for the whole text', () => {
    const [only, ...more] = submitParts({ parts: ['甲', '乙'], reference: 9, concat: 'payload' });
    expect(more).toEqual([]);
    expect(only).toEqual({
      esmClass: 0,
      dataCoding: 8,
      shortMessage: Buffer.alloc(0),
      tlvs: { messagePayload: encodeUcs2('甲乙') },
    });
  });

  it.each([
    ['no parts', { parts: [], reference: 0 }],
    ['256 parts', { parts: Array<string>(256).fill('x'), reference: 0 }],
    ['71 units alone', { parts: ['x'.repeat(71)], reference: 0 }],
    ['68 units in a part', { parts: ['x'.repeat(68), 'x'], reference: 0 }],
    ['a reference of 9 bits', { parts: ['x', 'y'], reference: 256 }],
    ['a pair cut in two', { parts: ['x\ud842', '\udfb7y'], reference: 0 }],
  ])('refuses %s', (_name, given) => {
    expect(() => submitParts({ ...given, concat: 'udh8' })).toThrow(RangeError);
  });
});
