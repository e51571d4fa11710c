import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { serverEntries } from './entries.mjs';
import { ROOT, SERVER_BUILD, WEB_BUILD } from './places.mjs';

const ALIAS = [{ find: /^@sms111\/(.*)$/, replacement: `${ROOT}/libs/$1/index.ts` }];
const INPUTS_FILE = '.inputs';

/**
 * Builds the programs of the server side, unless nothing that goes into them has changed.
 * @param {{ programs?: readonly string[], outDir?: string }} [options] other programs, or elsewhere
 * @returns {Promise<boolean>} whether anything had to be built
 */
export async function buildServer({ programs, outDir = SERVER_BUILD } = {}) {
  const input = serverEntries(programs);
  const missing = Object.values(input).filter(file => !existsSync(file));
  if (missing.length > 0) {
    throw new Error(`nothing to build from: ${missing.map(file => path.relative(ROOT, file)).join(', ')}`);
  }
  const inputs = inputsOf(
    ['libs/**/*', 'apps/**/*'],
    file => !/^(libs|apps)\/web\//.test(file),
    Object.keys(input),
  );
  return rebuild(outDir, inputs, async folder => {
    const { build } = await import('vite');
    await build({
      configFile: false,
      root: ROOT,
      logLevel: 'warn',
      resolve: { alias: ALIAS },
      // Nest reads the types of constructor parameters at run time.
      oxc: { decorator: { legacy: true, emitDecoratorMetadata: true } },
      ssr: { external: true },
      publicDir: false,
      build: {
        ssr: true,
        target: 'node24',
        outDir: folder,
        emptyOutDir: true,
        sourcemap: true,
        minify: false,
        rolldownOptions: {
          input,
          output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
        },
      },
    });
  });
}

/**
 * Builds the single-page application.
 * @returns {Promise<boolean>} whether anything had to be built
 */
export async function buildWeb() {
  const root = path.join(ROOT, 'apps', 'web');
  if (!existsSync(path.join(root, 'index.html')))
    throw new Error('nothing to build from: apps/web/index.html');
  const shared = /^libs\/(web|domain|contracts|phrases)\/|^apps\/web\//;
  return rebuild(
    WEB_BUILD,
    inputsOf(['libs/**/*', 'apps/web/**/*'], file => shared.test(file), []),
    async folder => {
      const [{ build }, { default: react }] = await Promise.all([
        import('vite'),
        import('@vitejs/plugin-react'),
      ]);
      await build({
        configFile: false,
        root,
        mode: 'production',
        logLevel: 'warn',
        resolve: { alias: ALIAS },
        plugins: [react()],
        build: {
          outDir: folder,
          emptyOutDir: true,
          sourcemap: true,
          // No inline script and no data: URL, so that the content security policy can stay strict.
          modulePreload: { polyfill: false },
          assetsInlineLimit: 0,
          chunkSizeWarningLimit: 1000,
          // No room of ours does anything by merely being imported: what a page does not use stays out of the first chunk.
          rolldownOptions: { treeshake: { moduleSideEffects: id => !/\/libs\//.test(id) } },
        },
      });
    },
  );
}

/**
 * Builds beside the old files and puts the new ones in their place only when all went well.
 * @param {string} outDir @param {string} inputs @param {(folder: string) => Promise<void>} build
 */
async function rebuild(outDir, inputs, build) {
  const known = path.join(outDir, INPUTS_FILE);
  if (existsSync(known) && readFileSync(known, 'utf8') === inputs) return false;
  const half = `${outDir}.${process.pid}`;
  const old = `${half}.old`;
  mkdirSync(path.dirname(outDir), { recursive: true });
  try {
    await build(half);
    writeFileSync(path.join(half, INPUTS_FILE), inputs);
    if (existsSync(outDir)) renameSync(outDir, old);
    renameSync(half, outDir);
  } finally {
    for (const folder of [half, old]) rmSync(folder, { recursive: true, force: true });
  }
  return true;
}

/**
 * A hash of everything that a build reads: sources (specs apart), the lock file, these settings, the entries.
 * @param {string[]} patterns @param {(file: string) => boolean} matters @param {string[]} names
 */
function inputsOf(patterns, matters, names) {
  const sources = globSync(patterns, { cwd: ROOT, withFileTypes: true })
    .filter(item => item.isFile())
    .map(item => path.relative(ROOT, path.join(item.parentPath, item.name)))
    .filter(file => matters(file) && !/\.(spec\.tsx?|md)$/.test(file));
  const settings = ['package-lock.json', 'tsconfig.base.json', 'tools/build.mjs', 'tools/entries.mjs'];
  const hash = createHash('sha256').update(JSON.stringify([names, process.version]));
  for (const file of [...settings, ...sources.sort()]) {
    hash.update(`\0${file}\0`).update(readFileSync(path.join(ROOT, file)));
  }
  return hash.digest('hex');
}

// Each build is a process of its own: Vite sets NODE_ENV for the whole process, and two run on two cores.
if (import.meta.main) {
  const builds = { server: buildServer, web: buildWeb };
  const asked = process.argv.slice(2);
  for (const [name, build] of Object.entries(builds)) {
    if (asked.length > 0 && !asked.includes(name)) continue;
    console.log(`${name}: ${(await build()) ? 'built' : 'unchanged'}`);
  }
}
