import TextField from '@mui/material/TextField';
import { endHold } from '@sms111/contracts';
import { call, useContractForm, useWords } from '@sms111/web/data';
import { FormDialog } from './form-dialog';
import type { LegalHold } from './retention-query';
import { useDeed } from './use-deed';

interface EndHoldDialogProps {
  readonly hold: LegalHold;
  readonly scope: string;
  readonly onClose: () => void;
}

/** Ends a hold, with the reason why. */
export const EndHoldDialog = ({ hold, scope, onClose }: EndHoldDialogProps) => {
  const t = useWords().retention.holds;
  const form = useContractForm(endHold.body, { reason: '' }, { reason: t.reasonMissing });
  const deed = useDeed(
    (body: { reason: string }) => call(endHold, { params: { holdId: hold.id }, body }),
    t.ended,
    onClose,
  );
  const fault = form.formState.errors.reason?.message;
  return (
    <FormDialog
      title={t.endTitle(scope)}
      deed={t.endDeed}
      working={deed.isPending}
      error={deed.error}
      onSubmit={form.handleSubmit(body => deed.mutate(body))}
      onClose={onClose}
    >
      <div>{t.endText}</div>
      <TextField
        label={t.reason}
        autoFocus
        error={Boolean(fault)}
        helperText={fault ?? t.reasonHelp}
        {...form.register('reason')}
      />
    </FormDialog>
  );
};
