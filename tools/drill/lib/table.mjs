import { dim, say } from '../../processes/progress.mjs';

const columns = /** @type {const} */ (['recipients', 'segments', 'taken', 'delivered', 'unconfirmed']);

/** One line a round, its faults below. @param {import('./run-batch.mjs').Round[]} rounds */
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
    for (const { what, atSegment, resumedS, backS } of faults) {
      const up = backS === undefined ? '' : `, up again after ${backS.toFixed(1)} s`;
      const pause = resumedS === null ? '—' : `${resumedS.toFixed(1)} s`;
      say(dim(`  ${String(atSegment).padStart(7)}  ${what}: ${pause}${up}`));
    }
  }
}
