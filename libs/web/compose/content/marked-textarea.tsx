import Box from '@mui/material/Box';
import { colour, toneColour } from '@sms111/web/ui';
import type { Ref } from 'react';
import { markText } from './marked-text';
import type { PlacedFinding } from './place-findings';

const UNDERLINE = { error: 'bad', warning: 'warn' } as const;

interface MarkedTextareaProps {
  readonly id: string;
  readonly name: string;
  readonly value: string;
  readonly findings: readonly PlacedFinding[];
  readonly placeholder: string;
  readonly describedBy: string;
  readonly invalid: boolean;
  readonly onChange: (value: string) => void;
  readonly onBlur: () => void;
  readonly ref: Ref<HTMLTextAreaElement>;
}

/**
 * A field that underlines what was found in its text and grows with it. The underlines stand on a copy of the text
 * that lies exactly under the field; screen readers hear the findings from the list instead.
 */
export const MarkedTextarea = ({ ref, ...props }: MarkedTextareaProps) => (
  <Box
    sx={{
      display: 'grid',
      '& > *': {
        gridArea: '1 / 1',
        m: 0,
        px: 2,
        py: 1.25,
        minHeight: '8.5em',
        font: 'inherit',
        fontSize: '1.0625rem',
        lineHeight: 1.75,
        letterSpacing: 0,
        whiteSpace: 'pre-wrap',
        overflowWrap: 'anywhere',
        tabSize: 1,
      },
    }}
  >
    <Box aria-hidden="true" sx={{ color: 'transparent', pointerEvents: 'none', userSelect: 'none' }}>
      {markText(props.value, props.findings).map((stretch, index) =>
        stretch.severity === null ? (
          <span key={index}>{stretch.text}</span>
        ) : (
          <Box
            component="span"
            key={index}
            sx={{
              borderRadius: '3px',
              backgroundColor: toneColour(UNDERLINE[stretch.severity], 'soft'),
              textDecoration: `underline wavy ${toneColour(UNDERLINE[stretch.severity], 'solid')}`,
              textDecorationSkipInk: 'none',
              textUnderlineOffset: '4px',
            }}
          >
            {stretch.text}
          </Box>
        ),
      )}
      {/* A last line break has no height of its own. */ '\u200b'}
    </Box>
    <Box
      component="textarea"
      id={props.id}
      name={props.name}
      ref={ref}
      value={props.value}
      placeholder={props.placeholder}
      aria-describedby={props.describedBy}
      aria-invalid={props.invalid || undefined}
      spellCheck={false}
      rows={4}
      onChange={event => props.onChange(event.target.value)}
      onBlur={props.onBlur}
      sx={{
        display: 'block',
        width: '100%',
        border: 0,
        color: colour.text,
        backgroundColor: 'transparent',
        resize: 'none',
        overflow: 'hidden',
        '&:focus-visible': { outline: 'none' },
        '&::placeholder': { color: colour.textQuiet, opacity: 1 },
      }}
    />
  </Box>
);
