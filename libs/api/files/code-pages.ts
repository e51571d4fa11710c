import { set_cptable } from '@e965/xlsx';

/** Code pages of old workbooks, as `TextDecoder` calls them. */
const LABELS: Readonly<Record<number, string>> = {
  874: 'windows-874',
  932: 'shift_jis',
  936: 'gbk',
  949: 'euc-kr',
  950: 'big5',
  1200: 'utf-16le',
  1201: 'utf-16be',
  1250: 'windows-1250',
  1251: 'windows-1251',
  1252: 'windows-1252',
  1253: 'windows-1253',
  1254: 'windows-1254',
  1255: 'windows-1255',
  1256: 'windows-1256',
  1257: 'windows-1257',
  1258: 'windows-1258',
  10000: 'macintosh',
  28591: 'windows-1252',
  65001: 'utf-8',
};

/** What a workbook of before Excel 97 is in when it does not say. */
export const USUAL_CODE_PAGE = 950;

const newDecoder = (page: number) => new TextDecoder(LABELS[page] ?? 'windows-1252', { ignoreBOM: true });

const decoders = new Map<number, ReturnType<typeof newDecoder>>();

const decoderOf = (page: number) => {
  const known = decoders.get(page) ?? newDecoder(page);
  decoders.set(page, known);
  return known;
};

/**
 * Gives the spreadsheet library the decoders of the platform instead of its own tables, so that a character of an
 * agency's own (造字) in an old .xls stays a private-use code point, which is refused, as it is in a Big5 text file.
 */
set_cptable({
  utils: {
    decode: (page: number, bytes: readonly number[] | Uint8Array): string =>
      decoderOf(page).decode(Uint8Array.from(bytes)),
    encode: (): never => {
      throw new Error('workbooks are only read here');
    },
  },
});
