import Box from '@mui/material/Box';
import { useWords } from '@sms111/web/data';
import { colour, toneColour, visuallyHidden } from '@sms111/web/ui';
import type { Stretch } from '../content/marked-text';

const UNDERLINE = { error: 'bad', warning: 'warn' } as const;

interface MarkedCellProps {
  readonly stretches: readonly Stretch[];
  /** The cell returned its row. */
  readonly offending: boolean;
  /** Three lines, for rows that nobody has to read. */
  readonly short?: boolean;
  /** A number is not broken. */
  readonly unbroken?: boolean;
}

/** A cell of the file as it came; what returned the row is framed, and underlined where the place is known. */
export const MarkedCell = ({ stretches, offending, short = false, unbroken = false }: MarkedCellProps) => {
  const { upload } = useWords().compose;
  const empty = stretches.every(({ text }) => text.trim() === '');
  return (
    <Box
      component="span"
      sx={{
        display: short ? '-webkit-box' : 'inline-block',
        WebkitBoxOrient: 'vertical',
        WebkitLineClamp: short ? 3 : undefined,
        overflow: short ? 'hidden' : undefined,
        maxWidth: '100%',
        whiteSpace: unbroken ? 'pre' : 'pre-wrap',
        overflowWrap: 'anywhere',
        ...(offending
          ? {
              px: 0.75,
              py: 0.125,
              borderRadius: 1,
              backgroundColor: toneColour('bad', 'soft'),
              boxShadow: `inset 0 0 0 1px ${toneColour('bad', 'solid')}`,
            }
          : {}),
      }}
    >
      {offending ? <span style={visuallyHidden}>{upload.offending}</span> : null}
      {empty ? (
        <Box component="span" sx={{ color: colour.textQuiet }}>
          {offending ? upload.emptyCell : ''}
        </Box>
      ) : (
        stretches.map(({ text, severity }, index) =>
          severity === null ? (
            <bdi key={index}>{text}</bdi>
          ) : (
            <Box
              component="bdi"
              key={index}
              sx={{
                fontWeight: 600,
                textDecoration: `underline wavy ${toneColour(UNDERLINE[severity], 'solid')}`,
                textDecorationSkipInk: 'none',
                textUnderlineOffset: '3px',
              }}
            >
              {text}
            </Box>
          ),
        )
      )}
    </Box>
  );
};
