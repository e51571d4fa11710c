import Box from '@mui/material/Box';
import { useWords } from '@sms111/web/data';
import { colour } from '@sms111/web/ui';

/** The first words of a message in one line of a table; whole on a phone. */
export const Excerpt = ({ text }: { text: string | null }) => {
  const { hiddenContent } = useWords().records;
  return (
    <Box
      component="span"
      title={text ?? undefined}
      sx={{
        display: { sm: 'block' },
        maxWidth: { sm: 200, lg: 300 },
        overflow: { sm: 'hidden' },
        textOverflow: { sm: 'ellipsis' },
        whiteSpace: { sm: 'nowrap' },
        ...(text === null ? { color: colour.textQuiet } : {}),
      }}
    >
      {text ?? hiddenContent}
    </Box>
  );
};
