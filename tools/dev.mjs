/**
 * The outer half of `npm start`, `npm test` and `npm run bench`. It uses no package and runs on any Node ≥ 18:
 * it installs what the lock file says, then runs itself again (main.mjs) on the Node that the lock file pins.
 *
 * The inner half holds an IPC channel to this one. Whichever of npm, this process or the inner one dies, and
 * however, the other two notice: the channel closes, the parent's pid changes, or the list of started
 * processes is swept. So nothing that was started stays behind.
 */
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { sweepLeftovers } from './processes/run-list.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const stamp = path.join(root, 'node_modules', '.stamp');
/** Jest can load NestJS from here on. */
const WANTED = { major: 24, minor: 9 };

/** What node_modules must have been made from: the lock file, on this kind of machine. */
const installKey = () =>
  createHash('sha256')
    .update(readFileSync(path.join(root, 'package-lock.json')))
    .update(`${process.platform} ${process.arch}`)
    .digest('hex');

/** Asks the child that runs now (npm, then the inner process) to stop. @type {(() => void) | null} */
let stopChild = null;
let stopping = false;

/**
 * @param {string} command @param {string[]} args
 * @param {import('node:child_process').SpawnOptions} options
 * @param {(child: import('node:child_process').ChildProcess) => void} stop
 * @returns {Promise<number>} what a shell would report for its end
 */
const run = (command, args, options, stop) =>
  new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, ...options });
    stopChild = () => stop(child);
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      stopChild = null;
      resolve(code ?? 128 + (signal ? constants.signals[signal] : 0));
    });
    if (stopping) stopChild();
  });

function stopRunning() {
  stopping = true;
  stopChild?.();
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stopRunning);

// npm killed with SIGKILL cannot tell us; its child then belongs to another parent.
if (process.env.npm_lifecycle_event) {
  const parent = process.ppid;
  setInterval(() => process.ppid !== parent && stopRunning(), 300).unref();
}

/** Whether npm's own note in node_modules says the same as the lock file: somebody has run npm ci by hand. */
function installedByHand() {
  const note = path.join(root, 'node_modules', '.package-lock.json');
  if (existsSync(stamp) || !existsSync(note)) return false;
  const wanted = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8')).packages;
  const found = JSON.parse(readFileSync(note, 'utf8')).packages;
  return Object.entries(wanted).every(
    ([name, { integrity, optional }]) =>
      !name || (found[name] ? found[name].integrity === integrity : optional),
  );
}

async function install() {
  if (installedByHand()) writeFileSync(stamp, installKey());
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === installKey()) return;
  console.log('安裝套件 · installing packages (npm ci) …');
  const started = Date.now();
  // With NODE_ENV=production npm would leave out the build tools.
  const env = { ...process.env };
  delete env.NODE_ENV;
  const npm = process.env.npm_execpath;
  const args = ['ci', '--loglevel=error', '--no-progress'];
  const byNode = npm?.endsWith('.js');
  const command = byNode ? process.execPath : 'npm';
  const code = await run(command, byNode ? [npm ?? '', ...args] : args, { env, stdio: 'inherit' }, child =>
    child.kill('SIGTERM'),
  );
  if (stopping) process.exit(130);
  if (code !== 0) {
    console.error('套件安裝失敗，原因見上 · npm ci failed, see above');
    process.exit(code);
  }
  writeFileSync(stamp, installKey());
  console.log(`✓ 套件已安裝 · packages installed · ${((Date.now() - started) / 1000).toFixed(1)} s`);
}

/** @param {string} version for example v24.21.0 */
const newEnough = version => {
  const [major = 0, minor = 0] = version.replace(/^v/, '').split('.').map(Number);
  return major > WANTED.major || (major === WANTED.major && minor >= WANTED.minor);
};

/** The pinned Node where its package runs on this machine, else this one if it is new enough. */
function findNode() {
  const pinned = path.join(root, 'node_modules', '.bin', 'node');
  const probe = spawnSync(pinned, ['--version'], { encoding: 'utf8' });
  if (probe.status === 0 && newEnough(probe.stdout.trim())) return pinned;
  if (newEnough(process.version)) return process.execPath;
  console.error(
    `需要 Node.js ${WANTED.major}.${WANTED.minor} 以上（目前 ${process.version}）：請自 https://nodejs.org 安裝 24 LTS 後再試一次。\n` +
      `Node.js ≥ ${WANTED.major}.${WANTED.minor} is needed (this is ${process.version}); install 24 LTS from https://nodejs.org and try again.`,
  );
  process.exit(1);
}

await install();
const inner = [path.join(root, 'tools', 'main.mjs'), ...process.argv.slice(2)];
const code = await run(
  findNode(),
  inner,
  { stdio: ['inherit', 'inherit', 'inherit', 'ipc'] },
  // A message, not a signal: on Ctrl-C the terminal has already signalled the inner process itself.
  child => child.connected && child.send('stop'),
);
await sweepLeftovers(root);
process.exit(code);
