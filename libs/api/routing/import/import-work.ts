import type { BuiltBlock, PackedBase, PortedEnd, PortedFileSettings, PortedReading } from './ported-file';
import { PortedFile } from './ported-file';

/** One file being read and made into blocks; calls one after the other. */
export interface ImportWork {
  /** Rows understood so far. */
  push(piece: Uint8Array): Promise<number>;
  end(): Promise<PortedReading>;
  build(block: number, base: PackedBase | null): Promise<BuiltBlock>;
  finish(): Promise<PortedEnd>;
  /** Lets go of the memory. */
  stop(): Promise<void>;
}

export type OpenWork = (settings: PortedFileSettings) => ImportWork;

/** The work in this thread: what the thread of its own does, and specs that need none. */
export const workHere: OpenWork = settings => {
  const file = new PortedFile(settings);
  return {
    push: piece => {
      file.push(piece);
      return Promise.resolve(file.rowCount);
    },
    end: () => Promise.resolve(file.end()),
    build: (block, base) => Promise.resolve(file.build(block, base)),
    finish: () => Promise.resolve(file.finish()),
    stop: () => Promise.resolve(),
  };
};
