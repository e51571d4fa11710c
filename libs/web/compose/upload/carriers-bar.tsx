import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { formatCount, formatShare, networkName } from '@sms111/phrases';
import { useLanguage, useWords } from '@sms111/web/data';
import { colour } from '@sms111/web/ui';

interface Share {
  readonly network: string;
  readonly rows: number;
}

/** Three steps of one colour: carriers are not better or worse than each other. */
const SHADES = [100, 62, 34, 18] as const;
const shade = (index: number): string =>
  `color-mix(in srgb, ${colour.main} ${SHADES[Math.min(index, SHADES.length - 1)] ?? 100}%, ${colour.paper})`;

/** Which carriers the numbers would go to by their prefixes, as a thin bar with words. */
export const CarriersBar = ({ networks }: { networks: readonly Share[] }) => {
  const language = useLanguage();
  const { networks: words } = useWords().compose;
  const whole = networks.reduce((sum, { rows }) => sum + rows, 0);
  const name = (network: string) => (network === '' ? words.unallocated : networkName(network, language));
  return (
    <Box sx={{ display: 'grid', gap: 1 }}>
      <Typography component="h3" variant="body2" sx={{ color: 'text.secondary' }}>
        {words.title}
      </Typography>
      <Box
        aria-hidden="true"
        sx={{ display: 'flex', gap: '2px', height: 8, borderRadius: 1, overflow: 'hidden' }}
      >
        {networks.map(({ network, rows }, index) => (
          <Box
            key={network}
            sx={{ flexGrow: rows, flexBasis: 0, minWidth: 4, backgroundColor: shade(index) }}
          />
        ))}
      </Box>
      <Box
        component="ul"
        sx={{
          listStyle: 'none',
          m: 0,
          p: 0,
          display: 'flex',
          flexWrap: 'wrap',
          columnGap: 2,
          fontSize: '0.875rem',
        }}
      >
        {networks.map(({ network, rows }, index) => (
          <Box component="li" key={network} sx={{ display: 'inline-flex', alignItems: 'center', gap: 0.75 }}>
            <Box
              aria-hidden="true"
              sx={{ width: 10, height: 10, borderRadius: 0.5, backgroundColor: shade(index) }}
            />
            {name(network)} <strong>{formatCount(rows)}</strong>
            <Box component="span" sx={{ color: colour.textQuiet }}>
              {formatShare(rows, whole)}
            </Box>
          </Box>
        ))}
      </Box>
      <Typography variant="caption" sx={{ color: 'text.secondary' }}>
        {words.hint}
      </Typography>
    </Box>
  );
};
