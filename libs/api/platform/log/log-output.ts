import { write, writeSync } from 'node:fs';

/** Lines that may wait while the output is slow; what comes on top is lost. Characters, about as many bytes. */
const MOST = 4 * 1024 * 1024;
const AGAIN_MS = 100;
/** At the end of the process nobody waits longer for a slow reader. */
const LAST_TRIES = 10;

const isBusy = (error: unknown): boolean => codeOf(error) === 'EAGAIN' || codeOf(error) === 'EBUSY';
const codeOf = (error: unknown): unknown =>
  typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;

/**
 * Where the log of a process goes. A disk that is full, or a reader that is gone, costs lines and nothing else: nothing is
 * thrown, nothing waits, and the lines after it are tried again.
 */
export class LogOutput {
  private waiting: string[] = [];
  private length = 0;
  /** What is being written. */
  private rest: Buffer | null = null;
  private closed = false;
  private lost = 0;

  /**
   * @param onLost is told how many lines were lost before the one that could be written again
   * @param onIdle is told when nothing waits any more
   */
  constructor(
    private readonly fd: number,
    private readonly onLost: (count: number) => void = () => {},
    private readonly onIdle: () => void = () => {},
  ) {}

  write(line: string): void {
    if (this.closed) return;
    if (this.length + line.length > MOST) {
      this.lost++;
      return;
    }
    this.waiting.push(line);
    this.length += line.length;
    if (!this.rest) this.next();
  }

  /** Writes what waits, at the end of the process; what is on its way already is left to it. Gives up at the first fault. */
  flush(): void {
    if (this.closed) return;
    let rest: Buffer = Buffer.from(this.waiting.join(''));
    this.waiting = [];
    this.closed = true;
    for (let tries = 0; rest.length > 0 && tries < LAST_TRIES;) {
      try {
        rest = rest.subarray(writeSync(this.fd, rest));
      } catch (error) {
        if (!isBusy(error)) return;
        tries++;
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, AGAIN_MS);
      }
    }
  }

  private next(): void {
    if (this.waiting.length === 0) {
      this.rest = null;
      this.onIdle();
      return;
    }
    const lines = this.waiting.length;
    this.rest = Buffer.from(this.waiting.join(''));
    this.waiting = [];
    this.length = 0;
    this.send(lines);
  }

  private send(lines: number): void {
    const { rest } = this;
    if (!rest) return;
    write(this.fd, rest, (error, written) => {
      // Flushed meanwhile: the process ends.
      if (this.closed) {
        this.onIdle();
        return;
      }
      if (isBusy(error)) {
        setTimeout(() => this.send(lines), AGAIN_MS).unref();
        return;
      }
      if (error) this.failed(error, lines);
      else if (written < rest.length) {
        this.rest = rest.subarray(written);
        this.send(lines);
      } else this.written();
    });
  }

  private failed(error: NodeJS.ErrnoException, lines: number): void {
    this.lost += lines;
    if (error.code === 'EPIPE') {
      this.closed = true;
      this.waiting = [];
    }
    this.next();
  }

  private written(): void {
    const { lost } = this;
    this.lost = 0;
    if (lost > 0) this.onLost(lost);
    this.next();
  }
}
