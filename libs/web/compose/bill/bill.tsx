import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { formatCount, formatMoney, formatPrice } from '@sms111/phrases';
import { useWords } from '@sms111/web/data';
import { BadIcon, colour, toneColour, visuallyHidden } from '@sms111/web/ui';
import type { ReactNode } from 'react';
import type { Deed } from './deed';

interface LineProps {
  readonly name: string;
  readonly strong?: boolean;
  /** Under a rule of its own. */
  readonly apart?: boolean;
  readonly children: ReactNode;
}

const Line = ({ name, children, strong = false, apart = false }: LineProps) => (
  <Box
    sx={{
      display: 'flex',
      alignItems: 'baseline',
      justifyContent: 'space-between',
      gap: 2,
      ...(apart ? { borderTop: `1px solid ${colour.line}`, pt: 1, mt: 0.25 } : {}),
    }}
  >
    <Box component="dt" sx={{ color: colour.textQuiet, flexShrink: 0 }}>
      {name}
    </Box>
    <Box
      component="dd"
      sx={{
        m: 0,
        textAlign: 'end',
        fontWeight: strong ? 650 : 400,
        fontSize: strong ? '1.125rem' : 'inherit',
      }}
    >
      {children}
    </Box>
  </Box>
);

interface BillProps {
  readonly deed: Deed;
  readonly unitPrice: string;
  /** 「97 個門號 × 2 則」, where all texts are the same. */
  readonly perMessage: number | null;
}

/** 則數 × 單價 = 預估費用, and what the quota will be. */
export const Bill = ({ deed, unitPrice, perMessage }: BillProps) => {
  const { bill } = useWords().compose;
  const short = deed.after < 0;
  return (
    <Box sx={{ display: 'grid', gap: 1 }}>
      <Box component="dl" sx={{ m: 0, display: 'grid', gap: 0.75 }}>
        <Line name={bill.segments}>
          {bill.segmentCount(formatCount(deed.segments))}
          {perMessage !== null && deed.messages > 0 ? (
            <Typography variant="caption" component="span" sx={{ display: 'block', color: 'text.secondary' }}>
              {bill.perMessage(formatCount(deed.messages), formatCount(perMessage))}
            </Typography>
          ) : null}
        </Line>
        <Line name={bill.unitPrice}>{formatPrice(unitPrice)}</Line>
        <Line name={bill.cost} strong>
          {formatMoney(deed.dollars)}
        </Line>
        <Line name={bill.quota} apart>
          <Box
            component="span"
            sx={{
              display: 'inline-flex',
              alignItems: 'baseline',
              flexWrap: 'wrap',
              gap: 0.75,
              justifyContent: 'flex-end',
            }}
          >
            <span>
              <span style={visuallyHidden}>{`${bill.before} `}</span>
              {formatCount(deed.remaining)}
            </span>
            <Box component="span" aria-hidden="true" sx={{ color: colour.textQuiet }}>
              →
            </Box>
            <Box
              component="strong"
              sx={{ fontWeight: 650, ...(short ? { color: toneColour('bad', 'text') } : {}) }}
            >
              <span style={visuallyHidden}>{`${bill.after} `}</span>
              {formatCount(deed.after)}
            </Box>
          </Box>
          {short ? (
            <Box
              component="span"
              sx={{
                display: 'flex',
                alignItems: 'center',
                justifyContent: 'flex-end',
                gap: 0.5,
                color: toneColour('bad', 'text'),
                fontWeight: 600,
              }}
            >
              <BadIcon aria-hidden sx={{ fontSize: 18 }} />
              {bill.short(formatCount(-deed.after))}
            </Box>
          ) : null}
        </Line>
      </Box>
      <Typography variant="caption" sx={{ color: 'text.secondary' }}>
        {bill.costHint}
      </Typography>
    </Box>
  );
};
