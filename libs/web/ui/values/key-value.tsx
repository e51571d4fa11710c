import Box from '@mui/material/Box';
import { Fragment, type ReactNode } from 'react';
import { colour } from '../theme/tokens';

export interface KeyValueItem {
  readonly name: string;
  readonly value: ReactNode;
}

/** Names and values in two columns; below each other where it is narrow. */
export const KeyValue = ({
  items,
  nameWidth = 128,
}: {
  items: readonly KeyValueItem[];
  nameWidth?: number;
}) => (
  <Box
    component="dl"
    sx={{
      display: 'grid',
      gridTemplateColumns: { xs: '1fr', sm: `${nameWidth}px 1fr` },
      columnGap: 2,
      rowGap: { xs: 0, sm: 1 },
      m: 0,
      fontSize: '0.9375rem',
    }}
  >
    {items.map(({ name, value }) => (
      <Fragment key={name}>
        <Box component="dt" sx={{ color: colour.textQuiet }}>
          {name}
        </Box>
        <Box component="dd" sx={{ m: 0, mb: { xs: 1.25, sm: 0 }, minWidth: 0, overflowWrap: 'anywhere' }}>
          {value}
        </Box>
      </Fragment>
    ))}
  </Box>
);
