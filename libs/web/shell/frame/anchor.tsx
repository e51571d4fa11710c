import Box from '@mui/material/Box';
import { colour } from '@sms111/web/ui';

interface AnchorProps {
  /** Its own id: the access key leads to it. */
  readonly id: string;
  readonly accessKey: 'U' | 'L' | 'C' | 'Z';
  readonly name: string;
}

/** `:::` before each area, as government sites have it: a place to jump to by access key (無障礙規範). */
export const Anchor = ({ id, accessKey, name }: AnchorProps) => (
  <Box
    component="a"
    id={id}
    href={`#${id}`}
    accessKey={accessKey}
    title={`${name}（Alt+${accessKey}）`}
    aria-label={name}
    sx={{
      color: colour.textQuiet,
      textDecoration: 'none',
      fontSize: '0.75rem',
      lineHeight: 1.2,
      px: 0.25,
      letterSpacing: '0.05em',
      scrollMarginTop: 80,
    }}
  >
    :::
  </Box>
);
