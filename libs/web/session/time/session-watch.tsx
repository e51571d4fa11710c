import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import { formatLeft } from '@sms111/phrases';
import { sessionQuery, useExtendSession, useSession, useSignOut, useWords } from '@sms111/web/data';
import { DeedButton, useToast } from '@sms111/web/ui';
import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { remainingOf, useRemaining } from './remaining';

/** How long before the end one is asked. */
export const WARNING_SECONDS = 120;
const ASK_AGAIN_MS = 10_000;

/**
 * Warns two minutes before the session ends, and asks whether to go on. While it warns it asks the server: another
 * tab may have gone on meanwhile, and when the session has ended the shell leads to the sign-in page.
 */
export const SessionWatch = () => {
  const w = useWords();
  const tell = useToast();
  const titleId = useId();
  const textId = useId();
  const session = useSession();
  const { seconds, absolute } = useRemaining(session);
  const [waved, setWaved] = useState<string | null>(null);
  const extend = useExtendSession();
  const signOut = useSignOut();
  const near = seconds <= WARNING_SECONDS;
  useQuery({
    ...sessionQuery,
    refetchInterval: near ? ASK_AGAIN_MS : false,
    refetchIntervalInBackground: true,
    staleTime: 0,
    refetchOnMount: false,
  });

  // The longest time of a session cannot be extended: said once, then one is left to finish.
  const open = near && !(absolute && waved === session.absoluteEndsAt);
  const goOn = () =>
    absolute
      ? setWaved(session.absoluteEndsAt)
      : extend.mutate(undefined, { onSuccess: () => tell(w.session.warning.extended) });
  const left = formatLeft(seconds);
  return (
    <Dialog
      open={open}
      onClose={(_, reason) => reason === 'escapeKeyDown' && goOn()}
      role="alertdialog"
      aria-labelledby={titleId}
      aria-describedby={textId}
      maxWidth="xs"
      fullWidth
    >
      <DialogTitle id={titleId}>{w.session.warning.title}</DialogTitle>
      <DialogContent id={textId}>
        {absolute ? w.session.warning.absolute(left) : w.session.warning.text(left)}
      </DialogContent>
      <DialogActions>
        <Button color="inherit" onClick={() => signOut.mutate()}>
          {w.session.signOut}
        </Button>
        <DeedButton variant="contained" autoFocus onClick={goOn} working={extend.isPending}>
          {absolute ? w.common.close : w.session.warning.extend}
        </DeedButton>
      </DialogActions>
    </Dialog>
  );
};

export { remainingOf };
