import { createRequire } from 'node:module';
import path from 'node:path';

const require = createRequire(import.meta.url);

/**
 * The file of a package's command, to be run by this very Node.
 * @param {string} name @param {string} [command]
 * @returns {string}
 */
export function binary(name, command = name) {
  const file = require.resolve(`${name}/package.json`);
  const { bin } = require(file);
  return path.join(path.dirname(file), typeof bin === 'string' ? bin : bin[command]);
}
