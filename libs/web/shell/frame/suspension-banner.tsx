import Box from '@mui/material/Box';
import { formatInstant } from '@sms111/phrases';
import { useSession, useWords } from '@sms111/web/data';
import { Banner, WIDTH } from '@sms111/web/ui';

/** Tells the people of a suspended agency since when and why, above every page. */
export const SuspensionBanner = () => {
  const { banner: t } = useWords().agencies;
  const { suspension } = useSession().unit;
  if (!suspension) return null;
  return (
    <Box sx={{ maxWidth: WIDTH.content, mx: 'auto', mb: 2 }}>
      <Banner tone="bad" title={t.title} live="status">
        {t.text(formatInstant(suspension.since), suspension.reason)}
      </Banner>
    </Box>
  );
};
