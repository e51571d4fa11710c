import FormControlLabel from '@mui/material/FormControlLabel';
import Switch from '@mui/material/Switch';
import TextField from '@mui/material/TextField';
import Box from '@mui/material/Box';
import { proposeCarrierChange, type CallOf } from '@sms111/contracts';
import { call, useWords } from '@sms111/web/data';
import { ConfirmDialog } from '@sms111/web/ui';
import { useState } from 'react';
import { errorLines, readErrorLines } from './error-lines';
import { ErrorMapField, useLineFault } from './error-map-field';
import type { LinkDetail } from './links-query';
import { useDeed } from './use-deed';

type Body = CallOf<typeof proposeCarrierChange>['body'];

interface HabitsDialogProps {
  readonly title: string;
  readonly carrier: LinkDetail['link']['carrier'];
  readonly habits: LinkDetail['habits'];
  readonly onClose: () => void;
}

/** Proposes another error map, or what else a carrier offers; another person approves it. */
export const HabitsDialog = ({ title, carrier, habits, onClose }: HabitsDialogProps) => {
  const { habits: t, settings, deeds } = useWords().carriers;
  const [lines, setLines] = useState(errorLines(habits.errors));
  const [offersQuerySm, setOffersQuerySm] = useState(habits.offersQuerySm);
  const [sender, setSender] = useState(habits.testSender ?? '');
  const [reason, setReason] = useState('');
  const sayFault = useLineFault();
  const read = readErrorLines(lines);
  const propose = useDeed(
    (body: Body) => call(proposeCarrierChange, { params: { carrier }, body }),
    settings.proposed,
    onClose,
  );
  const isShort = reason.trim().length < 2;
  return (
    <ConfirmDialog
      open
      title={title}
      deed={settings.propose}
      working={propose.isPending}
      error={propose.error}
      disabledReason={read.ok ? (isShort ? deeds.reasonMissing : undefined) : sayFault(read.fault)}
      onConfirm={() =>
        read.ok &&
        propose.mutate({
          habits: { errors: read.errors, offersQuerySm, testSender: sender.trim() || null },
          reason: reason.trim(),
        })
      }
      onClose={onClose}
    >
      <Box sx={{ display: 'grid', gap: 2, pt: 1 }}>
        <ErrorMapField value={lines} onChange={setLines} />
        <TextField
          label={t.testSender}
          helperText={t.testSenderHelp}
          value={sender}
          onChange={event => setSender(event.target.value)}
        />
        <FormControlLabel
          control={
            <Switch checked={offersQuerySm} onChange={event => setOffersQuerySm(event.target.checked)} />
          }
          label={t.querySm}
        />
        <TextField
          label={deeds.reason}
          helperText={deeds.reasonHelp}
          value={reason}
          onChange={event => setReason(event.target.value)}
        />
      </Box>
    </ConfirmDialog>
  );
};
