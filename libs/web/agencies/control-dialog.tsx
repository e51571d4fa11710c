import Box from '@mui/material/Box';
import TextField from '@mui/material/TextField';
import { agencyReason, listAgencies, resumeAgency, suspendAgency } from '@sms111/contracts';
import { formatCount } from '@sms111/phrases';
import { call, useWords } from '@sms111/web/data';
import { ConfirmDialog, useToast } from '@sms111/web/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Agency } from './agencies-query';

const REASON_LENGTH = 200;

/** Suspends an agency or lets it send again: what that does and does not do, and a reason that its people read. */
export const ControlDialog = ({
  agency: given,
  onClose,
}: {
  readonly agency: Agency;
  readonly onClose: () => void;
}) => {
  const { agencies: t } = useWords();
  const tell = useToast();
  const client = useQueryClient();
  // As the person saw it: a later answer of the list must not turn the deed round.
  const [agency] = useState(given);
  const [reason, setReason] = useState('');
  const words = agency.suspension ? t.resume : t.suspend;
  const control = useMutation({
    mutationFn: () =>
      call(agency.suspension ? resumeAgency : suspendAgency, {
        params: { agencyId: agency.id },
        body: { reason: reason.trim() },
      }),
    onSuccess: () => {
      tell(words.done(agency.name));
      onClose();
    },
    // Also after a refusal: somebody else may have done it.
    onSettled: () => client.invalidateQueries({ queryKey: [listAgencies.id] }),
  });
  return (
    <ConfirmDialog
      open
      title={words.title(agency.name)}
      deed={words.deed}
      danger={!agency.suspension}
      working={control.isPending}
      error={control.error}
      disabledReason={agencyReason.safeParse(reason).success ? undefined : t.reasonMissing}
      onConfirm={() => control.mutate()}
      onClose={onClose}
    >
      <Box component="ul" sx={{ m: 0, mb: 2, pl: 2.5, display: 'grid', gap: 0.75 }}>
        {words.effects(formatCount(agency.waitingMessages)).map(effect => (
          <li key={effect}>{effect}</li>
        ))}
      </Box>
      <TextField
        label={t.reason}
        helperText={words.reasonHelp}
        value={reason}
        onChange={event => setReason(event.target.value)}
        slotProps={{ htmlInput: { maxLength: REASON_LENGTH } }}
        fullWidth
      />
    </ConfirmDialog>
  );
};
