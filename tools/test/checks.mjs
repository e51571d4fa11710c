import { globSync, mkdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { CACHE, ROOT } from '../places.mjs';
import { limit } from '../processes/limit.mjs';
import { runTask } from '../processes/task.mjs';
import { binary } from './package-command.mjs';
import { one, sum } from './results.mjs';

/** @typedef {Pick<import('../main.mjs').Run, 'runList' | 'signal'>} Context */

/** The checks share the cores: as many at once as there are, but not so many that memory runs out. */
const inTurn = limit(Math.min(availableParallelism(), 4));

/** @param {Context} context @param {string} name @param {string[]} args */
const node = (context, name, args) =>
  inTurn(() => runTask(name, [process.execPath, ...args], { ...context, cwd: ROOT }));

/** @param {Context} context */
export async function lint(context) {
  const { code, output } = await node(context, 'eslint', [binary('eslint'), '.', '--max-warnings=0']);
  return one(code === 0, output);
}

/** @param {Context} context */
export async function format(context) {
  const { code, output } = await node(context, 'prettier', [
    binary('prettier'),
    '--check',
    '--log-level=warn',
    '.',
  ]);
  return one(code === 0, output);
}

/**
 * Every project that has a tsconfig of its own. TypeScript 7 needs a third of the time; ESLint and Vite still want the
 * API of 6. A single thread each: several checkers of one program work out the same types, and the projects fill the
 * cores already.
 * @param {Context} context
 */
export async function types(context) {
  const projects = globSync(['{libs,apps}/**/tsconfig*.json', '{e2e,tools}/tsconfig.json'], {
    cwd: ROOT,
  }).sort();
  if (projects.length === 0) return one(false, 'no tsconfig.json found');
  mkdirSync(path.join(CACHE, 'tsc'), { recursive: true });
  const results = await Promise.all(
    projects.map(async project => {
      const memory = path.join(CACHE, 'tsc', `${project.replaceAll(path.sep, '-')}.tsbuildinfo`);
      const args = [
        '-p',
        project,
        '--noEmit',
        '--singleThreaded',
        '--pretty',
        'false',
        '--incremental',
        '--tsBuildInfoFile',
        memory,
      ];
      const { code, output } = await node(context, `tsc ${project}`, [binary('ts7', 'tsc'), ...args]);
      return one(code === 0, `${project}\n${output}`);
    }),
  );
  return { ...sum(results), detail: results.flatMap(({ detail = [] }) => detail).join('\n') };
}

/** @param {Context} context */
export async function build(context) {
  const task = (/** @type {string} */ side) => node(context, `build ${side}`, ['tools/build.mjs', side]);
  const results = await Promise.all([task('server'), task('web')]);
  return one(
    results.every(({ code }) => code === 0),
    results.map(({ output }) => output).join('\n'),
  );
}
