import TextField from '@mui/material/TextField';
import { setLogPeriod } from '@sms111/contracts';
import { call, useWords } from '@sms111/web/data';
import { useState, type FormEvent } from 'react';
import { AgencyField } from './agency-field';
import { FormDialog } from './form-dialog';
import type { Retention } from './retention-query';
import { useDeed } from './use-deed';

interface SetPeriodDialogProps {
  readonly agencies: Retention['agencies'];
  readonly months: number;
  readonly onClose: () => void;
}

const SHORTEST = 4;

/** How long an agency's transaction log is kept. */
export const SetPeriodDialog = ({ agencies, months, onClose }: SetPeriodDialogProps) => {
  const w = useWords();
  const t = w.retention.logs;
  const [values, setValues] = useState({
    agencyId: agencies[0]?.id ?? '',
    months: String(months),
    reason: '',
  });
  const [tried, setTried] = useState(false);
  const change = (more: Partial<typeof values>) => setValues(before => ({ ...before, ...more }));
  const reason = values.reason.trim();
  const good = setLogPeriod.body?.safeParse({ months: Number(values.months), reason: 'long enough' }).success;
  const faults = {
    months: good ? null : t.monthsWrong,
    reason: reason.length < SHORTEST ? w.retention.holds.reasonMissing : null,
  };
  const deed = useDeed(
    () =>
      call(setLogPeriod, {
        params: { agencyId: values.agencyId },
        body: { months: Number(values.months), reason },
      }),
    t.done,
    onClose,
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!faults.months && !faults.reason) deed.mutate();
  };
  return (
    <FormDialog
      title={t.setTitle}
      deed={t.set}
      working={deed.isPending}
      error={deed.error}
      onSubmit={submit}
      onClose={onClose}
    >
      <AgencyField
        label={t.agency}
        value={values.agencyId}
        onChange={agencyId => change({ agencyId })}
        agencies={agencies}
        fault={null}
      />
      <TextField
        label={t.months}
        value={values.months}
        onChange={event => change({ months: event.target.value })}
        error={tried && faults.months !== null}
        helperText={tried ? faults.months : null}
        slotProps={{ htmlInput: { inputMode: 'numeric', maxLength: 3 } }}
      />
      <TextField
        label={t.reason}
        value={values.reason}
        onChange={event => change({ reason: event.target.value })}
        error={tried && faults.reason !== null}
        helperText={tried ? faults.reason : null}
        slotProps={{ htmlInput: { maxLength: 300 } }}
      />
    </FormDialog>
  );
};
