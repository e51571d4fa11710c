import Box from '@mui/material/Box';
import { colour, toneColour } from '@sms111/web/ui';

/** Five small bars, one a segment, that fill as one types. The words beside it say the same. */
export const SegmentMeter = ({ fill, over }: { fill: readonly number[]; over: boolean }) => (
  <Box aria-hidden="true" sx={{ display: 'flex', gap: '3px' }}>
    {fill.map((share, index) => (
      <Box
        key={index}
        sx={{ width: 22, height: 6, borderRadius: '3px', overflow: 'hidden', backgroundColor: colour.line }}
      >
        <Box
          sx={{
            width: `${Math.round(share * 100)}%`,
            height: '100%',
            backgroundColor: over
              ? toneColour('bad', 'solid')
              : index === 0
                ? colour.main
                : toneColour('warn', 'solid'),
          }}
        />
      </Box>
    ))}
  </Box>
);
