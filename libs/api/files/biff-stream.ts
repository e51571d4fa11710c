import { CFB } from '@e965/xlsx';
import { FileFault } from './file-fault';

interface Stream {
  readonly size: number;
  readonly content: Buffer;
}

/** The part of the spreadsheet library that opens compound files; its own types say `any`. */
interface CompoundFiles {
  read(bytes: Buffer, options: { type: 'buffer' }): object;
  find(container: object, path: string): Stream | null;
}

const compoundFiles = CFB as CompoundFiles;

const BOF = 0x0809;
const END_OF_STREAM = 0x000a;
const FILE_PASS = 0x002f;
const BOUND_SHEET = 0x0085;
const BIFF5 = 0x0500;

/**
 * Walks the records of a workbook stream: each must lie inside it and the last sheet must end. The library itself
 * stops quietly where a cut-off file ends, and the rows behind the cut would be missing without a word.
 */
const versionOf = (stream: Buffer): 'BIFF5' | 'BIFF8' => {
  let depth = 0;
  let version = 0;
  const begun = new Set<number>();
  const promised: number[] = [];
  for (let at = 0; at + 4 <= stream.length;) {
    const record = stream.readUInt16LE(at);
    const end = at + 4 + stream.readUInt16LE(at + 2);
    // After the last sheet there may be padding.
    if (depth === 0 && record !== BOF) break;
    if (end > stream.length || record === FILE_PASS) throw new FileFault('E_FILE_CORRUPT');
    if (record === BOUND_SHEET) promised.push(stream.readUInt32LE(at + 4));
    if (record === BOF) {
      begun.add(at);
      depth += 1;
      version ||= stream.readUInt16LE(at + 4);
    }
    if (record === END_OF_STREAM) depth -= 1;
    at = end;
  }
  const missing = promised.some(place => !begun.has(place));
  if (version === 0 || depth !== 0 || missing) throw new FileFault('E_FILE_CORRUPT');
  return version === BIFF5 ? 'BIFF5' : 'BIFF8';
};

const open = (bytes: Buffer): object => {
  try {
    return compoundFiles.read(bytes, { type: 'buffer' });
  } catch {
    throw new FileFault('E_FILE_CORRUPT');
  }
};

const isEncrypted = (file: object): boolean => compoundFiles.find(file, '/EncryptedPackage') !== null;

/** A workbook with a password is a compound file, whatever it is called. */
export const isEncryptedWorkbook = (bytes: Buffer): boolean => isEncrypted(open(bytes));

/**
 * Looks into an .xls before it is parsed. Throws `E_FILE_CORRUPT` when it is cut off or needs a password,
 * `E_FILE_TYPE_MISMATCH` when it is another kind of compound file (an old Word document).
 */
export const checkBiff = (bytes: Buffer): 'BIFF5' | 'BIFF8' => {
  const file = open(bytes);
  if (isEncrypted(file)) throw new FileFault('E_FILE_CORRUPT');
  const book = compoundFiles.find(file, '/Workbook') ?? compoundFiles.find(file, '/Book');
  if (!book) throw new FileFault('E_FILE_TYPE_MISMATCH');
  const { content, size } = book;
  if (content.length < size) throw new FileFault('E_FILE_CORRUPT');
  return versionOf(content.subarray(0, size));
};
