import { splitIntoSegments } from '@sms111/domain';
import fc from 'fast-check';
import type { LinkConcat } from './link';
import { DEFAULT_SETTINGS } from './link-register';
import { numberedParts } from './numbered-parts';
import { claimedPdus, segmentPdus, UNSENDABLE } from './segment-pdus';

const LONG = `測試公共服務平臺\n${'長'.repeat(150)}`;
const message = (text: string) => ({
  batch: 1_234_567,
  seq: 8,
  number: '0912345678',
  texts: splitIntoSegments(text),
});
const textOf = (bytes: Uint8Array) => Buffer.from(bytes).swap16().toString('utf16le');

describe('the submit_sm of a message', () => {
  it.each([
    ['international', '886912345678'],
    ['national', '0912345678'],
  ] as const)('addresses the recipient in %s form: %s', (destForm, address) => {
    const [pdu] = segmentPdus(message('字'), { ...DEFAULT_SETTINGS, destForm, destTon: 2, destNpi: 0 });
    expect(pdu).toMatchObject({
      destinationAddr: address,
      destAddrTon: 2,
      destAddrNpi: 0,
      sourceAddr: '111',
    });
  });

  it('says what the link is set to', () => {
    const [pdu] = segmentPdus(message('字'), {
      ...DEFAULT_SETTINGS,
      sourceTon: 6,
      sourceNpi: 0,
      dataCoding: 24,
      validitySeconds: 0,
    });
    expect(pdu).toMatchObject({ sourceAddrTon: 6, sourceAddrNpi: 0, dataCoding: 24, validityPeriod: '' });
  });

  it('under udh8 and sar has a place for each segment, with one reference', () => {
    const udh = segmentPdus(message(LONG), { ...DEFAULT_SETTINGS, concat: 'udh8' });
    expect(udh.map(pdu => [pdu.esmClass, pdu.shortMessage[4], pdu.shortMessage[5]])).toEqual([
      [0x40, 3, 1],
      [0x40, 3, 2],
      [0x40, 3, 3],
    ]);
    const sar = segmentPdus(message(LONG), { ...DEFAULT_SETTINGS, concat: 'sar' });
    expect(sar.map(pdu => [pdu.esmClass, pdu.tlvs.sarTotalSegments, pdu.tlvs.sarSegmentSeqnum])).toEqual([
      [0, 3, 1],
      [0, 3, 2],
      [0, 3, 3],
    ]);
    expect(new Set(sar.map(pdu => pdu.tlvs.sarMsgRefNum)).size).toBe(1);
    expect(udh[0]?.shortMessage[3]).toBe(sar[0]?.tlvs.sarMsgRefNum);
  });

  it('under payload is one object in all places', () => {
    const pdus = segmentPdus(message(LONG), { ...DEFAULT_SETTINGS, concat: 'payload' });
    expect(pdus).toHaveLength(3);
    expect(new Set(pdus).size).toBe(1);
    expect(textOf(pdus[0]?.tlvs.messagePayload ?? Buffer.alloc(0))).toBe(LONG);
  });

  it('numbered, says which of how many it is, and nothing of the text is lost', () => {
    const pdus = segmentPdus(message(LONG), { ...DEFAULT_SETTINGS, concat: 'numbered' });
    const texts = pdus.map(pdu => textOf(pdu.shortMessage));
    expect(texts.map(text => text.slice(-5))).toEqual(['(1/3)', '(2/3)', '(3/3)']);
    expect(texts.map(text => text.slice(0, -5)).join('')).toBe(LONG);
    expect(pdus.every(pdu => pdu.esmClass === 0 && pdu.shortMessage.length <= 140)).toBe(true);
  });

  it('numbered, refuses a text that would need more parts than were reserved', () => {
    const longest = '字'.repeat(333);
    expect(message(longest).texts).toHaveLength(5);
    const pdus = segmentPdus(message(longest), { ...DEFAULT_SETTINGS, concat: 'numbered' });
    expect(pdus).toEqual(Array.from({ length: 5 }, () => UNSENDABLE));
  });

  describe('that was begun by an earlier attempt', () => {
    const rest = (begunBy: LinkConcat | undefined, concat: LinkConcat) =>
      claimedPdus({ message: message(LONG), acceptedParts: 0b001, begunBy }, { ...DEFAULT_SETTINGS, concat });
    const all = (concat: LinkConcat) => segmentPdus(message(LONG), { ...DEFAULT_SETTINGS, concat });

    it.each(['udh8', 'sar', 'numbered'] as const)('by %s goes on so on every link', begunBy => {
      for (const concat of ['udh8', 'sar', 'payload', 'numbered'] as const) {
        expect(rest(begunBy, concat)).toEqual(all(begunBy));
      }
    });

    it.each(['payload', undefined] as const)('by %s has no rest that could be sent', begunBy => {
      expect(rest(begunBy, 'udh8')).toEqual([UNSENDABLE, UNSENDABLE, UNSENDABLE]);
    });

    it('in vain goes as its link is set', () => {
      const settings = { ...DEFAULT_SETTINGS, concat: 'payload' } as const;
      expect(claimedPdus({ message: message(LONG), acceptedParts: 0 }, settings)).toEqual(all('payload'));
    });
  });

  it('numbered, cuts no character in two', () => {
    const half = /^[\udc00-\udfff]|[\ud800-\udbff]$/;
    fc.assert(
      fc.property(fc.array(fc.constantFrom('字', '𠮷', 'a'), { minLength: 71, maxLength: 300 }), chars => {
        const text = chars.join('');
        const parts = numberedParts(text, splitIntoSegments(text).length);
        if (!parts) return;
        const bare = parts.map((part, i) => part.slice(0, -`(${i + 1}/${parts.length})`.length));
        expect(bare.join('')).toBe(text);
        for (const [i, part] of parts.entries()) {
          expect(part.length).toBeLessThanOrEqual(70);
          expect(bare[i]).not.toMatch(half);
        }
      }),
    );
  });
});
