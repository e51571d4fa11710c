import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { formatCount, type Words } from '@sms111/phrases';
import { useWords } from '@sms111/web/data';
import { toneColour, visuallyHidden } from '@sms111/web/ui';
import type { Length } from './length';
import { SegmentMeter } from './segment-meter';

/** Why the text is counted as it is, and how to make it one segment less. */
const whyOf = (length: Length, words: Words['compose']['contentField']): string => {
  const segments = formatCount(length.segments);
  if (length.over > 0) return words.tooLong(formatCount(length.over));
  if (length.tooManySegments) return words.tooManySegments;
  if (length.oneLess === null)
    return `${words.leftInSegment(formatCount(length.left), segments)} ${words.single}`;
  const less = words.oneLess(formatCount(length.oneLess), formatCount(length.segments - 1));
  return `${words.split(segments)}${less}`;
};

/** 「47 字 · 1 則」 as one types, with a word why. */
export const ContentCounter = ({ id, length, pairs }: { id: string; length: Length; pairs: boolean }) => {
  const { compose } = useWords();
  const field = compose.contentField;
  const wrong = length.over > 0 || length.tooManySegments;
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', columnGap: 1.5, rowGap: 0.5 }}>
      <Typography
        component="p"
        sx={{
          fontWeight: 650,
          fontSize: '1.125rem',
          whiteSpace: 'nowrap',
          color: wrong ? toneColour('bad', 'text') : 'inherit',
        }}
      >
        <Box component="span" sx={visuallyHidden}>
          {`${field.counterLabel} `}
        </Box>
        {compose.counter(formatCount(length.units), formatCount(length.segments))}
      </Typography>
      <SegmentMeter fill={length.fill} over={wrong} />
      <Typography
        id={id}
        variant="body2"
        sx={{ flexBasis: '100%', color: wrong ? toneColour('bad', 'text') : 'text.secondary' }}
      >
        {whyOf(length, field)}
        {pairs ? ` ${field.pair}` : null}
      </Typography>
      <Box component="span" aria-live="polite" sx={visuallyHidden}>
        {length.segments > 1 || wrong ? field.announce(formatCount(length.segments)) : ''}
      </Box>
    </Box>
  );
};
