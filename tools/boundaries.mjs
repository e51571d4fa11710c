/**
 * Who may import whom. This table is the one truth: the lint rules (eslint.config.mjs), the specification beside
 * it and the picture in the README read it. Ranks make a cycle impossible: a room imports only rooms of a lower
 * rank.
 */

/**
 * @typedef {object} Room
 * @property {string} room path under libs, or `apps/<name>`; a final `*` stands for one folder
 * @property {number} rank
 * @property {'shared' | 'smpp' | 'api' | 'web'} side web and API meet only in what is shared
 * @property {readonly string[]} [only] the only rooms that it may import
 * @property {readonly string[]} [inTests] rooms that its specs may import besides
 * @property {readonly string[]} [packages] the only packages that it may import; absent: those of `dependencies`
 * @property {boolean} [browser] it runs in the browser, where there is no `node:`
 */

const WEB_PACKAGES = [
  ...[
    'react',
    'react-dom',
    'react-router',
    '@mui/*',
    '@emotion/*',
    '@tanstack/react-query',
    'react-hook-form',
  ],
  ...['@hookform/resolvers', '@fontsource-variable/*', '@simplewebauthn/browser', 'dayjs', 'zod'],
];
const SHARED = ['domain', 'contracts', 'phrases'];
/** What the rooms of a side have in common; their specs have a room of tools. @type {Omit<Room, 'room' | 'rank'>} */
const web = { side: 'web', browser: true, packages: WEB_PACKAGES, inTests: ['web/testing'] };
/** @type {Omit<Room, 'room' | 'rank'>} */
const api = { side: 'api', inTests: ['api/testing', 'apps/carrier-simulator'] };

/** @type {readonly Room[]} */
export const ROOMS = [
  { room: 'domain', rank: 0, side: 'shared', packages: [], browser: true },
  { room: 'smpp', rank: 0, side: 'smpp', packages: [] },
  { room: 'contracts', rank: 1, side: 'shared', packages: ['zod'], browser: true },
  { room: 'phrases', rank: 2, side: 'shared', packages: [], browser: true },
  { room: 'api/platform', rank: 2, ...api },
  { room: 'web/ui', rank: 3, ...web },
  { room: 'web/data', rank: 3, ...web },
  { room: 'api/audit', rank: 3, ...api },
  { room: 'api/testing', rank: 3, ...api, only: ['api/platform'] },
  { room: 'web/*', rank: 4, ...web },
  { room: 'api/agencies', rank: 4, ...api },
  { room: 'api/notices', rank: 4, ...api },
  { room: 'api/files', rank: 4, ...api },
  { room: 'api/routing', rank: 4, ...api },
  { room: 'api/accounts', rank: 5, ...api },
  { room: 'api/quota', rank: 6, ...api },
  { room: 'api/groups', rank: 6, ...api },
  { room: 'api/reports', rank: 6, ...api, only: [...SHARED, 'api/platform'] },
  { room: 'api/messages', rank: 7, ...api },
  { room: 'api/intake', rank: 8, ...api },
  { room: 'api/schedules', rank: 8, ...api },
  { room: 'api/carriers', rank: 8, ...api },
  { room: 'api/operations', rank: 9, ...api },
  { room: 'api/schema', rank: 10, ...api },
  { room: 'apps/web', rank: 11, ...web },
  // It reads PDUs with code of its own, so that one bug cannot pass on both sides of the wire.
  { room: 'apps/carrier-simulator', rank: 11, side: 'api', only: ['domain'], inTests: ['smpp'] },
  { room: 'apps/*', rank: 11, ...api },
  { room: 'e2e', rank: 12, side: 'shared', only: SHARED },
];

/**
 * Packages that only some rooms may import, and why.
 * @type {readonly { packages: readonly string[], rooms: readonly string[], why: string }[]}
 */
export const GUARDED = [
  {
    packages: [
      'bull',
      '@nestjs/bull',
      'redis',
      'ioredis',
      'pg-copy-streams',
      'fastify',
      'kysely',
      'prom-client',
    ],
    rooms: ['api/platform'],
    why: 'only api/platform knows the queue, the database driver, the HTTP server and the metrics',
  },
  {
    packages: ['pg'],
    // Migrations and test databases come before there is a platform; drills look at the ledger from outside.
    rooms: ['api/platform', 'api/schema', 'api/testing', 'e2e'],
    why: 'queries go through Db and Tx of @sms111/api/platform',
  },
  {
    packages: ['@nestjs/platform-fastify', '@fastify/*'],
    rooms: ['api/platform', 'api/testing', 'apps/api'],
    why: 'the HTTP server is set up in api/platform and apps/api',
  },
];

const matches = (/** @type {string} */ pattern, /** @type {string} */ name) =>
  pattern === name || (pattern.endsWith('/*') && name.startsWith(pattern.slice(0, -1)));

/**
 * @param {string} name for example `api/quota`
 * @returns {Room | null} with its own name instead of the pattern
 */
export function findRoom(name) {
  const row = ROOMS.find(
    ({ room }) => matches(room, name) && room.split('/').length === name.split('/').length,
  );
  return row ? { ...row, room: name } : null;
}

/**
 * The room in which a file lies.
 * @param {string} file relative to the repository, with `/`
 * @returns {string | null} null outside of libs, apps and e2e; a name that the table lacks is given as it is
 */
export function roomOf(file) {
  const [top = '', first = '', second = ''] = file.split('/');
  if (top === 'e2e') return 'e2e';
  if (top === 'apps') return `apps/${first}`;
  if (top !== 'libs') return null;
  return first === 'api' || first === 'web' ? `${first}/${second}` : first;
}

/** Specs, and what only specs use. @param {string} file */
export const isTest = file =>
  /\.(spec|testing)\.[cm]?tsx?$|\/testing\//.test(file) || file.startsWith('e2e/');

/**
 * @param {Room} from @param {Room} to @param {boolean} test whether a spec asks
 * @returns {string | null} why not, null when it may
 */
export function whyNot(from, to, test) {
  if (from.room === to.room) return 'inside a room imports are relative';
  if (test && from.inTests?.includes(to.room)) return null;
  if (from.only && !from.only.includes(to.room)) {
    return `${from.room} imports only ${from.only.join(', ') || 'nothing'}`;
  }
  if (from.side === 'web' && to.side !== 'web' && to.side !== 'shared')
    return 'the browser never imports the server';
  if (from.side !== 'web' && to.side === 'web') return 'only the browser side imports web rooms';
  if (to.rank >= from.rank)
    return `${from.room} (rank ${from.rank}) imports only lower ranks; ${to.room} has ${to.rank}`;
  return null;
}

/**
 * @param {Room} room @param {string} specifier
 * @param {{ test: boolean, declared: Declared }} context
 * @returns {string | null}
 */
function whyNotPackage(room, specifier, { test, declared }) {
  if (specifier.startsWith('node:')) {
    return room.browser && !test ? `${room.room} runs in the browser: no ${specifier}` : null;
  }
  const name = specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
  const guard = GUARDED.find(({ packages }) => packages.some(pattern => matches(pattern, name)));
  if (guard && !guard.rooms.includes(room.room)) return `${name} in ${room.room}: ${guard.why}`;
  if (!declared.dependencies.has(name) && !declared.devDependencies.has(name)) {
    return `${name} is not in package.json`;
  }
  if (test) return null;
  if (room.packages) {
    return room.packages.some(pattern => matches(pattern, name))
      ? null
      : `${room.room} imports only ${room.packages.join(', ') || 'no package'}; not ${name}`;
  }
  // An image is installed without devDependencies.
  return declared.dependencies.has(name) ? null : `${name} is a devDependency: not there in production`;
}

/** @typedef {{ dependencies: Set<string>, devDependencies: Set<string> }} Declared */

/**
 * Judges one import of a file in libs, apps or e2e.
 * @param {{ file: string, specifier: string, declared: Declared }} given `file` relative to the repository
 * @returns {string | null} why it is forbidden
 */
export function judgeImport({ file, specifier, declared }) {
  const name = roomOf(file);
  if (name === null) return null;
  const room = findRoom(name);
  if (!room) return `${name} has no rank in tools/boundaries.mjs`;
  const test = isTest(file);

  if (specifier.startsWith('.')) {
    const path = new URL(specifier, `file:///${file}`).pathname.slice(1);
    if (roomOf(path) === name || (name === 'e2e' && path.startsWith('tools/'))) return null;
    // Programs have no @sms111 name: the carrier that specs talk to is reached by its path, at its door.
    if (test && room.inTests?.includes(path.replace(/\/index$/, ''))) return null;
    return `${specifier} leaves ${name}: import another room by its @sms111 name`;
  }
  if (!specifier.startsWith('@sms111/')) return whyNotPackage(room, specifier, { test, declared });

  const target = specifier.slice('@sms111/'.length);
  const to = findRoom(target);
  if (to) return whyNot(room, to, test);
  const owner = findRoom(roomOf(`libs/${target}`) ?? '');
  return owner ? `only what @sms111/${owner.room} exports, nothing behind its index.ts` : `no room ${target}`;
}

/** @param {{ dependencies?: object, devDependencies?: object }} manifest @returns {Declared} */
export const declaredIn = ({ dependencies = {}, devDependencies = {} }) => ({
  dependencies: new Set(Object.keys(dependencies)),
  devDependencies: new Set(Object.keys(devDependencies)),
});
