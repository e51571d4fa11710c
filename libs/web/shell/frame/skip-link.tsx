import Box from '@mui/material/Box';
import { useWords } from '@sms111/web/data';
import { colour } from '@sms111/web/ui';

/** The first link of every page; seen when it has the focus. */
export const SkipLink = () => (
  <Box
    component="a"
    href="#content"
    sx={{
      position: 'fixed',
      top: 8,
      left: 8,
      zIndex: 2000,
      px: 2,
      py: 1,
      borderRadius: 2,
      backgroundColor: colour.main,
      color: colour.onMain,
      fontWeight: 600,
      transform: 'translateY(-200%)',
      '&:focus': { transform: 'none' },
    }}
  >
    {useWords().shell.skip}
  </Box>
);
