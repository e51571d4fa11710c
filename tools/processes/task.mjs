import { spawn } from 'node:child_process';

/**
 * @typedef {object} TaskOptions
 * @property {import('./run-list.mjs').RunList} runList
 * @property {AbortSignal} signal ends the task
 * @property {NodeJS.ProcessEnv} [env]
 * @property {string} [cwd]
 * @property {boolean} [show] whether its output goes to the terminal as it comes
 */

/**
 * Runs a program to its end, in a process group of its own.
 * @param {string} name @param {string[]} command
 * @param {TaskOptions} options
 * @returns {Promise<{ code: number, output: string }>} `output`: stdout and stderr, empty when shown
 */
export async function runTask(name, [program = '', ...args], { runList, signal, env, cwd, show = false }) {
  signal.throwIfAborted();
  const child = spawn(program, args, {
    cwd,
    env,
    detached: true,
    stdio: ['ignore', show ? 'inherit' : 'pipe', show ? 'inherit' : 'pipe'],
  });
  if (child.pid) runList.add(child.pid, name, [['SIGTERM', 5000]]);
  const stop = () => {
    child.kill('SIGTERM');
    setTimeout(() => child.kill('SIGKILL'), 5000).unref();
  };
  signal.addEventListener('abort', stop, { once: true });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', chunk => (output += chunk));
  try {
    const code = await new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (code, killedBy) => resolve(code ?? (killedBy ? 1 : 0)));
    });
    signal.throwIfAborted();
    return { code, output };
  } finally {
    signal.removeEventListener('abort', stop);
    if (child.pid) runList.remove(child.pid);
  }
}

/**
 * The same for a task that must succeed: throws with the end of its output.
 * @param {string} name @param {string[]} command @param {TaskOptions} options
 */
export async function mustRun(name, command, options) {
  const { code, output } = await runTask(name, command, options);
  if (code !== 0)
    throw new Error(`${name}: exit ${code}\n${output.trimEnd().split('\n').slice(-30).join('\n')}`);
  return output;
}
