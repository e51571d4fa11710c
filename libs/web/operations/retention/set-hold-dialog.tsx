import TextField from '@mui/material/TextField';
import { setHold } from '@sms111/contracts';
import { call, useWords } from '@sms111/web/data';
import { useState, type FormEvent } from 'react';
import { AgencyField } from './agency-field';
import { FormDialog } from './form-dialog';
import type { Retention } from './retention-query';
import { useDeed } from './use-deed';

const MONTH = /^20\d{2}(0[1-9]|1[0-2])$/;
const SHORTEST = 4;
/** A hold ends with its day in Taipei. */
const endOfDay = (date: string): string => `${date}T23:59:59+08:00`;

/** Sets a hold on an agency, a month, or both. */
export const SetHoldDialog = ({
  agencies,
  onClose,
}: {
  readonly agencies: Retention['agencies'];
  readonly onClose: () => void;
}) => {
  const t = useWords().retention.holds;
  const [values, setValues] = useState({ agencyId: '', month: '', reason: '', until: '' });
  const [tried, setTried] = useState(false);
  const change = (more: Partial<typeof values>) => setValues(before => ({ ...before, ...more }));
  const month = values.month.trim();
  const reason = values.reason.trim();
  const faults = {
    scope: values.agencyId === '' && month === '' ? t.scopeMissing : null,
    month: month !== '' && !MONTH.test(month) ? t.monthWrong : null,
    reason: reason.length < SHORTEST ? t.reasonMissing : null,
  };
  const shown = (fault: string | null) => (tried ? fault : null);
  const deed = useDeed(
    () =>
      call(setHold, {
        body: {
          agencyId: values.agencyId || null,
          month: month || null,
          reason,
          until: values.until ? endOfDay(values.until) : null,
        },
      }),
    t.done,
    onClose,
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!faults.scope && !faults.month && !faults.reason) deed.mutate();
  };
  const wrongMonth = shown(faults.month);
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
        all={t.allAgencies}
        fault={shown(faults.scope)}
      />
      <TextField
        label={t.month}
        value={values.month}
        onChange={event => change({ month: event.target.value })}
        error={wrongMonth !== null}
        helperText={wrongMonth ?? t.monthHelp}
        slotProps={{ htmlInput: { inputMode: 'numeric', maxLength: 6 } }}
      />
      <TextField
        label={t.reason}
        value={values.reason}
        onChange={event => change({ reason: event.target.value })}
        error={shown(faults.reason) !== null}
        helperText={shown(faults.reason) ?? t.reasonHelp}
        slotProps={{ htmlInput: { maxLength: 300 } }}
      />
      <TextField
        type="date"
        label={t.until}
        value={values.until}
        onChange={event => change({ until: event.target.value })}
        helperText={t.untilHelp}
        slotProps={{ inputLabel: { shrink: true } }}
      />
    </FormDialog>
  );
};
