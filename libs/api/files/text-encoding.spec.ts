import { fixture } from './testing/fixture';
import { cellsOf, faultOf, reading, verdictsOf } from './testing/reading';

const HEADER = '手機號碼,簡訊內容,自訂序號\r\n';
const utf16be = (text: string): Buffer => Buffer.from(`\ufeff${text}`, 'utf16le').swap16();
/** `手機號碼,簡訊內容` and a row whose text is `您好` and the given bytes, in CP950. */
const big5 = (...bytes: readonly number[]): Buffer =>
  Buffer.concat([
    Buffer.from('a4e2bef7b8b9bd582cc2b2b054a4baae650d0a', 'hex'),
    Buffer.from('0912000001,'),
    Buffer.from('b17aa66e', 'hex'),
    Buffer.from(bytes),
    Buffer.from('\r\n'),
  ]);

describe('the encoding of a text file', () => {
  it.each([
    ['UTF-8', Buffer.from(`${HEADER}0912000001,您好😀,A\r\n`)],
    ['UTF-8-BOM', Buffer.from(`\ufeff${HEADER}0912000001,您好😀,A\r\n`)],
    ['UTF-16LE-BOM', Buffer.from(`\ufeff${HEADER}0912000001,您好😀,A\r\n`, 'utf16le')],
    ['UTF-16BE-BOM', utf16be(`${HEADER}0912000001,您好😀,A\r\n`)],
  ])('%s is recognised', async (name, bytes) => {
    expect((await reading('list.csv', bytes)).recognised?.container.encoding).toBe(name);
    expect(await cellsOf('list.csv', bytes)).toEqual([['0912000001', '您好😀', 'A']]);
  });

  it('CP950 is recognised, backslash bytes and rare characters of its own included', async () => {
    const read = await reading('list.csv', big5(0xa5, 0x5c, 0xf9, 0xd6));
    expect(read.recognised?.container.encoding).toBe('CP950');
    expect(read.rows[0]?.cells).toEqual(['0912000001', '您好功碁']);
  });

  it('leaves characters of an agency’s own to the row, which is returned', async () => {
    const read = await reading('list.csv', big5(0xfa, 0x40));
    expect(verdictsOf(read)).toMatchObject([{ errors: [{ code: 'E_PRIVATE_USE' }] }]);
  });

  it.each([
    ['the byte FF', big5(0xff)],
    ['the byte 80', big5(0x80)],
    ['half a character at its end', Buffer.concat([big5(), Buffer.from([0xa4])])],
    [
      'a line of UTF-8 that happens to decode as Big5',
      Buffer.concat([big5(), Buffer.from('0912000002,測試\r\n')]),
    ],
  ])('Big5 with %s is E_ENCODING', async (_name, bytes) => {
    expect(await faultOf('list.csv', bytes)).toBe('E_ENCODING');
  });

  it('GB 2312 is E_ENCODING, though all its bytes are characters in Big5 too', async () => {
    // 您的申请已经受理，请于七日内携带证件至本中心办理。
    const words =
      'c4fab5c4c9eac7ebd2d1beadcadcc0eda3acc7ebd3dac6dfc8d5c4dad0afb4f8d6a4bcfed6c1b1bed6d0d0c4b0ecc0eda1a3';
    const bytes = Buffer.concat([Buffer.from('0912000001,'), Buffer.from(words, 'hex'), Buffer.from('\n')]);
    expect(await faultOf('list.csv', bytes)).toBe('E_ENCODING');
  });

  it('names the line at which the encoding changes', async () => {
    expect((await reading('mixed_encoding.csv', fixture('mixed_encoding.csv'))).fault).toMatchObject({
      code: 'E_ENCODING',
      value: '3',
    });
  });

  it.each([
    [
      'UTF-8 with a mark and a byte of another',
      Buffer.concat([Buffer.from(`\ufeff${HEADER}0912000001,`), Buffer.from([0xb1, 0x7a])]),
    ],
    ['UTF-16 without a mark', Buffer.from(`${HEADER}0912000001,您好,A\r\n`, 'utf16le')],
    ['UTF-16 with half a pair', Buffer.from('\ufeff0912000001\ud83d\n0912000002\n', 'utf16le')],
    [
      'UTF-16 of an odd number of bytes',
      Buffer.concat([Buffer.from('\ufeff0912000001\n', 'utf16le'), Buffer.from([0x30])]),
    ],
    ['UTF-32', Buffer.from([0xff, 0xfe, 0, 0, 0x30, 0, 0, 0, 0x39, 0, 0, 0])],
  ])('%s is E_ENCODING', async (_name, bytes) => {
    expect(await faultOf('list.csv', bytes)).toBe('E_ENCODING');
  });

  it('holds across the pieces in which a large file is decoded', async () => {
    const rows = Array.from({ length: 60_000 }, (_, i) => `09${12_000_000 + i},您的申請已受理第${i}號`);
    const text = `手機號碼,簡訊內容\n${rows.join('\n')}\n`;
    for (const bytes of [Buffer.from(text), Buffer.from(`\ufeff${text}`, 'utf16le')]) {
      const { rows: read } = await reading('list.csv', bytes);
      expect(read).toHaveLength(60_000);
      expect(read.every((row, i) => row.cells[1] === `您的申請已受理第${i}號`)).toBe(true);
    }
  });
});
