import { FileFault } from './file-fault';
import { FILE_LIMITS } from './limits';
import { openText } from './open-text';
import { openXls, openXlsx, refuseCompound } from './open-workbook';
import { sniff } from './sniff';
import { FILE_FORMATS, type FileFormat, type OpenTable, type TableSource } from './table';

/** The format that a file's name promises. */
const formatOf = (fileName: string): FileFormat => {
  const extension = /\.([^.]*)$/.exec(fileName.trim())?.[1]?.toLowerCase();
  const format = FILE_FORMATS.find(known => known === extension);
  if (!format) throw new FileFault('E_FILE_FORMAT', FILE_FORMATS.join('、'));
  return format;
};

/**
 * Opens a file whose name and content agree. Throws `E_FILE_FORMAT` for a kind that is not read (zip among them),
 * `E_FILE_TYPE_MISMATCH` when the content is another kind than the name says, and the faults of its reader.
 */
export const openFile = ({ fileName, bytes: given }: TableSource): OpenTable => {
  const format = formatOf(fileName);
  const bytes = Buffer.from(given.buffer, given.byteOffset, given.byteLength);
  if (bytes.length === 0) throw new FileFault('E_FILE_EMPTY');
  if (bytes.length > FILE_LIMITS.bytes)
    throw new FileFault('E_FILE_TOO_LARGE', `${FILE_LIMITS.bytes >> 20} MB`);
  const content = sniff(bytes);
  if (content === 'text' && (format === 'txt' || format === 'csv')) return openText(format, bytes);
  if (content === 'zip' && format === 'xlsx') return openXlsx(bytes);
  if (content === 'compound' && format === 'xls') return openXls(bytes);
  if (content === 'compound' && format === 'xlsx') return refuseCompound(bytes);
  throw new FileFault('E_FILE_TYPE_MISMATCH');
};
