import Button, { type ButtonProps } from '@mui/material/Button';
import CircularProgress from '@mui/material/CircularProgress';
import { useId } from 'react';
import { withStyles } from '../theme/tokens';
import { useUiWords } from '../theme/ui-provider';
import { ReasonTooltip } from './reason-tooltip';

export interface DeedButtonProps extends Omit<ButtonProps, 'disabled' | 'loading'> {
  /** The deed is being done: it cannot be done twice. */
  readonly working?: boolean;
  /** Why it cannot be done now. The button stays reachable and says it. */
  readonly disabledReason?: string | null;
}

/** A button that says the deed. Locked, it can still be reached, and tells why. */
export const DeedButton = ({
  working = false,
  disabledReason,
  children,
  startIcon,
  onClick,
  ...rest
}: DeedButtonProps) => {
  const words = useUiWords();
  const reasonId = useId();
  const locked = working || Boolean(disabledReason);
  return (
    <>
      <ReasonTooltip reason={disabledReason}>
        <Button
          {...rest}
          aria-disabled={locked || undefined}
          aria-describedby={disabledReason ? reasonId : rest['aria-describedby']}
          onClick={event => (locked ? event.preventDefault() : onClick?.(event))}
          startIcon={
            working ? <CircularProgress size={16} color="inherit" aria-label={words.working} /> : startIcon
          }
          sx={withStyles(locked ? { opacity: 0.6, cursor: 'not-allowed' } : {}, rest.sx)}
        >
          {children}
        </Button>
      </ReasonTooltip>
      {disabledReason && (
        <span id={reasonId} hidden>
          {disabledReason}
        </span>
      )}
    </>
  );
};
