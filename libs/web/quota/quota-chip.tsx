import Box from '@mui/material/Box';
import { formatCount } from '@sms111/phrases';
import { useCan, useWords } from '@sms111/web/data';
import { colour, QuotaIcon, toneColour, WarnIcon } from '@sms111/web/ui';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { isLow, quotaQuery } from './quota-query';

/** What may still be sent, always in sight; amber and with a sign when it runs low. */
export const QuotaChip = () => {
  const w = useWords();
  const may = useCan('quota.view');
  const { data } = useQuery({ ...quotaQuery, enabled: may });
  const balance = data?.own;
  if (!may || !balance) return null;
  const low = isLow(balance);
  const count = formatCount(balance.remaining);
  const label = low ? w.shell.quotaLow(count) : w.shell.quotaLeft(count);
  const Icon = low ? WarnIcon : QuotaIcon;
  return (
    <Box
      component={Link}
      to="/quota"
      aria-label={label}
      title={label}
      sx={{
        display: 'flex',
        alignItems: 'center',
        gap: 0.75,
        minHeight: 36,
        px: 1.25,
        borderRadius: 2,
        whiteSpace: 'nowrap',
        fontSize: '0.875rem',
        fontWeight: 600,
        textDecoration: 'none',
        color: low ? toneColour('warn', 'text') : colour.text,
        backgroundColor: low ? toneColour('warn', 'soft') : 'transparent',
        '&:hover': { backgroundColor: low ? toneColour('warn', 'soft') : colour.quiet },
      }}
    >
      <Icon aria-hidden sx={{ fontSize: 20 }} />
      <Box component="span" sx={{ display: { xs: 'none', md: 'inline' } }}>
        {label}
      </Box>
      {/* On the narrowest window (WCAG 1.4.10: 320 px) only the icon has room; the link still says the whole. */}
      <Box
        component="span"
        aria-hidden
        sx={{ display: { xs: 'inline', md: 'none' }, '@media (max-width:359.95px)': { display: 'none' } }}
      >
        {w.common.segments(count)}
      </Box>
    </Box>
  );
};
