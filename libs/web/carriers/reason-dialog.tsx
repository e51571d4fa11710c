import Box from '@mui/material/Box';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useWords } from '@sms111/web/data';
import { Banner, ConfirmDialog } from '@sms111/web/ui';
import { useState } from 'react';
import { useDeed } from './use-deed';

const SHORTEST = 2;
const LONGEST = 200;

interface ReasonDialogProps {
  readonly title: string;
  readonly text: string;
  /** What the person may not have seen. */
  readonly warning?: string | undefined;
  readonly deed: string;
  readonly done?: string;
  readonly danger?: boolean;
  readonly run: (reason: string) => Promise<unknown>;
  readonly onClose: () => void;
}

/** A deed that one person may do, with a reason that others can read afterwards. */
export const ReasonDialog = ({
  title,
  text,
  warning,
  deed,
  done,
  danger,
  run,
  onClose,
}: ReasonDialogProps) => {
  const { deeds: t } = useWords().carriers;
  const [reason, setReason] = useState('');
  const mutation = useDeed(run, done ?? t.done, onClose);
  return (
    <ConfirmDialog
      open
      title={title}
      deed={deed}
      danger={danger}
      working={mutation.isPending}
      error={mutation.error}
      disabledReason={reason.trim().length < SHORTEST ? t.reasonMissing : undefined}
      onConfirm={() => mutation.mutate(reason.trim())}
      onClose={onClose}
    >
      <Typography sx={{ mb: 2 }}>{text}</Typography>
      {warning && (
        <Box sx={{ mb: 2 }}>
          <Banner tone="bad">{warning}</Banner>
        </Box>
      )}
      <TextField
        label={t.reason}
        helperText={t.reasonHelp}
        value={reason}
        onChange={event => setReason(event.target.value)}
        slotProps={{ htmlInput: { maxLength: LONGEST } }}
        fullWidth
        multiline
        minRows={2}
      />
    </ConfirmDialog>
  );
};
