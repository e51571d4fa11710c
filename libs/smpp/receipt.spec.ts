import fc from 'fast-check';
import { normaliseMessageId } from './message-id';
import type { DataSm, DeliverSm } from './pdu';
import { parseReceipt } from './receipt';
import { readReceiptText } from './receipt-text';
import { receiptTime } from './receipt-time';
import { submitSm } from './submit-sm';
import type { Tlvs } from './tlv';
import { encodeUcs2 } from './ucs2';

const deliver = (text: string | Buffer, fields: Partial<DeliverSm> = {}): DeliverSm => ({
  ...submitSm({ destinationAddr: '111', shortMessage: Buffer.from(text), esmClass: 0x04 }),
  command: 'deliver_sm',
  sequence: 1,
  ...fields,
});

const PLAIN =
  'id:0123456789 sub:001 dlvrd:001 submit date:2611150930 done date:2611150931 stat:DELIVRD err:000 text:身分';

describe('a receipt as text', () => {
  it('is read as Appendix B has it', () => {
    expect(parseReceipt(deliver(PLAIN))).toEqual({
      messageId: '0123456789',
      idFrom: 'text',
      stat: 'DELIVRD',
      err: '000',
      submitDate: '2611150930',
      doneDate: '2611150931',
      reference: null,
      isIntermediate: false,
    });
  });

  it.each<[string, string, object]>([
    ['without text', PLAIN.slice(0, PLAIN.indexOf(' text')), { id: '0123456789', err: '000' }],
    ['small letters', PLAIN.toLowerCase(), { stat: 'DELIVRD', doneDate: '2611150931' }],
    ['capitals', PLAIN.toUpperCase(), { id: '0123456789', submitDate: '2611150930', err: '000' }],
    ['seconds', PLAIN.replace('2611150931', '261115093105'), { doneDate: '261115093105' }],
    ['underscores', PLAIN.replaceAll(' date', '_date'), { submitDate: '2611150930' }],
    ['dates in one word', PLAIN.replaceAll(' date', 'Date'), { doneDate: '2611150931' }],
    [
      'blanks after the colon',
      PLAIN.replaceAll(':', ': '),
      { id: '0123456789', stat: 'DELIVRD', err: '000' },
    ],
    ['blanks before the colon', PLAIN.replaceAll(':', ' :'), { id: '0123456789', stat: 'DELIVRD' }],
    ['two blanks', PLAIN.replaceAll(' ', '  ').replaceAll('  date', ' date'), { stat: 'DELIVRD' }],
    [
      'only id and stat',
      'id:7 stat:EXPIRED',
      { id: '7', stat: 'EXPIRED', err: '', doneDate: '', submitDate: '' },
    ],
    [
      'another order',
      'stat:UNDELIV err:1a id:ff-01 done date:2611150931',
      { id: 'ff-01', stat: 'UNDELIV', err: '1a' },
    ],
    ['an empty err', 'id:7 stat:REJECTD err: text:err:9', { stat: 'REJECTD', err: '' }],
    ['an empty id', 'id: sub:001 stat:DELIVRD', { id: '', stat: 'DELIVRD' }],
    ['a date that is none', 'id:7 done date:now stat:DELIVRD', { doneDate: '', stat: 'DELIVRD' }],
    ['an id twice', 'id:7 id:8 stat:DELIVRD', { id: '7' }],
    ['keys inside the text', 'id:7 stat:EXPIRED text:id:8 stat:DELIVRD', { id: '7', stat: 'EXPIRED' }],
    ['words that only contain keys', 'grid:5 id:7 substat:X stat:DELIVRD', { id: '7', stat: 'DELIVRD' }],
    ['nothing', '', { id: '', stat: '' }],
    ['something else', '您好 abc', { id: '', stat: '' }],
  ])('with %s', (_name, text, expected) => {
    expect(readReceiptText(Buffer.from(text).toString('latin1'))).toMatchObject(expected);
  });

  it.each([
    ['UNDELIVERABLE', 'UNDELIV'],
    ['Delivered', 'DELIVRD'],
    ['REJECTED', 'REJECTD'],
    ['ACCEPTED', 'ACCEPTD'],
    ['SYNTAXE', 'SYNTAXE'],
  ])('%s is %s', (word, stat) => {
    expect(parseReceipt(deliver(PLAIN.replace('DELIVRD', word)))).toMatchObject({ stat });
  });

  it('stands in message_payload, behind a header, or in UCS-2 as well', () => {
    const expected = { messageId: '0123456789', stat: 'DELIVRD', err: '000' };
    const payload = { messagePayload: Buffer.from(PLAIN) };
    expect(parseReceipt(deliver('', { tlvs: payload }))).toMatchObject(expected);
    const data: DataSm = { ...deliver(''), command: 'data_sm', tlvs: payload };
    expect(parseReceipt(data)).toMatchObject(expected);
    const header = Buffer.concat([Buffer.from([5, 0, 3, 1, 1, 1]), Buffer.from(PLAIN)]);
    expect(parseReceipt(deliver(header, { esmClass: 0x44 }))).toMatchObject(expected);
    expect(parseReceipt(deliver(Buffer.from([200]), { esmClass: 0x44 }))).toMatchObject({ messageId: '' });
    expect(parseReceipt(deliver(encodeUcs2(PLAIN), { dataCoding: 8 }))).toMatchObject(expected);
  });

  it('is never taken from a handset, which can type anything', () => {
    expect(parseReceipt(deliver(PLAIN, { esmClass: 0 }))).toBeNull();
    expect(parseReceipt(deliver(PLAIN, { esmClass: 0x40 }))).toBeNull();
    expect(parseReceipt(deliver(PLAIN, { esmClass: 0x08 }))).toBeNull();
  });

  it('may be intermediate', () => {
    expect(parseReceipt(deliver('id:7 stat:ENROUTE', { esmClass: 0x20 }))).toMatchObject({
      stat: 'ENROUTE',
      isIntermediate: true,
    });
  });

  it('is read in any order, case and spacing that a vendor may like, and nothing behind text: counts', () => {
    const blank = fc.constantFrom(' ', '  ', '\n', '\t', ' \r\n');
    const colon = fc.constantFrom(':', ': ', ' :');
    const spelling = fc.constantFrom(
      (word: string) => word,
      (word: string) => word.toUpperCase(),
      (word: string) => word.replace(' ', '_'),
      (word: string) => word.replace(' ', ''),
    );
    const value = {
      id: fc.stringMatching(/^[0-9A-Fa-f-]{1,24}$/),
      stat: fc.constantFrom('DELIVRD', 'UNDELIV', 'EXPIRED', 'REJECTD', 'UNKNOWN', 'SYNTAXE', 'MOBERROR'),
      err: fc.stringMatching(/^[0-9A-Z]{1,4}$/),
      'done date': fc.stringMatching(/^26[01][0-9]{7}$/),
      'submit date': fc.stringMatching(/^26[01][0-9]{9}$/),
      sub: fc.constantFrom('001', '1'),
      dlvrd: fc.constantFrom('000', '001'),
    };
    const keys = fc.shuffledSubarray(Object.keys(value) as (keyof typeof value)[]);
    const texts = fc.constantFrom('', ' text:', ' text:id:9 stat:DELIVRD err:111', ' Text: submit date:1');
    fc.assert(
      fc.property(
        keys,
        fc.record(value),
        blank,
        colon,
        spelling,
        texts,
        (order, values, gap, sign, spelt, tail) => {
          const words = order.map(key => `${spelt(key)}${sign}${values[key]}`);
          const read = readReceiptText(`${words.join(gap)}${words.length > 0 ? tail : ''}`);
          const expected = (key: keyof typeof value) => (order.includes(key) ? values[key] : '');
          expect(read).toEqual({
            ...{ id: expected('id'), stat: expected('stat'), err: expected('err') },
            ...{ submitDate: expected('submit date'), doneDate: expected('done date') },
          });
        },
      ),
      { numRuns: 1_000 },
    );
  });

  it('reads any text, in time that does not explode', () => {
    const piece = fc.constantFrom(
      'id:',
      ' ',
      'stat:',
      'submit date',
      ':',
      'err',
      '\0',
      'text',
      'done_date:',
      '9',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 300 }), pieces => {
        const read = readReceiptText(pieces.join(''));
        expect(read.submitDate).toMatch(/^\d*$/);
      }),
    );
    expect(readReceiptText('id:'.repeat(20_000)).id).toBe('id:'.repeat(20_000).slice(3));
    expect(readReceiptText('id'.padEnd(60_000)).id).toBe('');
  });
});

describe('a receipt as TLVs', () => {
  const tlvs: Tlvs = {
    receiptedMessageId: '1F',
    messageState: 5,
    networkErrorCode: Buffer.from([3, 1, 4]),
    userMessageReference: 513,
  };

  it('needs no text', () => {
    expect(parseReceipt(deliver('', { tlvs }))).toEqual({
      messageId: '1F',
      idFrom: 'tlv',
      stat: 'UNDELIV',
      err: '260',
      submitDate: '',
      doneDate: '',
      reference: 513,
      isIntermediate: false,
    });
  });

  it('wins over the text, which fills in what it lacks', () => {
    expect(parseReceipt(deliver(PLAIN, { tlvs }))).toMatchObject({
      messageId: '1F',
      idFrom: 'tlv',
      stat: 'UNDELIV',
      err: '000',
      doneDate: '2611150931',
    });
  });

  it('with an empty id parameter has its id from the text', () => {
    expect(parseReceipt(deliver(PLAIN, { tlvs: { receiptedMessageId: '', messageState: 2 } }))).toMatchObject(
      {
        ...{ messageId: '0123456789', idFrom: 'text', stat: 'DELIVRD' },
      },
    );
  });

  it('is one by its id alone, whatever esm_class says', () => {
    expect(parseReceipt(deliver('', { esmClass: 0, tlvs }))).toMatchObject({ messageId: '1F' });
  });

  it.each(['', 'ENROUTE', 'DELIVRD', 'EXPIRED', 'DELETED', 'UNDELIV', 'ACCEPTD', 'UNKNOWN', 'REJECTD', ''])(
    'names message_state (%s)',
    stat => {
      const states = [
        '',
        'ENROUTE',
        'DELIVRD',
        'EXPIRED',
        'DELETED',
        'UNDELIV',
        'ACCEPTD',
        'UNKNOWN',
        'REJECTD',
      ];
      const messageState = stat === '' ? 9 : states.indexOf(stat);
      expect(parseReceipt(deliver('', { tlvs: { receiptedMessageId: '1', messageState } }))).toMatchObject({
        stat,
      });
    },
  );
});

describe('a message id', () => {
  it.each<[string, Parameters<typeof normaliseMessageId>[1], string]>([
    ['00001A2B', 'hex', '6699'],
    ['1a2b', 'hex', '6699'],
    ['0x1A2B', 'hex', '6699'],
    ['0000006699', 'decimal', '6699'],
    ['6699', 'decimal', '6699'],
    ['ffffffffffffffff', 'hex', '18446744073709551615'],
    ['18446744073709551615', 'decimal', '18446744073709551615'],
    ['1fffffffffffff', 'hex', '9007199254740991'],
    ['0', 'hex', '0'],
    ['000', 'decimal', '0'],
    ['000', 'as-is', '0'],
    ['00A-17', 'as-is', 'A-17'],
    ['xyz', 'hex', 'xyz'],
    ['', 'hex', ''],
    ['', 'as-is', ''],
  ])('%s as %s is %s', (id, form, expected) => {
    expect(normaliseMessageId(id, form)).toBe(expected);
  });

  it('is equal in a response in hex and a receipt in decimal, for every number', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 2n ** 80n }), fc.nat(6), (number, zeros) => {
        const hex = '0'.repeat(zeros) + number.toString(16).toUpperCase();
        expect(normaliseMessageId(hex, 'hex')).toBe(
          normaliseMessageId(number.toString().padStart(10, '0'), 'decimal'),
        );
      }),
    );
  });
});

describe('the time of a receipt', () => {
  const iso = (digits: string, offset?: number) => {
    const time = receiptTime(digits, offset);
    return time === null ? null : new Date(time).toISOString();
  };

  it.each([
    ['2611150931', '2026-11-15T01:31:00.000Z'],
    ['261115093105', '2026-11-15T01:31:05.000Z'],
    ['202611150931', '2026-11-15T01:31:00.000Z'],
    ['20261115093105', '2026-11-15T01:31:05.000Z'],
    ['2611150000', '2026-11-14T16:00:00.000Z'],
    ['2802290000', '2028-02-28T16:00:00.000Z'],
  ])('%s is %s in Taipei', (digits, expected) => {
    expect(iso(digits)).toBe(expected);
  });

  it('follows another offset', () => {
    expect(iso('2611150931', 0)).toBe('2026-11-15T09:31:00.000Z');
    expect(iso('2611150931', -330)).toBe('2026-11-15T15:01:00.000Z');
  });

  it.each([
    '',
    '26111509',
    '2613150931',
    '2602300000',
    '2611152400',
    '2611150960',
    '261115093160',
    '26111509ab',
    '26-11-15 09',
  ])('%s is no time', digits => {
    expect(receiptTime(digits)).toBeNull();
  });
});
