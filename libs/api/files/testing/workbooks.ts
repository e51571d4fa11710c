import { CFB } from '@e965/xlsx';
import { crc32, deflateRawSync } from 'node:zlib';

/** A cell of a made workbook: text, number, formula with its stored result, or a number with a format. */
export type MadeCell =
  | string
  | number
  | { readonly formula: string; readonly result: string | number }
  | { readonly value: number; readonly format: string };

export interface MadeSheet {
  readonly name: string;
  readonly state?: 'hidden' | 'veryHidden';
  readonly rows: readonly (readonly MadeCell[])[];
}

// ------------------------------------------------------------------ zip

export interface MadePart {
  readonly name: string;
  readonly content: string | Buffer;
  /** Claimed size when unpacked, where it should lie. */
  readonly claims?: number;
}

/** A zip as Excel writes one. */
export const zipOf = (parts: readonly MadePart[]): Buffer => {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content, claims } of parts) {
    const plain = Buffer.from(content);
    const packed = deflateRawSync(plain);
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(8, 4);
    fields.writeUInt32LE(crc32(plain), 10);
    fields.writeUInt32LE(packed.length, 14);
    fields.writeUInt32LE(claims ?? plain.length, 18);
    fields.writeUInt16LE(Buffer.byteLength(name), 22);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    directory.push(Buffer.from('PK\x01\x02\x14\x00'), fields, place, Buffer.from(name));
    const file = Buffer.concat([Buffer.from('PK\x03\x04'), fields, Buffer.from(name), packed]);
    files.push(file);
    offset += file.length;
  }
  const list = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(list.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...files, list, end]);
};

// ------------------------------------------------------------------ xlsx

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const escaped = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;');
const letter = (column: number): string => String.fromCharCode(65 + column);

const cellXml = (place: string, cell: MadeCell, formats: string[]): string => {
  if (typeof cell === 'number') return `<c r="${place}"><v>${cell}</v></c>`;
  if (typeof cell === 'string') {
    return cell === ''
      ? ''
      : `<c r="${place}" t="inlineStr"><is><t xml:space="preserve">${escaped(cell)}</t></is></c>`;
  }
  if ('formula' in cell) {
    const type = typeof cell.result === 'string' ? ' t="str"' : '';
    return `<c r="${place}"${type}><f>${escaped(cell.formula)}</f><v>${cell.result}</v></c>`;
  }
  if (!formats.includes(cell.format)) formats.push(cell.format);
  return `<c r="${place}" s="${formats.indexOf(cell.format) + 1}"><v>${cell.value}</v></c>`;
};

const sheetXml = (sheet: MadeSheet, formats: string[]): string => {
  const rows = sheet.rows.map((cells, r) => {
    const inner = cells.map((cell, c) => cellXml(`${letter(c)}${r + 1}`, cell, formats)).join('');
    return inner === '' ? '' : `<row r="${r + 1}">${inner}</row>`;
  });
  return `${HEAD}<worksheet xmlns="${MAIN}"><sheetData>${rows.join('')}</sheetData></worksheet>`;
};

const stylesXml = (formats: readonly string[]): string =>
  `${HEAD}<styleSheet xmlns="${MAIN}"><numFmts count="${formats.length}">${formats
    .map((format, i) => `<numFmt numFmtId="${164 + i}" formatCode="${escaped(format)}"/>`)
    .join('')}</numFmts><cellXfs count="${formats.length + 1}"><xf numFmtId="0"/>${formats
    .map((_, i) => `<xf numFmtId="${164 + i}" applyNumberFormat="1"/>`)
    .join('')}</cellXfs></styleSheet>`;

/** The parts of an .xlsx, so that a spec can spoil one of them. */
export const xlsxParts = (sheets: readonly MadeSheet[]): MadePart[] => {
  const formats: string[] = [];
  const bodies = sheets.map(sheet => sheetXml(sheet, formats));
  const file = (i: number): string => `worksheets/sheet${i + 1}.xml`;
  const relation = (id: string, type: string, target: string): string =>
    `<Relationship Id="${id}" Type="${RELATIONS}/${type}" Target="${target}"/>`;
  const override = (part: string, type: string): string =>
    `<Override PartName="/xl/${part}" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.${type}+xml"/>`;
  return [
    {
      name: '[Content_Types].xml',
      content: `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>${override(
        'workbook.xml',
        'sheet.main',
      )}${sheets.map((_, i) => override(file(i), 'worksheet')).join('')}${override('styles.xml', 'styles')}</Types>`,
    },
    {
      name: '_rels/.rels',
      content: `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${relation('rId1', 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    },
    {
      name: 'xl/workbook.xml',
      content: `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets>${sheets
        .map(
          ({ name, state }, i) =>
            `<sheet name="${escaped(name)}" sheetId="${i + 1}"${state ? ` state="${state}"` : ''} r:id="rId${i + 1}"/>`,
        )
        .join('')}</sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      content: `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${sheets
        .map((_, i) => relation(`rId${i + 1}`, 'worksheet', file(i)))
        .join('')}${relation(`rId${sheets.length + 1}`, 'styles', 'styles.xml')}</Relationships>`,
    },
    { name: 'xl/styles.xml', content: stylesXml(formats) },
    ...bodies.map((content, i) => ({ name: `xl/${file(i)}`, content })),
  ];
};

export const xlsxOf = (...sheets: readonly MadeSheet[]): Buffer => zipOf(xlsxParts(sheets));

// ------------------------------------------------------------------ xls

const record = (type: number, body: Buffer): Buffer => {
  const head = Buffer.alloc(4);
  head.writeUInt16LE(type, 0);
  head.writeUInt16LE(body.length, 2);
  return Buffer.concat([head, body]);
};

const numbers = (...values: readonly number[]): Buffer => {
  const body = Buffer.alloc(values.length * 2);
  values.forEach((value, i) => body.writeUInt16LE(value, i * 2));
  return body;
};

const double = (value: number): Buffer => {
  const body = Buffer.alloc(8);
  body.writeDoubleLE(value);
  return body;
};

export interface MadeXls {
  readonly version: 5 | 8;
  /** Turns text into the bytes of the file's code page; BIFF8 is UTF-16. */
  readonly encode?: (text: string) => Buffer;
  readonly codePage?: number;
  readonly sheets: readonly MadeSheet[];
  /** Adds the record of a password. */
  readonly locked?: boolean;
}

/** An .xls stream of before Excel 2007, record by record. */
export const biffOf = ({
  version,
  encode = text => Buffer.from(text),
  codePage = 1200,
  sheets,
  locked,
}: MadeXls): Buffer => {
  const begin = (kind: number): Buffer =>
    version === 8
      ? record(0x0809, Buffer.concat([numbers(0x0600, kind, 0x0dbb, 0x07cc), Buffer.alloc(8)]))
      : record(0x0809, numbers(0x0500, kind, 0x0dbb, 0x07cc));
  const text = (value: string, wide: boolean): Buffer => {
    const bytes = version === 8 ? Buffer.from(value, 'utf16le') : encode(value);
    const length = version === 8 ? value.length : bytes.length;
    const head = wide ? numbers(length) : Buffer.from([length]);
    return Buffer.concat(version === 8 ? [head, Buffer.from([1]), bytes] : [head, bytes]);
  };
  const cellRecord = (row: number, column: number, cell: MadeCell): Buffer => {
    const place = numbers(row, column, 0);
    if (typeof cell === 'string') return record(0x0204, Buffer.concat([place, text(cell, true)]));
    if (typeof cell === 'number') return record(0x0203, Buffer.concat([place, double(cell)]));
    if ('value' in cell) return record(0x0203, Buffer.concat([place, double(cell.value)]));
    // 1 + 2, with the result of the made cell.
    const tokens = Buffer.from([0x1e, 1, 0, 0x1e, 2, 0, 3]);
    return record(
      0x0006,
      Buffer.concat([place, double(Number(cell.result)), numbers(0, 0, 0, tokens.length), tokens]),
    );
  };
  const end = record(0x000a, Buffer.alloc(0));
  const bodies = sheets.map(sheet =>
    Buffer.concat([
      begin(0x0010),
      ...sheet.rows.flatMap((cells, r) =>
        cells.flatMap((cell, c) => (cell === '' ? [] : [cellRecord(r, c, cell)])),
      ),
      end,
    ]),
  );
  const globals = (places: readonly number[]): Buffer =>
    Buffer.concat([
      begin(0x0005),
      ...(locked ? [record(0x002f, numbers(0, 0x1234, 0x5678))] : []),
      record(0x0042, numbers(codePage)),
      ...sheets.map(({ name, state }, i) => {
        const head = Buffer.alloc(6);
        head.writeUInt32LE(places[i] ?? 0, 0);
        head[4] = state === undefined ? 0 : state === 'hidden' ? 1 : 2;
        return record(0x0085, Buffer.concat([head, text(name, false)]));
      }),
      end,
    ]);
  let place = globals([]).length;
  const places = bodies.map(body => {
    const at = place;
    place += body.length;
    return at;
  });
  return Buffer.concat([globals(places), ...bodies]);
};

/** Puts streams into a compound file, as .xls and .doc are. */
export const compoundOf = (streams: Readonly<Record<string, Buffer>>): Buffer => {
  const file = CFB.utils.cfb_new();
  for (const [name, content] of Object.entries(streams)) CFB.utils.cfb_add(file, `/${name}`, content);
  return Buffer.from(CFB.write(file, { type: 'buffer' }));
};

export const xlsOf = (made: MadeXls): Buffer =>
  compoundOf({ [made.version === 8 ? 'Workbook' : 'Book']: biffOf(made) });
