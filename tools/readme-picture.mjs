/** `node tools/readme-picture.mjs` draws the rooms of tools/boundaries.mjs into the README, between two marks. */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ROOMS } from './boundaries.mjs';

const BEGIN = '<!-- rooms: drawn by tools/readme-picture.mjs -->';
const END = '<!-- /rooms -->';

const SIDES = /** @type {const} */ ([
  ['web', 'Browser'],
  ['api', 'Server'],
  ['shared', 'Both'],
]);

/** @returns {string} a Mermaid chart: one box a rank, arrows from importer to imported */
export function roomsChart() {
  /** The boxes of a side, highest rank first. @type {Record<string, { id: string, rank: number, label: string }[]>} */
  const boxes = {};
  for (const [side] of SIDES) {
    const rooms = ROOMS.filter(room => room.side === side && room.room !== 'e2e');
    const ranks = [...new Set(rooms.map(({ rank }) => rank))].sort((a, b) => b - a);
    boxes[side] = ranks.map(rank => {
      const names = rooms.filter(room => room.rank === rank).map(({ room }) => room);
      return { id: `${side}${rank}`, rank, label: names.join(' · ') };
    });
  }
  const draw = ([side = '', title = '']) => [
    `  subgraph ${title}`,
    ...(boxes[side] ?? []).map(({ id, label }) => `    ${id}["${label}"]`),
    ...(boxes[side] ?? []).slice(1).map(({ id }, index) => `    ${boxes[side]?.[index]?.id} --> ${id}`),
    '  end',
  ];
  const across = ['web', 'api'].map(side => {
    const lowest = boxes[side]?.at(-1);
    const highest = boxes.shared?.find(({ rank }) => rank < (lowest?.rank ?? 0));
    return `  ${lowest?.id} --> ${highest?.id}`;
  });
  return ['flowchart TB', ...SIDES.flatMap(side => draw([...side])), ...across, '  api8 --> smpp'].join('\n');
}

/**
 * @param {string} readme
 * @returns {string | null} the same text with today's picture; null when the marks are not there
 */
export function withPicture(readme) {
  const begin = readme.indexOf(BEGIN);
  const end = readme.indexOf(END);
  if (begin < 0 || end < begin) return null;
  return `${readme.slice(0, begin + BEGIN.length)}\n\n\`\`\`mermaid\n${roomsChart()}\n\`\`\`\n\n${readme.slice(end)}`;
}

if (import.meta.main) {
  const file = path.join(import.meta.dirname, '..', 'README.md');
  const text = withPicture(readFileSync(file, 'utf8'));
  if (text === null) throw new Error(`README.md has no place for the picture: ${BEGIN} … ${END}`);
  writeFileSync(file, text);
}
