import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import TextField from '@mui/material/TextField';
import { proposeLinkChange, type CallOf } from '@sms111/contracts';
import { call, describeError, useContractForm, useWords } from '@sms111/web/data';
import { Banner, DeedButton, Form, PasswordField } from '@sms111/web/ui';
import { useId } from 'react';
import type { LinkSettings } from './links-query';
import { SETTING_FIELDS } from './setting-fields';
import { useSettingWords } from './setting-words';
import { useDeed } from './use-deed';

type Body = CallOf<typeof proposeLinkChange>['body'];

interface SettingsDialogProps {
  readonly title: string;
  readonly linkId: string;
  readonly settings: LinkSettings;
  readonly onClose: () => void;
}

/** What is typed as text, as the contract takes it. */
const asValue =
  (isNumber: boolean, nullable: boolean) =>
  (text: unknown): unknown => {
    if (nullable && (text === '' || text === null)) return null;
    return isNumber && text !== '' ? Number(text) : text;
  };

/** Proposes other settings of a link; another person approves them. */
export const SettingsDialog = ({ title, linkId, settings, onClose }: SettingsDialogProps) => {
  const w = useWords();
  const t = w.carriers.settings;
  const say = useSettingWords();
  const id = useId();
  const form = useContractForm(proposeLinkChange.body, { settings, reason: '' });
  const propose = useDeed(
    (body: Body) => call(proposeLinkChange, { params: { linkId }, body }),
    t.proposed,
    onClose,
  );
  const described = propose.error ? describeError(propose.error, w) : null;
  const { errors } = form.formState;
  return (
    <Dialog
      open
      onClose={propose.isPending ? undefined : onClose}
      aria-labelledby={id}
      maxWidth="md"
      fullWidth
    >
      <Form sx={{ gap: 0 }} onSubmit={form.handleSubmit(body => propose.mutate(body))}>
        <DialogTitle id={id}>{title}</DialogTitle>
        <DialogContent sx={{ display: 'grid', gap: 2 }}>
          {described && (
            <Banner tone="bad" title={described.title}>
              {described.text}
            </Banner>
          )}
          <Box sx={{ display: 'grid', gap: 2, pt: 1, gridTemplateColumns: { xs: '1fr', sm: '1fr 1fr' } }}>
            {SETTING_FIELDS.map(({ name, kind, nullable = false, options }) => {
              const fault = errors.settings?.[name]?.message;
              const isNumber = kind === 'number' || typeof options?.[0] === 'number';
              return (
                <TextField
                  key={name}
                  label={say.name(name)}
                  error={Boolean(fault)}
                  helperText={fault}
                  select={kind === 'choice'}
                  multiline={kind === 'long'}
                  minRows={kind === 'long' ? 3 : undefined}
                  sx={kind === 'long' ? { gridColumn: '1 / -1' } : undefined}
                  slotProps={{
                    select: { native: true },
                    inputLabel: { shrink: true },
                    htmlInput: { inputMode: kind === 'number' ? 'numeric' : undefined },
                  }}
                  {...form.register(`settings.${name}`, { setValueAs: asValue(isNumber, nullable) })}
                >
                  {options?.map(option => (
                    <option key={option} value={option}>
                      {say.value(option)}
                    </option>
                  ))}
                </TextField>
              );
            })}
            <PasswordField
              label={t.password}
              autoComplete="new-password"
              error={Boolean(errors.password)}
              helperText={errors.password?.message ?? t.passwordHelp}
              {...form.register('password', {
                setValueAs: (text: unknown) => (text === '' ? undefined : text),
              })}
            />
          </Box>
          <TextField
            label={w.carriers.deeds.reason}
            error={Boolean(errors.reason)}
            helperText={errors.reason?.message ?? w.carriers.deeds.reasonHelp}
            {...form.register('reason')}
          />
        </DialogContent>
        <DialogActions>
          <Button color="inherit" onClick={onClose} disabled={propose.isPending}>
            {w.common.cancel}
          </Button>
          <DeedButton type="submit" variant="contained" working={propose.isPending}>
            {t.propose}
          </DeedButton>
        </DialogActions>
      </Form>
    </Dialog>
  );
};
