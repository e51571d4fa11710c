import Box from '@mui/material/Box';
import { useWords } from '@sms111/web/data';
import { colour, SHADOW } from '@sms111/web/ui';

/** A message as a citizen sees it: the sender 111, the agency's name first. */
export const SampleMessage = () => {
  const { sample } = useWords().session.about;
  return (
    <Box component="figure" aria-label={sample.label} lang="zh-Hant-TW" sx={{ m: 0, maxWidth: 360 }}>
      <Box
        sx={{
          backgroundColor: colour.raised,
          border: `1px solid ${colour.line}`,
          borderRadius: 3,
          p: 2,
          display: 'flex',
          gap: 1.5,
          boxShadow: SHADOW,
        }}
      >
        <img src="/mark.svg" alt="" width={32} height={32} style={{ flexShrink: 0 }} />
        <Box sx={{ fontSize: '0.9375rem', lineHeight: 1.6, minWidth: 0 }}>
          <Box sx={{ color: colour.textQuiet, fontSize: '0.8125rem' }}>{sample.sender}</Box>
          <Box sx={{ fontWeight: 650 }}>{sample.name}</Box>
          {sample.text}
        </Box>
      </Box>
    </Box>
  );
};
