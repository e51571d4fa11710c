import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import { useWords } from '@sms111/web/data';
import { useCallback, useId } from 'react';
import { useBeforeUnload, useBlocker } from 'react-router';

interface LeaveGuardProps {
  readonly unsent: () => boolean;
  /** What becomes of it, where it is not a draft. */
  readonly text?: string;
}

/** Asks before a page with something unsent is left, by a link, by Back, or by closing the tab. */
export const LeaveGuard = ({ unsent, text }: LeaveGuardProps) => {
  const { leave } = useWords().compose;
  const id = useId();
  const blocker = useBlocker(
    useCallback(
      ({ currentLocation, nextLocation }) => currentLocation.pathname !== nextLocation.pathname && unsent(),
      [unsent],
    ),
  );
  useBeforeUnload(
    useCallback(
      (event: BeforeUnloadEvent) => {
        if (unsent()) event.preventDefault();
      },
      [unsent],
    ),
  );
  const blocked = blocker.state === 'blocked';
  return (
    <Dialog open={blocked} onClose={() => blocker.reset?.()} aria-labelledby={id} maxWidth="xs" fullWidth>
      <DialogTitle id={id}>{leave.title}</DialogTitle>
      <DialogContent>{text ?? leave.text}</DialogContent>
      <DialogActions>
        <Button color="inherit" onClick={() => blocker.proceed?.()}>
          {leave.leave}
        </Button>
        <Button variant="contained" autoFocus onClick={() => blocker.reset?.()}>
          {leave.stay}
        </Button>
      </DialogActions>
    </Dialog>
  );
};
