import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { formatCount } from '@sms111/phrases';
import { useWords } from '@sms111/web/data';
import { BadIcon, colour, GoodIcon, toneColour } from '@sms111/web/ui';
import type { ReactNode } from 'react';
import type { Upload } from './file-facts';

interface VerdictPanelProps {
  readonly upload: Upload;
  /** What follows from it, in a sentence. */
  readonly sentence: string;
  /** What can be done now. */
  readonly children?: ReactNode;
}

/** The verdict on a file in one plain, big sentence. */
export const VerdictPanel = ({ upload, sentence, children }: VerdictPanelProps) => {
  const { upload: words } = useWords().compose;
  const { total, accepted, returned, skipped } = upload.rows;
  const tone = upload.state === 'returned' ? 'bad' : 'good';
  const Icon = tone === 'bad' ? BadIcon : GoodIcon;
  return (
    <Box
      role="status"
      sx={{
        display: 'grid',
        gap: 2,
        p: { xs: 2, sm: 2.5 },
        borderRadius: 2,
        border: `1px solid ${colour.line}`,
        borderInlineStart: `4px solid ${toneColour(tone, 'solid')}`,
        backgroundColor: colour.paper,
      }}
    >
      <Box sx={{ display: 'flex', gap: 1.5, alignItems: 'flex-start' }}>
        <Icon aria-hidden sx={{ fontSize: 32, color: toneColour(tone, 'text') }} />
        <Box>
          <Typography
            component="p"
            sx={{ fontSize: { xs: '1.25rem', sm: '1.375rem' }, fontWeight: 650, lineHeight: 1.45 }}
          >
            {words.verdict(
              formatCount(total),
              formatCount(accepted),
              formatCount(returned),
              formatCount(skipped),
            )}
          </Typography>
          <Typography sx={{ color: 'text.secondary' }}>{sentence}</Typography>
        </Box>
      </Box>
      {children ? <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>{children}</Box> : null}
    </Box>
  );
};
