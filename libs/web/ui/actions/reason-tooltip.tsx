import Tooltip from '@mui/material/Tooltip';
import type { ReactElement } from 'react';

/** Shows why something is locked, on hover and on focus; without a reason, nothing. */
export const ReasonTooltip = ({ reason, children }: { reason?: string | null; children: ReactElement }) =>
  reason ? (
    <Tooltip title={reason} describeChild slotProps={{ popper: { 'aria-hidden': true } }}>
      {children}
    </Tooltip>
  ) : (
    children
  );
