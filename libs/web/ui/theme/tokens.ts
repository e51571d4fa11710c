import type { SxProps, Theme } from '@mui/material/styles';
import type { Tone, ToneColours } from './scheme';

/** CSS variables of the theme: they follow the scheme without a render. */
export const colour = {
  page: 'var(--ui-page)',
  paper: 'var(--ui-paper)',
  raised: 'var(--ui-raised)',
  quiet: 'var(--ui-quiet)',
  text: 'var(--ui-text)',
  textQuiet: 'var(--ui-textQuiet)',
  line: 'var(--ui-line)',
  fieldLine: 'var(--ui-fieldLine)',
  main: 'var(--ui-main)',
  onMain: 'var(--ui-onMain)',
  mainSoft: 'var(--ui-mainSoft)',
  sheet: 'var(--ui-sheet)',
  sheetHover: 'var(--ui-sheetHover)',
  onSheet: 'var(--ui-onSheet)',
  chart: 'var(--ui-chart)',
  link: 'var(--ui-link)',
  focus: 'var(--ui-focus)',
} as const;

/** The variable of one part of a meaning: `toneColour('good', 'soft')`. */
export const toneColour = (tone: Tone, part: keyof ToneColours): string => `var(--ui-${tone}-${part})`;

/** Widths of the page, in px. */
export const WIDTH = { content: 1280, form: 720, navigation: 240, rail: 72, panel: 480 } as const;

/** Under what floats: menus, a sheet on top of another. */
export const SHADOW = '0 4px 16px rgb(0 0 0 / 0.1)';

/** Words for screen readers only. */
export const visuallyHidden = {
  position: 'absolute',
  width: '1px',
  height: '1px',
  padding: 0,
  margin: '-1px',
  overflow: 'hidden',
  clip: 'rect(0 0 0 0)',
  whiteSpace: 'nowrap',
  border: 0,
} as const;

type Style = Exclude<SxProps<Theme>, readonly unknown[]>;

/** Styles of our own, and upon them those that were passed in. */
export const withStyles = (own: Style, passed: SxProps<Theme> | undefined): SxProps<Theme> =>
  passed === undefined
    ? own
    : [own, ...(Array.isArray(passed) ? (passed as readonly Style[]) : [passed as Style])];
