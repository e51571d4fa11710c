import type { MessagePort } from 'node:worker_threads';
import { FileFault, type FileFaultCode } from './file-fault';
import { readTable } from './read-table';
import type { Recognised, SheetRow, TableSource } from './table';

/** What the thread says to the one who started it. */
export type FromThread =
  | { readonly kind: 'head'; readonly recognised: Recognised }
  | { readonly kind: 'rows'; readonly rows: readonly SheetRow[]; readonly fraction: number }
  | { readonly kind: 'done' }
  | { readonly kind: 'fault'; readonly code: FileFaultCode; readonly value: string | undefined };

/** The only answer: one chunk has been dealt with. */
export const TAKEN = 'taken';

/** Chunks under way: the next is parsed while one is dealt with, and no more. */
const AHEAD = 2;

/** Reads a file inside a thread, held back by the one who takes the rows. */
export const serveReading = async (port: MessagePort, source: TableSource): Promise<void> => {
  let underWay = 0;
  let resume: (() => void) | undefined;
  port.on('message', () => {
    underWay -= 1;
    resume?.();
  });
  const say = (message: FromThread): void => port.postMessage(message);
  try {
    await readTable(source, {
      onHead: recognised => say({ kind: 'head', recognised }),
      onRows: async (rows, fraction) => {
        say({ kind: 'rows', rows, fraction });
        underWay += 1;
        if (underWay >= AHEAD) await new Promise<void>(resolve => (resume = resolve));
      },
    });
    say({ kind: 'done' });
  } catch (error) {
    if (!(error instanceof FileFault)) throw error;
    say({ kind: 'fault', code: error.code, value: error.value });
  } finally {
    port.close();
  }
};
