import { bold, dim, done, fail, say, warn } from './processes/progress.mjs';
import { browser } from './test/browser.mjs';
import { build, format, lint, types } from './test/checks.mjs';
import { jest } from './test/jest.mjs';
import { one, sum } from './test/results.mjs';

/** @typedef {import('./test/checks.mjs').Context} Context */
/** @typedef {(context: Context, patterns: string[]) => Promise<import('./test/results.mjs').Result>} Stage */

/** Stages that need nothing but processors, and share them. @type {Record<string, Stage>} */
const CHECKS = { lint, format, types, build };

/** Stages that run one after the other: they measure time, or start servers. @type {Record<string, Stage>} */
const TESTS = {
  unit: (context, patterns) => jest(context, 'pure', patterns),
  web: (context, patterns) => jest(context, 'web', patterns),
  api: (context, patterns) => jest(context, 'api', patterns),
  browser,
};

/**
 * `npm test`: everything; `npm test -- <stage> [pattern …]`: one stage. The last line is `N passed, N failed`.
 * @param {import('./main.mjs').Run} run
 */
export async function test({ args: [asked, ...patterns], signal, runList }) {
  const stages = { ...CHECKS, ...TESTS };
  if (asked && !(asked in stages)) {
    fail(`${asked}: ${Object.keys(stages).join(' | ')}`);
    return 2;
  }
  const run = async (/** @type {[string, Stage]} */ [name, stage]) => {
    const started = performance.now();
    const result = await stage({ runList, signal }, patterns).catch(error => {
      if (signal.aborted) throw error;
      return one(false, error instanceof Error ? error.message : String(error));
    });
    tell(name, result, (performance.now() - started) / 1000);
    return result;
  };
  const chosen = (/** @type {Record<string, Stage>} */ group) =>
    Object.entries(group).filter(([name]) => !asked || name === asked);
  const results = await Promise.all(chosen(CHECKS).map(run));
  for (const stage of chosen(TESTS)) results.push(await run(stage));
  const { passed, failed } = sum(results);
  say(`\n${passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}

/** @param {string} name @param {import('./test/results.mjs').Result} result @param {number} seconds */
function tell(name, { passed, failed, skipped = 0, detail }, seconds) {
  const line = `${bold(name.padEnd(8))} ${passed} passed, ${failed} failed ${dim(`· ${seconds.toFixed(1)} s`)}`;
  if (failed === 0) return (void done(line), skipped && warn(`${name}: ${skipped} skipped`));
  if (detail) say(detail.trimEnd());
  fail(line);
}
