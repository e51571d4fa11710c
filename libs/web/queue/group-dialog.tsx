import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import { formatCount } from '@sms111/phrases';
import { useWords } from '@sms111/web/data';
import { useId } from 'react';
import type { DoubtFilter, Queue } from './queue-queries';
import { ResolutionForm } from './resolution-form';

interface GroupDialogProps {
  readonly filter: DoubtFilter;
  /** How many the person was shown; the server refuses when it has become another number. */
  readonly messages: number;
  readonly policy: Queue['policy'];
  readonly onClose: () => void;
}

/** What the carrier said of all messages of a filter. */
export const GroupDialog = ({ filter, messages, policy, onClose }: GroupDialogProps) => {
  const words = useWords();
  const id = useId();
  return (
    <Dialog open onClose={onClose} aria-labelledby={id} maxWidth="sm" fullWidth>
      <DialogTitle id={id}>{words.queue.form.titleMany(formatCount(messages))}</DialogTitle>
      <DialogContent>
        <ResolutionForm answered={{ filter, messages }} policy={policy} onDone={onClose} />
      </DialogContent>
      <DialogActions>
        <Button color="inherit" onClick={onClose}>
          {words.common.cancel}
        </Button>
      </DialogActions>
    </Dialog>
  );
};
