import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { splitIntoSegments } from '@sms111/domain';
import { formatCount } from '@sms111/phrases';
import { useWords } from '@sms111/web/data';
import { colour, toneColour, visuallyHidden } from '@sms111/web/ui';
import { Fragment, type ReactNode } from 'react';

/** Where a new segment begins: a thin rule in the line, so that the text stands as it arrives. */
const Cut = ({ segment }: { segment: number }) => {
  const { handset } = useWords().compose;
  return (
    <Box
      component="span"
      sx={{
        // Without a width, and inline: it must not break a line where the handset would not.
        position: 'relative',
        '&::before': {
          content: '""',
          position: 'absolute',
          insetInlineStart: '-1px',
          insetBlockStart: '0.05em',
          width: '2px',
          height: '1.15em',
          backgroundColor: toneColour('warn', 'solid'),
        },
        '&::after': {
          content: `"${segment}"`,
          position: 'absolute',
          insetBlockStart: '-0.8em',
          insetInlineStart: '-6px',
          minWidth: 12,
          borderRadius: '6px',
          fontSize: '0.625rem',
          lineHeight: '12px',
          fontWeight: 700,
          textAlign: 'center',
          backgroundColor: toneColour('warn', 'soft'),
          color: toneColour('warn', 'text'),
        },
      }}
    >
      <span style={visuallyHidden}>{handset.cut(formatCount(segment))}</span>
    </Box>
  );
};

const Bubble = ({ text }: { text: string }) => (
  <Box
    sx={{
      maxWidth: '92%',
      px: 1.75,
      py: 1.25,
      borderRadius: '18px 18px 18px 4px',
      backgroundColor: colour.quiet,
      border: `1px solid ${colour.line}`,
      color: colour.text,
      fontSize: '0.9375rem',
      lineHeight: 1.7,
      whiteSpace: 'pre-wrap',
      overflowWrap: 'anywhere',
    }}
  >
    {splitIntoSegments(text).map((segment, index) => (
      <Fragment key={index}>
        {index > 0 ? <Cut segment={index + 1} /> : null}
        {segment}
      </Fragment>
    ))}
  </Box>
);

interface HandsetProps {
  /** The whole text as it is sent, signature included; `null` while there is none. */
  readonly text: string | null;
  /** Below the handset: whose message it is, arrows to others. */
  readonly children?: ReactNode;
}

/** A handset with the message exactly as it arrives. */
export const Handset = ({ text, children }: HandsetProps) => {
  const { handset } = useWords().compose;
  const units = text === null ? [] : splitIntoSegments(text).map(segment => formatCount(segment.length));
  return (
    <Box sx={{ display: 'grid', gap: 1, justifyItems: 'center' }}>
      <Box
        sx={{
          width: '100%',
          maxWidth: 320,
          border: `1px solid ${colour.fieldLine}`,
          borderRadius: '28px',
          p: 0.75,
          backgroundColor: colour.quiet,
        }}
      >
        <Box
          sx={{
            borderRadius: '22px',
            backgroundColor: colour.paper,
            border: `1px solid ${colour.line}`,
            overflow: 'hidden',
          }}
        >
          <Box
            sx={{
              display: 'grid',
              justifyItems: 'center',
              gap: 0.25,
              py: 1,
              borderBottom: `1px solid ${colour.line}`,
            }}
          >
            <Box
              aria-hidden="true"
              sx={{
                width: 32,
                height: 32,
                borderRadius: '50%',
                display: 'grid',
                placeItems: 'center',
                backgroundColor: colour.main,
                color: colour.onMain,
                fontSize: '0.8125rem',
                fontWeight: 700,
              }}
            >
              {handset.sender}
            </Box>
            <Typography variant="caption" sx={{ fontWeight: 650 }}>
              {handset.sender}
            </Typography>
          </Box>
          <Box
            tabIndex={0}
            role="group"
            aria-label={handset.title}
            sx={{
              p: 1.5,
              minHeight: { xs: 190, md: 150 },
              '&:focus-visible': { outlineOffset: '-3px' },
            }}
          >
            {text === null ? (
              <Typography variant="body2" sx={{ color: 'text.secondary', py: 4, textAlign: 'center' }}>
                {handset.empty}
              </Typography>
            ) : (
              <>
                <Typography
                  variant="caption"
                  component="p"
                  sx={{ color: 'text.secondary', textAlign: 'center', mb: 1 }}
                >
                  {handset.now}
                </Typography>
                <Bubble text={text} />
              </>
            )}
          </Box>
        </Box>
      </Box>
      {units.length > 1 ? (
        <Typography
          variant="caption"
          component="p"
          sx={{ color: 'text.secondary', textAlign: 'center', maxWidth: 320 }}
        >
          {`${handset.cuts(units.join(handset.plus))} ${handset.cutsHint}`}
        </Typography>
      ) : null}
      {children}
    </Box>
  );
};
