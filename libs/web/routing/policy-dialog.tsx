import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { network, policyReason, setRoutingPolicy } from '@sms111/contracts';
import { networkName } from '@sms111/phrases';
import { call, useLanguage, useWords } from '@sms111/web/data';
import { ConfirmDialog, KeyValue, useToast } from '@sms111/web/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { refreshRouting, type Overview } from './routing-query';

type Policy = Overview['policy'];

const REASON_LENGTH = 200;

interface PolicyDialogProps {
  readonly before: Policy;
  readonly wanted: Policy;
  readonly onSaved: () => void;
  readonly onClose: () => void;
}

/** A second look before unknown numbers of the whole platform go another way, with a reason. */
export const PolicyDialog = ({ before: given, wanted, onSaved, onClose }: PolicyDialogProps) => {
  const { policy: t } = useWords().routing;
  const language = useLanguage();
  const tell = useToast();
  const client = useQueryClient();
  // As the person saw it.
  const [before] = useState(given);
  const [reason, setReason] = useState('');
  const save = useMutation({
    mutationFn: () => {
      const { onUnknown, defaultNetwork } = wanted;
      const body = { onUnknown, defaultNetwork: network.parse(defaultNetwork), reason: reason.trim() };
      return call(setRoutingPolicy, { body });
    },
    onSuccess: async () => {
      await refreshRouting(client);
      tell(t.saved);
      onSaved();
      onClose();
    },
  });
  const said = ({ onUnknown, defaultNetwork }: Policy): string =>
    onUnknown === 'hold' ? t.hold : `${t.default}（${networkName(defaultNetwork, language)}）`;
  return (
    <ConfirmDialog
      open
      title={t.confirmTitle}
      deed={t.confirm}
      working={save.isPending}
      error={save.error}
      disabledReason={policyReason.safeParse(reason).success ? undefined : t.reasonMissing}
      onConfirm={() => save.mutate()}
      onClose={onClose}
    >
      <KeyValue
        items={[
          { name: t.now, value: said(before) },
          { name: t.then, value: said(wanted) },
        ]}
      />
      <Typography sx={{ my: 2 }}>{t.effect[wanted.onUnknown]}</Typography>
      <TextField
        label={t.reason}
        helperText={t.reasonHelp}
        value={reason}
        onChange={event => setReason(event.target.value)}
        slotProps={{ htmlInput: { maxLength: REASON_LENGTH } }}
        fullWidth
      />
    </ConfirmDialog>
  );
};
