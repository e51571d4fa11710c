import { readFileSync, readdirSync } from 'node:fs';

const TICK_MS = 10;

/** @param {number} pid @returns {{ parent: number, ms: number } | null} own CPU time with that of reaped children */
const statOf = pid => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
    const ticks = [11, 12, 13, 14].reduce((sum, field) => sum + (fields[field] ?? 0), 0);
    return { parent: fields[1] ?? 0, ms: ticks * TICK_MS };
  } catch {
    return null;
  }
};

/**
 * CPU milliseconds of process trees so far, reaped children included (PostgreSQL works in children of its own).
 * @param {Record<string, number>} roots name → pid
 * @returns {Record<string, number>}
 */
export function cpuOf(roots) {
  const stats = new Map(
    readdirSync('/proc')
      .filter(name => /^\d+$/.test(name))
      .flatMap(name => {
        const stat = statOf(Number(name));
        return stat ? [[Number(name), stat]] : [];
      }),
  );
  /** @param {number} pid @returns {number} */
  const tree = pid => {
    let sum = stats.get(pid)?.ms ?? 0;
    for (const [child, { parent }] of stats) if (parent === pid) sum += tree(child);
    return sum;
  };
  return Object.fromEntries(Object.entries(roots).map(([name, pid]) => [name, tree(pid)]));
}

/** @param {number} pid @returns {number} largest resident size so far, in MB */
export function peakMemory(pid) {
  const line = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  return Math.round(Number(line?.[1] ?? 0) / 1024);
}
