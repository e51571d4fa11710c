import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { ImportWork, OpenWork } from './import-work';

/** A call of the work, and what the thread answers. */
export type WorkCall = {
  [Name in keyof Omit<ImportWork, 'stop'>]: {
    readonly name: Name;
    readonly args: Parameters<ImportWork[Name]>;
  };
}[keyof Omit<ImportWork, 'stop'>];
export type WorkAnswer = { readonly value: unknown } | { readonly error: Error };

/** Tables of words and one block; the rows lie outside the heap. */
const HEAP_MIB = 512;

/**
 * The work in a thread of its own: links and receipts in this process do not wait for it. It is given the file's bytes
 * in the clear and no key.
 */
export const workInThread =
  (threadFile: string): OpenWork =>
  settings => {
    const worker = new Worker(threadFile, {
      workerData: settings,
      resourceLimits: { maxOldGenerationSizeMb: HEAP_MIB },
      env: {},
    });
    let fault: Error | null = null;
    const ended = new Promise<never>((_, reject) => {
      const end = (error: Error): void => reject((fault ??= error));
      worker.on('error', end);
      worker.on('exit', code => end(new Error(`the importing thread ended with ${code}`)));
    });
    // Whoever calls next hears of it.
    ended.catch(() => undefined);
    const call = async <Value>(asked: WorkCall, moved: ArrayBuffer[] = []): Promise<Value> => {
      if (fault) throw fault;
      worker.postMessage(asked, moved);
      const [answer] = (await Promise.race([once(worker, 'message'), ended])) as [WorkAnswer];
      if ('error' in answer) throw answer.error;
      return answer.value as Value;
    };
    return {
      push: piece => {
        const own = Uint8Array.from(piece);
        return call({ name: 'push', args: [own] }, [own.buffer]);
      },
      end: () => call({ name: 'end', args: [] }),
      build: (block, base) => call({ name: 'build', args: [block, base] }),
      finish: () => call({ name: 'finish', args: [] }),
      stop: async () => {
        await worker.terminate();
      },
    };
  };
