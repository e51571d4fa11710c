import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { CACHE, ROOT } from '../places.mjs';
import { runTask } from '../processes/task.mjs';
import { findNetSmpp } from '../servers/net-smpp.mjs';
import { startTestServers } from '../test-servers.mjs';
import { binary } from './package-command.mjs';
import { one } from './results.mjs';

/**
 * Runs one Jest project. What fails is shown as it happens; what counts is Jest's report. Specs of the API wait for the database
 * and for carriers a third of their time: there is one more of them at once than processors.
 * @param {import('./checks.mjs').Context} context
 * @param {'pure' | 'api' | 'web'} project
 * @param {string[]} patterns only specs whose path holds one of them
 * @returns {Promise<import('./results.mjs').Result>}
 */
export async function jest(context, project, patterns = []) {
  const servers = project === 'api' ? await startTestServers(context) : null;
  const others = project === 'pure' && isAsked(patterns, PERL_SPEC) ? await netSmpp() : {};
  const report = path.join(CACHE, 'test', `jest-${project}.json`);
  mkdirSync(path.dirname(report), { recursive: true });
  rmSync(report, { force: true });
  try {
    const { code } = await runTask(
      `jest ${project}`,
      [
        process.execPath,
        // On the command line, not in NODE_OPTIONS: what the specs start must not inherit it.
        ...['--experimental-vm-modules', '--disable-warning=ExperimentalWarning', binary('jest')],
        ...[
          '--config',
          'tools/jest/jest.config.cjs',
          '--selectProjects',
          project,
          '--reporters',
          QUIET,
          `--maxWorkers=${availableParallelism() + (project === 'api' ? 1 : 0)}`,
          // A bound for what hangs, not a measure: the longest takes five seconds where nothing else runs.
          '--testTimeout=30000',
        ],
        ...['--json', '--outputFile', report, ...patterns],
      ],
      {
        ...context,
        cwd: ROOT,
        env: { ...process.env, NODE_ENV: 'test', ...others, ...servers?.env },
        show: true,
      },
    );
    return existsSync(report)
      ? counted(report, code)
      : one(false, `jest ${project}: exit ${code}, no report`);
  } finally {
    await servers?.stop();
  }
}

/** The one spec that needs what no npm package brings. */
const PERL_SPEC = 'libs/smpp/session-perl.spec.ts';

/** @param {readonly string[]} patterns @param {string} file */
const isAsked = (patterns, file) => patterns.length === 0 || patterns.some(pattern => file.includes(pattern));

/** Where it cannot be had, that spec fails with the command to type; the others need not. @returns {Promise<NodeJS.ProcessEnv>} */
const netSmpp = () =>
  findNetSmpp().catch((/** @type {Error} */ error) => ({ NET_SMPP_MISSING: error.message }));

const QUIET = path.join(ROOT, 'tools', 'jest', 'failures-reporter.cjs');

/** @param {string} file @param {number} code @returns {import('./results.mjs').Result} */
function counted(file, code) {
  const report = JSON.parse(readFileSync(file, 'utf8'));
  const { numPassedTests: passed, numFailedTests, numRuntimeErrorTestSuites: broken } = report;
  const failed = numFailedTests + broken;
  if (passed + failed === 0) return one(false, 'no spec found');
  // Jest also fails for what belongs to no test: an obsolete snapshot, an open server.
  return {
    passed,
    failed: failed || (code === 0 ? 0 : 1),
    skipped: report.numPendingTests + report.numTodoTests,
  };
}
