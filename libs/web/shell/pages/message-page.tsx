import Box from '@mui/material/Box';
import { colour, Page } from '@sms111/web/ui';
import type { ReactNode } from 'react';

interface MessagePageProps {
  readonly icon: ReactNode;
  readonly title: string;
  readonly text: string;
  readonly action: ReactNode;
}

/** A page that has only one thing to say. */
export const MessagePage = ({ icon, title, text, action }: MessagePageProps) => (
  <Box sx={{ pt: { xs: 4, md: 8 } }}>
    <Box aria-hidden sx={{ maxWidth: 720, mx: 'auto', mb: 2, color: colour.main, '& svg': { fontSize: 48 } }}>
      {icon}
    </Box>
    <Page title={title} lead={text} width="form">
      {action}
    </Page>
  </Box>
);
