import { newRowJudge, type RowVerdict } from '@sms111/domain';
import { FileFault } from '../file-fault';
import { readTable } from '../read-table';
import type { Recognised, SheetRow } from '../table';

export interface Reading {
  readonly recognised: Recognised | null;
  readonly rows: readonly SheetRow[];
  readonly fault: FileFault | null;
}

const bytesOf = (content: string | Uint8Array): Uint8Array<ArrayBuffer> =>
  new Uint8Array(typeof content === 'string' ? Buffer.from(content) : content);

/** Reads a whole file; a text is UTF-8. A fault is an answer, anything else thrown is a bug. */
export const reading = async (fileName: string, content: string | Uint8Array): Promise<Reading> => {
  const rows: SheetRow[] = [];
  let recognised: Recognised | null = null;
  try {
    await readTable(
      { fileName, bytes: bytesOf(content) },
      {
        onHead: head => {
          recognised = head;
        },
        onRows: chunk => {
          rows.push(...chunk);
        },
      },
    );
    return { recognised, rows, fault: null };
  } catch (fault) {
    if (fault instanceof FileFault) return { recognised, rows, fault };
    throw fault;
  }
};

/** The fault that a file must come to. */
export const faultOf = async (fileName: string, content: string | Uint8Array): Promise<string | null> =>
  (await reading(fileName, content)).fault?.code ?? null;

/** Cells of a file that must be readable. */
export const cellsOf = async (fileName: string, content: string | Uint8Array) => {
  const { rows, fault } = await reading(fileName, content);
  if (fault) throw fault;
  return rows.map(row => row.cells);
};

export const SIGNATURE = '測試公共服務平臺';

/** Judges every row as intake does; the only block of the samples that nobody owns is 0940. */
export const verdictsOf = ({ recognised, rows }: Reading): RowVerdict[] => {
  if (!recognised) return [];
  const judge = newRowJudge({
    signature: SIGNATURE,
    names: [SIGNATURE],
    layout: recognised.layout,
    networkOf: mobile => (mobile.startsWith('0940') ? null : 'CHT'),
  });
  return rows.map(row => judge.judge(row));
};
