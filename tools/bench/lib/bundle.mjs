import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { CACHE, ROOT } from '../../places.mjs';

/**
 * Builds a room of libs as the server build does, so that a benchmark can load it by itself.
 * @param {string} room `smpp` @returns {Promise<string>} the file to import
 */
export async function bundleRoom(room) {
  const folder = path.join(CACHE, 'bench', room);
  mkdirSync(folder, { recursive: true });
  const { build } = await import('vite');
  await build({
    configFile: false,
    root: ROOT,
    logLevel: 'warn',
    ssr: { external: true },
    build: {
      ssr: path.join(ROOT, 'libs', room, 'index.ts'),
      target: 'node24',
      outDir: folder,
      emptyOutDir: true,
      minify: false,
      rolldownOptions: { output: { format: 'es', entryFileNames: 'index.mjs' } },
    },
  });
  return path.join(folder, 'index.mjs');
}
