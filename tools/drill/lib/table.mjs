import { dim, say } from '../../processes/progress.mjs';

const columns = /** @type {const} */ (['recipients', 'segments', 'taken', 'delivered', 'unconfirmed']);

/** @typedef {import('./run-batch.mjs').Round} Round */

/** One line a round, its faults below. @param {Round[]} rounds */
export function table(rounds) {
  console.table(
    Object.fromEntries(
      rounds.map(round => [
        round.name,
        {
          ...Object.fromEntries(columns.map(column => [column, round[column]])),
          faults: round.faults.length,
          'longest pause s': Number(round.longestS.toFixed(1)),
          s: Number(round.seconds.toFixed(1)),
          violations: round.violations.length,
        },
      ]),
    ),
  );
  for (const { faults } of rounds) {
    for (const { what, atSegment, resumedS, backS, returnedS } of faults) {
      const up = backS === undefined ? '' : `, up again after ${backS.toFixed(1)} s`;
      const pause = resumedS === null ? '—' : `${resumedS.toFixed(1)} s`;
      const links = returnedS === undefined ? '' : `, its links after ${returnedS?.toFixed(1) ?? '—'} s`;
      say(dim(`  ${String(atSegment).padStart(7)}  ${what}: ${pause}${up}${links}`));
    }
  }
}

/** A round as it ends: drills are long, and what ends one early should not take with it what was seen. @param {Round} round */
export const inBrief = ({ name, segments, taken, unconfirmed, longestS, seconds, violations }) =>
  [
    `${name}: ${taken} of ${segments} segments taken, ${unconfirmed} unconfirmed`,
    `${longestS.toFixed(1)} s at most, ${seconds.toFixed(0)} s in all`,
    ...violations,
  ].join(' · ');
