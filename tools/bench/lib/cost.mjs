import { setTimeout as pause } from 'node:timers/promises';
import { cpuOf } from './cpu.mjs';

/** Not of the product: what stands for the carriers and for the mailbox. */
const AROUND = ['carrier-simulator', 'mail-catcher'];

/**
 * CPU of process trees from now on, in µs a message; the simulator's apart.
 * @param {Record<string, number>} pids
 * @returns {(messages: number) => { total: number, each: Record<string, number>, simulator: number }}
 */
export function startCost(pids) {
  const before = cpuOf(pids);
  return messages => {
    const after = cpuOf(pids);
    const each = Object.fromEntries(
      Object.entries(after).map(([name, ms]) => [name, ((ms - (before[name] ?? 0)) * 1000) / messages]),
    );
    const own = Object.entries(each).filter(([name]) => !AROUND.includes(name));
    return {
      total: own.reduce((sum, [, micros]) => sum + micros, 0),
      each: Object.fromEntries(own.map(([name, micros]) => [name, Math.round(micros * 10) / 10])),
      simulator: each['carrier-simulator'] ?? 0,
    };
  };
}

const IDLE_SECONDS = 4;

/**
 * What the platform spends while nobody wants anything, in µs a second: of a run that a busy machine drags out, the share that
 * would be there without it.
 * @param {Record<string, number>} pids
 */
export async function idleCost(pids) {
  const stop = startCost(pids);
  await pause(IDLE_SECONDS * 1000);
  return stop(IDLE_SECONDS).total;
}
