import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { LogOutput } from './log-output';

/** A device that is always full (Linux). */
const FULL = '/dev/full';

let folder: string;
let fds: number[] = [];

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'log-output-'));
});
afterEach(() => {
  for (const fd of fds) closeSync(fd);
  fds = [];
  rmSync(folder, { recursive: true });
});

const opened = (file: string, flags = 'a'): number => {
  const fd = openSync(file, flags);
  fds.push(fd);
  return fd;
};

/** An output, and how to wait until nothing of it waits. */
const outputTo = (fd: number) => {
  let wake = (): void => {};
  const lost: number[] = [];
  const output = new LogOutput(
    fd,
    count => lost.push(count),
    () => wake(),
  );
  return { output, lost, idle: () => new Promise<void>(resolve => (wake = resolve)) };
};

const onLinux = process.platform === 'linux' ? it : it.skip;

describe('the output of a log', () => {
  const file = (): string => path.join(folder, 'log');

  it('writes all lines in their order', async () => {
    const { output, lost, idle } = outputTo(opened(file()));
    for (let i = 0; i < 1_000; i++) output.write(`${i}\n`);
    await idle();
    expect(readFileSync(file(), 'utf8').trim().split('\n')).toEqual(
      Array.from({ length: 1_000 }, (_, i) => String(i)),
    );
    expect(lost).toEqual([]);
  });

  it('writes what waits at the end of the process', async () => {
    const { output, idle } = outputTo(opened(file()));
    output.write('on its way\n');
    output.write('waits\n');
    const left = idle();
    output.flush();
    expect(readFileSync(file(), 'utf8')).toContain('waits\n');
    await left;
    expect(readFileSync(file(), 'utf8').split('\n').sort()).toEqual(['', 'on its way', 'waits']);
  });

  onLinux('loses lines on a full disk, and says how many when there is room again', async () => {
    const fd = opened(FULL, 'w');
    const { output, lost, idle } = outputTo(fd);
    output.write('a\n');
    output.write('b\n');
    await idle();
    closeSync(fd);
    // The lowest free number: the log stands on a disk with room now.
    expect(openSync(file(), 'a')).toBe(fd);
    expect(lost).toEqual([]);
    output.write('c\n');
    await idle();
    expect(lost).toEqual([2]);
    expect(readFileSync(file(), 'utf8')).toBe('c\n');
  });

  onLinux('does not hold up the end of the process on a full disk', async () => {
    const { output, idle } = outputTo(opened(FULL, 'w'));
    output.write('a\n');
    output.write('b\n');
    const left = idle();
    output.flush();
    await left;
  });

  it('keeps no more than it may while nothing is taken', async () => {
    const { output, lost, idle } = outputTo(opened(file()));
    const line = `${'x'.repeat(1024 * 1024 - 1)}\n`;
    for (let i = 0; i < 8; i++) output.write(line);
    await idle();
    output.write('after\n');
    await idle();
    // The first was on its way, four could wait.
    expect(readFileSync(file()).length).toBe(5 * line.length + 'after\n'.length);
    expect(lost).toEqual([3]);
  });

  onLinux('is silent when nobody reads any more', async () => {
    const pipe = path.join(folder, 'pipe');
    execFileSync('mkfifo', [pipe]);
    const reader = openSync(pipe, 'r+');
    const { output, lost, idle } = outputTo(opened(pipe, 'w'));
    closeSync(reader);
    output.write('a\n');
    await idle();
    output.write('b\n');
    output.flush();
    expect(lost).toEqual([]);
  });
});
