import Box from '@mui/material/Box';
import { styled, type Theme } from '@mui/material/styles';
import { colour } from '../theme/tokens';

/** Opens the row; its area is stretched over the whole row. */
export const CardTitleCell = styled(Box)({
  color: 'inherit',
  textDecoration: 'none',
  font: 'inherit',
  fontWeight: 600,
  textAlign: 'start',
  justifyContent: 'flex-start',
  verticalAlign: 'baseline',
  // A button would hold the area to itself: the row is what it must be measured by.
  '&&': { position: 'static' },
  '&:hover': { textDecoration: 'underline' },
  '&::after': { content: '""', position: 'absolute', inset: 0, borderRadius: 4 },
  '&:focus-visible': { outline: 'none' },
  '&.Mui-focusVisible': { outline: 'none' },
  '&:focus-visible::after': { outline: `3px solid ${colour.focus}`, outlineOffset: '-3px' },
}) as typeof Box;

/** A dense table with quiet lines and a head that stays; below 600 px each row is a card. */
export const tableStyles = (theme: Theme) => ({
  width: '100%',
  '& table': { width: '100%', borderCollapse: 'separate', borderSpacing: 0, fontSize: '0.875rem' },
  '& tbody tr': { position: 'relative' },
  '& tbody tr[data-opens]:hover': { backgroundColor: colour.quiet },
  '& tbody tr[data-selected]': { backgroundColor: colour.mainSoft },
  '& tbody a:not([data-opener]), & tbody button:not([data-opener])': { position: 'relative', zIndex: 1 },
  '&[aria-busy] tbody': { opacity: 0.55, transition: 'opacity 120ms 150ms' },
  [theme.breakpoints.down('lg')]: { "& [data-from='lg']": { display: 'none' } },
  [theme.breakpoints.down('md')]: { "& [data-from='md']": { display: 'none' } },
  [theme.breakpoints.up('sm')]: {
    '& th, & td': {
      textAlign: 'start',
      height: 40,
      padding: '6px 12px',
      borderBottom: `1px solid ${colour.line}`,
      verticalAlign: 'middle',
    },
    "& [data-align='end']": { textAlign: 'end' },
    '& [data-nowrap]': { whiteSpace: 'nowrap' },
    '& th:first-of-type, & td:first-of-type': { paddingInlineStart: '20px' },
    '& th:last-of-type, & td:last-of-type': { paddingInlineEnd: '20px' },
    '& tbody tr:last-of-type td': { borderBottom: 'none' },
    '& th': {
      position: 'sticky',
      top: 'var(--ui-top, 0px)',
      zIndex: 2,
      backgroundColor: colour.quiet,
      color: colour.textQuiet,
      fontWeight: 600,
      fontSize: '0.8125rem',
      whiteSpace: 'nowrap',
    },
  },
  [theme.breakpoints.down('sm')]: {
    '& table, & tbody, & tr': { display: 'block' },
    '& thead': { display: 'none' },
    '& tbody tr': { padding: '12px 16px', borderBottom: `1px solid ${colour.line}` },
    '& tbody tr:last-of-type': { borderBottom: 'none' },
    '& td': {
      display: 'grid',
      gridTemplateColumns: '112px 1fr',
      justifyItems: 'start',
      gap: '8px',
      padding: '2px 0',
      overflowWrap: 'anywhere',
    },
    '& td[data-from], & td:empty': { display: 'none' },
    '& td::before': { content: 'attr(data-label)', color: colour.textQuiet },
    '& td:first-of-type': { display: 'block', fontSize: '1rem', fontWeight: 600, paddingBottom: '6px' },
    '& td:first-of-type::before': { content: 'none' },
  },
});
