/** `node tools/new-library.mjs api/reports` makes a library as all others are. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { findRoom } from './boundaries.mjs';
import { projectOf } from './rooms-on-disk.mjs';

const SHARED_TSCONFIG = ['api', 'web'];

/**
 * The files of a new library.
 * @param {string} room for example `api/reports`; must have a rank
 * @returns {Record<string, string>} path inside the library → text
 */
export function libraryFiles(room) {
  if (!findRoom(room) || /^(apps|e2e)/.test(room))
    throw new Error(`${room} has no rank in tools/boundaries.mjs: give it one`);
  const folder = `libs/${room}`;
  const up = '../'.repeat(folder.split('/').length);
  const { name, sourceRoot, tags } = projectOf(room, folder);
  const project = {
    name,
    $schema: `${up}node_modules/nx/schemas/project-schema.json`,
    projectType: 'library',
    sourceRoot,
    tags,
  };
  const own = !SHARED_TSCONFIG.includes(room.split('/')[0] ?? '');
  const tsconfig = {
    extends: `${up}tsconfig.base.json`,
    compilerOptions: { types: ['node', 'jest'] },
    include: ['**/*.ts'],
  };
  return {
    'index.ts': '// What other rooms may use.\nexport {};\n',
    'README.md': `# ${room}\n\nOwns:\n\nDoes not own:\n`,
    'project.json': `${JSON.stringify(project, null, 2)}\n`,
    ...(own && { 'tsconfig.json': `${JSON.stringify(tsconfig, null, 2)}\n` }),
  };
}

if (import.meta.main) {
  const room = process.argv[2] ?? '';
  const folder = path.join(import.meta.dirname, '..', 'libs', room);
  if (existsSync(path.join(folder, 'index.ts'))) throw new Error(`libs/${room} is there already`);
  mkdirSync(folder, { recursive: true });
  for (const [file, text] of Object.entries(libraryFiles(room)))
    writeFileSync(path.join(folder, file), text, { flag: 'wx' });
  console.log(`libs/${room}: index.ts, README.md, project.json`);
}
