import { createTheme, type PaletteOptions } from '@mui/material/styles';
import { componentStyles } from './component-styles';
import { DARK, LIGHT, type Scheme } from './scheme';

const FONT = [
  "'Noto Sans TC Variable'",
  "'Noto Sans TC'",
  "'PingFang TC'",
  "'Microsoft JhengHei'",
  "'Noto Sans CJK TC'",
  "'WenQuanYi Micro Hei'",
  'system-ui',
  'sans-serif',
].join(', ');

const paletteOf = (scheme: Scheme): PaletteOptions => ({
  primary: { main: scheme.main, dark: scheme.mainHover, light: scheme.mainSoft, contrastText: scheme.onMain },
  secondary: { main: scheme.textQuiet, contrastText: scheme.paper },
  error: { main: scheme.tones.bad.text, contrastText: scheme.paper },
  warning: { main: scheme.tones.warn.text, contrastText: scheme.paper },
  success: { main: scheme.tones.good.text, contrastText: scheme.paper },
  info: { main: scheme.tones.active.text, contrastText: scheme.paper },
  text: { primary: scheme.text, secondary: scheme.textQuiet },
  background: { default: scheme.page, paper: scheme.paper },
  divider: scheme.line,
});

/** The product's theme on MUI: calm, exact, light; rounded a little, shadows hardly. */
export const theme = createTheme({
  cssVariables: { cssVarPrefix: 'ui-mui', colorSchemeSelector: 'data-scheme' },
  colorSchemes: { light: { palette: paletteOf(LIGHT) }, dark: { palette: paletteOf(DARK) } },
  shape: { borderRadius: 6 },
  breakpoints: { values: { xs: 0, sm: 600, md: 900, lg: 1200, xl: 1536 } },
  typography: {
    fontFamily: FONT,
    fontSize: 15,
    htmlFontSize: 16,
    h1: { fontSize: '1.625rem', fontWeight: 650, lineHeight: 1.3 },
    h2: { fontSize: '1.125rem', fontWeight: 650, lineHeight: 1.4 },
    h3: { fontSize: '1rem', fontWeight: 650, lineHeight: 1.5 },
    body1: { fontSize: '1rem', lineHeight: 1.65 },
    body2: { fontSize: '0.875rem', lineHeight: 1.6 },
    caption: { fontSize: '0.8125rem', lineHeight: 1.5 },
    button: { fontSize: '0.9375rem', fontWeight: 600, textTransform: 'none' },
  },
  transitions: {
    duration: {
      shortest: 100,
      shorter: 120,
      short: 140,
      standard: 160,
      complex: 180,
      enteringScreen: 160,
      leavingScreen: 120,
    },
  },
  components: componentStyles,
});
