import { CFB } from '@e965/xlsx';
import { FileFault } from './file-fault';
import { FILE_LIMITS } from './limits';
import { unpackPart, zipEntries, type ZipEntry } from './zip-parts';

/** The part of the spreadsheet library that packs and unpacks containers; its own types say `any`. */
interface Containers {
  utils: {
    cfb_new(): object;
    cfb_add(container: object, name: string, content: Uint8Array): unknown;
  };
  write(container: object, options: { fileType: 'zip'; type: 'buffer' }): Buffer;
}

const containers = CFB as Containers;

const WORKBOOK = 'xl/workbook.xml';
const CONTENT_TYPES = '[Content_Types].xml';
const XML = /\.(xml|rels)$/i;
const DTD = ['<!DOCTYPE', '<!ENTITY'].flatMap(text => [Buffer.from(text), Buffer.from(text, 'utf16le')]);

/** Some writers put a slash in front, or the slashes of Windows between. */
const plainName = (name: string): string => name.replaceAll('\\', '/').replace(/^\//, '');

const isSpreadsheet = (entries: readonly ZipEntry[]): boolean =>
  [WORKBOOK, CONTENT_TYPES].every(name => entries.some(entry => entry.name === name));

/**
 * Unpacks what matters of an xlsx, checks it, and packs it again without compression. So the spreadsheet library sees
 * exactly the bytes that were checked: in a crafted file the directory and the local headers may name different ones.
 * Pictures, macros and embedded objects are left out.
 *
 * Throws `E_FILE_TYPE_MISMATCH` for another kind of zip, `E_FILE_CORRUPT`, `E_XML_DTD`, `E_FILE_TOO_LARGE`,
 * `E_ZIP_RATIO`.
 */
export const checkedWorkbook = (zip: Buffer): Buffer => {
  const entries = zipEntries(zip).map(entry => ({ ...entry, name: plainName(entry.name) }));
  if (!isSpreadsheet(entries)) throw new FileFault('E_FILE_TYPE_MISMATCH');
  const container = containers.utils.cfb_new();
  const seen = new Set<string>();
  let room: number = FILE_LIMITS.unpacked;
  for (const entry of entries.filter(each => XML.test(each.name))) {
    if (entry.encrypted || seen.has(entry.name.toLowerCase())) throw new FileFault('E_FILE_CORRUPT');
    seen.add(entry.name.toLowerCase());
    const part = unpackPart(zip, entry, room);
    room -= part.length;
    if (DTD.some(mark => part.includes(mark))) throw new FileFault('E_XML_DTD');
    containers.utils.cfb_add(container, entry.name, part);
  }
  return containers.write(container, { fileType: 'zip', type: 'buffer' });
};
