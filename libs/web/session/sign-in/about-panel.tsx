import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useWords } from '@sms111/web/data';
import { colour, GoodIcon, WarnIcon } from '@sms111/web/ui';
import { SampleMessage } from './sample-message';

/** What 111 is, and that staff never ask for codes. */
export const AboutPanel = () => {
  const w = useWords();
  const { about } = w.session;
  return (
    <Box
      component="aside"
      aria-label={w.common.product}
      sx={{
        display: 'flex',
        flexDirection: 'column',
        justifyContent: 'space-between',
        gap: { xs: 2, md: 4 },
        px: { xs: 2.5, sm: 6, lg: 8 },
        py: { xs: 3, md: 6 },
        backgroundColor: colour.mainSoft,
      }}
    >
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1.5 }}>
        <img src="/mark.svg" alt="" width={44} height={44} />
        <Typography sx={{ fontWeight: 650, fontSize: '1.125rem' }}>{w.common.product}</Typography>
      </Box>
      <Box sx={{ display: { xs: 'none', md: 'grid' }, gap: 3, maxWidth: 480 }}>
        <Typography
          component="p"
          sx={{ fontSize: { md: '1.75rem', lg: '2.125rem' }, fontWeight: 700, lineHeight: 1.4 }}
        >
          {about.headline}
        </Typography>
        <Typography>{about.lead}</Typography>
        <SampleMessage />
        <Box component="ul" sx={{ listStyle: 'none', p: 0, m: 0, display: 'grid', gap: 1.5 }}>
          {about.points.map(point => (
            <Box component="li" key={point.title} sx={{ display: 'flex', gap: 1.25 }}>
              <GoodIcon aria-hidden sx={{ color: colour.main, mt: '2px', fontSize: 22 }} />
              <span>
                <strong>{point.title}</strong>
                <Box component="span" sx={{ display: 'block', color: colour.textQuiet }}>
                  {point.text}
                </Box>
              </span>
            </Box>
          ))}
        </Box>
      </Box>
      <Box sx={{ display: 'flex', gap: 1, alignItems: 'center', fontSize: '0.9375rem' }}>
        <WarnIcon aria-hidden sx={{ color: colour.main, fontSize: 22 }} />
        {about.reminder}
      </Box>
    </Box>
  );
};
