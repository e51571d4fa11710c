import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { declaredIn, findRoom, judgeImport, roomOf } from './boundaries.mjs';

const SOURCES = ['libs/**/*.{ts,tsx}', 'apps/**/*.{ts,tsx}', 'e2e/**/*.{ts,tsx}'];

/**
 * Every import in the repository that the table forbids.
 * @param {string} root
 * @returns {string[]} `file: why`
 */
export function forbiddenImports(root) {
  const declared = declaredIn(JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')));
  return sourcesIn(root).flatMap(file => {
    const { importedFiles } = ts.preProcessFile(readFileSync(path.join(root, file), 'utf8'), true, true);
    return importedFiles.flatMap(({ fileName: specifier }) => {
      const why = judgeImport({ file, specifier, declared });
      return why ? [`${file}: ${why}`] : [];
    });
  });
}

/**
 * What is wrong with the rooms as Nx sees them: each is a project of its own, named and tagged for its path.
 * @param {string} root
 * @returns {string[]}
 */
export function faultyRooms(root) {
  const rooms = new Set(sourcesIn(root).map(file => roomOf(file) ?? ''));
  return [...rooms].sort().flatMap(room => {
    if (!findRoom(room)) return [`${room}: no rank in tools/boundaries.mjs`];
    if (room === 'e2e') return [];
    const isApp = room.startsWith('apps/');
    const folder = isApp ? room : `libs/${room}`;
    const wanted = isApp ? ['project.json'] : ['project.json', 'index.ts', 'README.md'];
    const missing = wanted.filter(file => !existsSync(path.join(root, folder, file)));
    if (missing.length > 0) return missing.map(file => `${folder}: no ${file}`);
    const { name, tags, sourceRoot } = JSON.parse(
      readFileSync(path.join(root, folder, 'project.json'), 'utf8'),
    );
    const right = projectOf(room, folder);
    if (name === right.name && sourceRoot === folder && tags?.includes(right.tags[0])) return [];
    return [`${folder}/project.json: must say ${JSON.stringify(right)}`];
  });
}

/** @param {string} room @param {string} folder */
export const projectOf = (room, folder) => ({
  name: room.replace(/^apps\//, '').replaceAll('/', '-'),
  sourceRoot: folder,
  tags: [`room:${room}`],
});

/** @param {string} root @returns {string[]} relative to it, with `/` */
const sourcesIn = root => globSync(SOURCES, { cwd: root }).map(file => file.split(path.sep).join('/'));
