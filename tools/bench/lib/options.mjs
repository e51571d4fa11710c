import { parseArgs } from 'node:util';

/**
 * Arguments of a benchmark: numbers in their order, then options; `--json file` is known to all.
 * @param {readonly string[]} args
 * @param {readonly number[]} usual what the numbers are when they are not given
 * @param {import('node:util').ParseArgsConfig['options']} [options]
 * @returns {{ numbers: number[], options: Record<string, string | boolean | undefined>, json: string | undefined }}
 */
export function readOptions(args, usual, options = {}) {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { ...options, json: { type: 'string' } },
    allowPositionals: true,
  });
  const given = positionals.map(text => {
    if (!/^\d+$/.test(text)) throw new Error(`"${text}" is not a whole number`);
    return Number(text);
  });
  const numbers = usual.map((value, i) => given[i] ?? value);
  return {
    numbers,
    options: /** @type {Record<string, any>} */ (values),
    json: /** @type {any} */ (values).json,
  };
}
