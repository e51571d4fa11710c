/** One meaning: words on its background, and the fill of bars and dots. */
export interface ToneColours {
  readonly text: string;
  readonly soft: string;
  readonly solid: string;
}

/**
 * `good` it worked · `active` it is being done · `handed` it is with somebody else · `warn` look here ·
 * `bad` it is wrong · `off` it no longer counts.
 */
export type Tone = 'good' | 'active' | 'handed' | 'warn' | 'bad' | 'off';

/** Colours by meaning; features name the meaning and never a colour. */
export interface Scheme {
  readonly page: string;
  readonly paper: string;
  readonly raised: string;
  /** Behind table heads and quiet blocks. */
  readonly quiet: string;
  readonly text: string;
  readonly textQuiet: string;
  readonly line: string;
  /** Borders of fields: 3:1 against what they stand on. */
  readonly fieldLine: string;
  readonly main: string;
  readonly mainHover: string;
  readonly onMain: string;
  readonly mainSoft: string;
  /** A large sheet in the main colour, and the words on it. */
  readonly sheet: string;
  readonly sheetHover: string;
  readonly onSheet: string;
  /** Bars and lines of a chart. */
  readonly chart: string;
  readonly link: string;
  readonly focus: string;
  readonly tones: Readonly<Record<Tone, ToneColours>>;
}

export const LIGHT: Scheme = {
  page: '#f5f8f8',
  paper: '#ffffff',
  raised: '#ffffff',
  quiet: '#eef3f2',
  text: '#13211f',
  textQuiet: '#4b5d5a',
  line: '#dbe4e2',
  fieldLine: '#7d8f8c',
  main: '#00665c',
  mainHover: '#004f47',
  onMain: '#ffffff',
  mainSoft: '#e0f0ed',
  sheet: '#00665c',
  sheetHover: '#004f47',
  onSheet: '#ffffff',
  chart: '#12776b',
  link: '#005f56',
  focus: '#0a84c6',
  tones: {
    good: { text: '#17602f', soft: '#e4f3e8', solid: '#2f8f4e' },
    active: { text: '#1b5489', soft: '#e6eff9', solid: '#3d82c4' },
    handed: { text: '#0b5c63', soft: '#dff1f3', solid: '#3aa3ad' },
    warn: { text: '#744a00', soft: '#fdf0d3', solid: '#d69a1c' },
    bad: { text: '#a8231b', soft: '#fcebe9', solid: '#cc3b30' },
    off: { text: '#4b5d5a', soft: '#e9eeed', solid: '#96a6a3' },
  },
};

/** Drawn for the dark, not turned around: surfaces rise by getting lighter, colours lose weight. */
export const DARK: Scheme = {
  page: '#0e1615',
  paper: '#15201e',
  raised: '#1c2927',
  quiet: '#1a2624',
  text: '#e4edeb',
  textQuiet: '#a5b7b3',
  line: '#2a3a37',
  fieldLine: '#74877f',
  main: '#63c9ba',
  mainHover: '#86d8cc',
  onMain: '#00241f',
  mainSoft: '#12342f',
  sheet: '#0e4a43',
  sheetHover: '#125a52',
  onSheet: '#e3fbf6',
  chart: '#2fa192',
  link: '#7fd6c9',
  focus: '#6cc4ff',
  tones: {
    good: { text: '#86dba1', soft: '#13301f', solid: '#3fa564' },
    active: { text: '#97c5f2', soft: '#14293f', solid: '#4c8fd4' },
    handed: { text: '#7fd2da', soft: '#103236', solid: '#2f9aa4' },
    warn: { text: '#f3c766', soft: '#382b0b', solid: '#c7952b' },
    bad: { text: '#ffaba3', soft: '#3d1c19', solid: '#d8584d' },
    off: { text: '#b4c3c0', soft: '#243230', solid: '#6c7f7b' },
  },
};
