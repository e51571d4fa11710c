import { globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
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
 * API of 6. A single thread each: several checkers of one program work out the same types, and the programs fill the
 * cores already.
 * @param {Context} context
 */
export async function types(context) {
  const groups = alike(
    globSync(['{libs,apps}/**/tsconfig*.json', '{e2e,tools}/tsconfig.json'], { cwd: ROOT }),
  );
  if (groups.length === 0) return one(false, 'no tsconfig.json found');
  mkdirSync(TSC, { recursive: true });
  const results = await Promise.all(
    groups.map(async projects => {
      const name = (projects[0] ?? '').replaceAll(path.sep, '-');
      const memory = path.join(TSC, `${name}.tsbuildinfo`);
      const args = ['--singleThreaded', '--pretty', 'false', '--incremental', '--tsBuildInfoFile', memory];
      const { code, output } = await node(context, `tsc ${projects.join(' ')}`, [
        binary('ts7', 'tsc'),
        ...['-p', programOf(projects, name), '--noEmit', ...args],
      ]);
      return one(code === 0, `${projects.join(' ')}\n${output}`);
    }),
  );
  return { ...sum(results), detail: results.flatMap(({ detail = [] }) => detail).join('\n') };
}

const TSC = path.join(CACHE, 'tsc');

/** @param {string} project @returns {{ extends?: string, compilerOptions?: Record<string, unknown>, include?: string[], exclude?: string[] }} */
const configOf = project => JSON.parse(readFileSync(path.join(ROOT, project), 'utf8'));

/**
 * Projects with the same options, together: what they share is checked once.
 * @param {string[]} projects @returns {string[][]} the greatest first
 */
function alike(projects) {
  const groups = Map.groupBy(projects.sort(), project => {
    const { compilerOptions: { types = [], ...options } = {}, exclude } = configOf(project);
    return JSON.stringify([/** @type {string[]} */ (types).sort(), options, exclude && project]);
  });
  return [...groups.values()].sort((a, b) => b.length - a.length);
}

/** @param {string[]} projects alike @param {string} name @returns {string} their one tsconfig */
function programOf(projects, name) {
  const [first = ''] = projects;
  if (projects.length === 1) return first;
  const { compilerOptions } = configOf(first);
  const include = projects.flatMap(project =>
    (configOf(project).include ?? []).map(files => path.join(ROOT, path.dirname(project), files)),
  );
  const file = path.join(TSC, name);
  writeFileSync(
    file,
    JSON.stringify({ extends: path.join(ROOT, 'tsconfig.base.json'), compilerOptions, include }),
  );
  return file;
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
