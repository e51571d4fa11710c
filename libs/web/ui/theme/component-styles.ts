import type { ThemeOptions } from '@mui/material/styles';
import { colour, SHADOW } from './tokens';

const RING = { outline: `3px solid ${colour.focus}`, outlineOffset: '2px' } as const;

/** How MUI's own components look here. */
export const componentStyles: ThemeOptions['components'] = {
  MuiButtonBase: {
    defaultProps: { disableRipple: true },
    styleOverrides: { root: { fontFamily: 'inherit', '&.Mui-focusVisible': RING } },
  },
  MuiButton: {
    defaultProps: { disableElevation: true },
    styleOverrides: {
      root: { minHeight: 40, paddingInline: 16, whiteSpace: 'nowrap' },
      sizeSmall: { minHeight: 32, paddingInline: 12 },
      outlined: { borderColor: colour.fieldLine },
    },
  },
  MuiIconButton: { styleOverrides: { root: { borderRadius: 8, color: colour.textQuiet } } },
  MuiListItemButton: { styleOverrides: { root: { fontSize: '0.9375rem' } } },
  MuiPaper: { defaultProps: { elevation: 0 }, styleOverrides: { root: { backgroundImage: 'none' } } },
  MuiCard: { styleOverrides: { root: { border: `1px solid ${colour.line}` } } },
  MuiDialog: {
    styleOverrides: {
      paper: { backgroundColor: colour.raised, border: `1px solid ${colour.line}`, borderRadius: 12 },
    },
  },
  MuiDialogTitle: {
    defaultProps: { component: 'h2' },
    styleOverrides: { root: { fontSize: '1.125rem', fontWeight: 650 } },
  },
  MuiDialogActions: { styleOverrides: { root: { padding: '8px 24px 20px', gap: 8 } } },
  MuiMenu: {
    styleOverrides: {
      paper: {
        backgroundColor: colour.raised,
        border: `1px solid ${colour.line}`,
        boxShadow: SHADOW,
      },
    },
  },
  MuiPopover: {
    styleOverrides: {
      paper: {
        backgroundColor: colour.raised,
        border: `1px solid ${colour.line}`,
        boxShadow: SHADOW,
      },
    },
  },
  MuiTooltip: {
    defaultProps: { arrow: true, enterDelay: 300 },
    styleOverrides: {
      tooltip: { fontSize: '0.8125rem', backgroundColor: colour.text, color: colour.paper },
      arrow: { color: colour.text },
    },
  },
  MuiTextField: { defaultProps: { size: 'small', fullWidth: true } },
  MuiOutlinedInput: {
    styleOverrides: {
      root: { backgroundColor: colour.paper, '& input, & textarea': { fontSize: '1rem' } },
      notchedOutline: { borderColor: colour.fieldLine },
    },
  },
  MuiFormHelperText: { styleOverrides: { root: { marginInline: 0, fontSize: '0.875rem' } } },
  MuiLink: {
    defaultProps: { underline: 'always' },
    styleOverrides: {
      root: {
        color: colour.link,
        textUnderlineOffset: '3px',
        '&:focus-visible': { ...RING, borderRadius: 4 },
      },
    },
  },
  MuiTab: { styleOverrides: { root: { minHeight: 44 } } },
  MuiSkeleton: { defaultProps: { animation: 'wave' } },
  MuiCssBaseline: {
    styleOverrides: {
      html: { scrollPaddingTop: '80px' },
      body: { backgroundColor: colour.page, color: colour.text, fontVariantNumeric: 'tabular-nums' },
      ':focus-visible': RING,
      'h1:focus, main:focus': { outline: 'none' },
      '@media (prefers-reduced-motion: reduce)': {
        '*, *::before, *::after': {
          animationDuration: '0.01ms !important',
          animationIterationCount: '1 !important',
          transitionDuration: '0.01ms !important',
          scrollBehavior: 'auto !important',
        },
      },
    },
  },
};
