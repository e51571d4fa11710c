import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { network, NETWORKS, placeOverride } from '@sms111/contracts';
import { normaliseMobile } from '@sms111/domain';
import { codeWords, networkName } from '@sms111/phrases';
import { call, describeError, useLanguage, useWords } from '@sms111/web/data';
import { Banner, DeedButton, Form, useToast } from '@sms111/web/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId } from 'react';
import { useForm } from 'react-hook-form';
import { refreshRouting } from '../routing-query';

interface Fields {
  readonly number: string;
  readonly network: string;
  readonly reason: string;
  /** As the field gives it, in Taipei time: `2026-12-01T09:00`. */
  readonly endsAt: string;
}

const REASON_LENGTH = 200;

/** Sets the carrier of one number by hand. */
export const PlaceOverrideDialog = ({ onClose }: { readonly onClose: () => void }) => {
  const words = useWords();
  const language = useLanguage();
  const t = words.routing.overrides;
  const id = useId();
  const tell = useToast();
  const client = useQueryClient();
  const form = useForm<Fields>({ defaultValues: { number: '', network: 'CHT', reason: '', endsAt: '' } });
  const { errors } = form.formState;
  const place = useMutation({
    mutationFn: (fields: Fields) =>
      call(placeOverride, {
        body: {
          number: fields.number,
          network: network.parse(fields.network),
          reason: fields.reason,
          endsAt: fields.endsAt === '' ? null : `${fields.endsAt}:00+08:00`,
        },
      }),
    onSuccess: async () => {
      await refreshRouting(client);
      tell(t.placed);
      onClose();
    },
  });
  const judge = (number: string): true | string => {
    if (number.trim() === '') return t.numberMissing;
    const verdict = normaliseMobile(number);
    return verdict.ok || codeWords(verdict.code, language).todo;
  };
  const failure = place.error ? describeError(place.error, words) : null;
  return (
    <Dialog open onClose={place.isPending ? undefined : onClose} aria-labelledby={id} maxWidth="sm" fullWidth>
      <Form sx={{ gap: 0 }} onSubmit={form.handleSubmit(fields => place.mutate(fields))}>
        <DialogTitle id={id}>{t.addTitle}</DialogTitle>
        <DialogContent sx={{ display: 'grid', gap: 2 }}>
          {failure && (
            <Banner tone="bad" title={failure.title}>
              {failure.text}
            </Banner>
          )}
          <TextField
            label={t.number}
            autoFocus
            autoComplete="off"
            error={Boolean(errors.number)}
            helperText={errors.number?.message ?? words.routing.lookUp.help}
            slotProps={{ htmlInput: { inputMode: 'tel', maxLength: 30 } }}
            sx={{ mt: 1 }}
            {...form.register('number', { validate: judge })}
          />
          <TextField select label={t.network} defaultValue="CHT" {...form.register('network')}>
            {NETWORKS.map(code => (
              <MenuItem key={code} value={code}>
                {networkName(code, language)}
              </MenuItem>
            ))}
          </TextField>
          <TextField
            label={t.reason}
            error={Boolean(errors.reason)}
            helperText={errors.reason?.message}
            slotProps={{ htmlInput: { maxLength: REASON_LENGTH } }}
            {...form.register('reason', { validate: reason => reason.trim() !== '' || t.reasonMissing })}
          />
          <TextField
            type="datetime-local"
            label={t.endsAt}
            helperText={t.endsAtHelp}
            slotProps={{ inputLabel: { shrink: true } }}
            {...form.register('endsAt')}
          />
        </DialogContent>
        <DialogActions>
          <Button color="inherit" onClick={onClose} disabled={place.isPending}>
            {words.common.cancel}
          </Button>
          <DeedButton type="submit" variant="contained" working={place.isPending}>
            {t.add}
          </DeedButton>
        </DialogActions>
      </Form>
    </Dialog>
  );
};
