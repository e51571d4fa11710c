import type { Scheme, Tone } from './scheme';

export interface Pair {
  readonly name: string;
  readonly front: string;
  readonly back: string;
  /** Smallest contrast by WCAG 2.1: 4.5 for words, 3 for borders, focus and the parts of a chart. */
  readonly least: 4.5 | 3;
}

const TONES: readonly Tone[] = ['good', 'active', 'handed', 'warn', 'bad', 'off'];

/** Every pair of colours that the components put upon each other. */
export const pairsOf = (scheme: Scheme): Pair[] => {
  const surfaces = { page: scheme.page, paper: scheme.paper, raised: scheme.raised, quiet: scheme.quiet };
  return [
    ...Object.entries(surfaces).flatMap(([name, back]): Pair[] => [
      { name: `text on ${name}`, front: scheme.text, back, least: 4.5 },
      { name: `quiet text on ${name}`, front: scheme.textQuiet, back, least: 4.5 },
      { name: `link on ${name}`, front: scheme.link, back, least: 4.5 },
      { name: `main on ${name}`, front: scheme.main, back, least: 4.5 },
      { name: `field line on ${name}`, front: scheme.fieldLine, back, least: 3 },
      { name: `focus on ${name}`, front: scheme.focus, back, least: 3 },
      { name: `bad text on ${name}`, front: scheme.tones.bad.text, back, least: 4.5 },
    ]),
    { name: 'words on the main button', front: scheme.onMain, back: scheme.main, least: 4.5 },
    { name: 'words on the hovered main button', front: scheme.onMain, back: scheme.mainHover, least: 4.5 },
    { name: 'words on the sheet', front: scheme.onSheet, back: scheme.sheet, least: 4.5 },
    { name: 'words on the hovered sheet', front: scheme.onSheet, back: scheme.sheetHover, least: 4.5 },
    { name: 'chart on paper', front: scheme.chart, back: scheme.paper, least: 3 },
    { name: 'link on soft main', front: scheme.link, back: scheme.mainSoft, least: 4.5 },
    { name: 'text on soft main', front: scheme.text, back: scheme.mainSoft, least: 4.5 },
    ...TONES.flatMap((tone): Pair[] => {
      const { text, soft } = scheme.tones[tone];
      return [
        { name: `${tone} on its soft`, front: text, back: soft, least: 4.5 },
        { name: `${tone} on paper`, front: text, back: scheme.paper, least: 4.5 },
        { name: `${tone} on page`, front: text, back: scheme.page, least: 4.5 },
        { name: `text on soft ${tone}`, front: scheme.text, back: soft, least: 4.5 },
      ];
    }),
  ];
};
