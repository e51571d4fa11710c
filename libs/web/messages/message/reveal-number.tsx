import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { revealNumber } from '@sms111/contracts';
import { formatMobile, isMobile } from '@sms111/domain';
import { call, describeError, useCan, useWords } from '@sms111/web/data';
import { Banner, DeedButton, EyeIcon, EyeOffIcon, PermissionButton } from '@sms111/web/ui';
import { useMutation } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { useForm } from 'react-hook-form';

interface RevealNumberProps {
  readonly messageId: string;
  /** `0912***678`. */
  readonly masked: string;
}

const LEAST = 2;
const MOST = 200;

/** The number, masked; whole for those who may and who say what for. It is nowhere kept but on this page. */
export const RevealNumber = ({ messageId, masked }: RevealNumberProps) => {
  const words = useWords();
  const { message: said } = words.records;
  const allowed = useCan('record.read-content');
  const id = useId();
  const [asking, setAsking] = useState(false);
  const form = useForm<{ purpose: string }>({ defaultValues: { purpose: '' } });
  const reveal = useMutation({
    mutationFn: ({ purpose }: { purpose: string }) =>
      call(revealNumber, { params: { messageId }, body: { purpose: purpose.trim() } }),
    onSuccess: () => {
      setAsking(false);
      form.reset();
    },
    gcTime: 0,
  });
  const number = reveal.data?.number;
  const { purpose: problem } = form.formState.errors;

  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 1 }}>
      <Typography component="span" sx={{ fontSize: '1.25rem', fontWeight: 650 }} aria-live="polite">
        {number === undefined ? masked : isMobile(number) ? formatMobile(number) : number}
      </Typography>
      {number === undefined ? (
        <PermissionButton
          size="small"
          variant="outlined"
          startIcon={<EyeIcon />}
          allowed={allowed}
          deniedReason={said.revealLocked}
          onClick={() => setAsking(true)}
          sx={{ minHeight: 32 }}
        >
          {said.reveal}
        </PermissionButton>
      ) : (
        <Button
          size="small"
          color="inherit"
          startIcon={<EyeOffIcon />}
          onClick={() => reveal.reset()}
          sx={{ minHeight: 32 }}
        >
          {said.hide}
        </Button>
      )}
      <Dialog open={asking} onClose={() => setAsking(false)} aria-labelledby={id} maxWidth="sm" fullWidth>
        <form noValidate onSubmit={event => void form.handleSubmit(values => reveal.mutate(values))(event)}>
          <DialogTitle id={id}>{said.revealTitle}</DialogTitle>
          <DialogContent sx={{ display: 'grid', gap: 2 }}>
            <div>{said.revealLead}</div>
            {reveal.error ? (
              <Banner tone="bad" title={describeError(reveal.error, words).title}>
                {describeError(reveal.error, words).text}
              </Banner>
            ) : null}
            <TextField
              {...form.register('purpose', {
                validate: value => value.trim().length >= LEAST || said.purposeShort,
              })}
              label={said.purpose}
              required
              autoFocus
              multiline
              minRows={2}
              error={problem !== undefined}
              helperText={problem?.message ?? said.purposeHint}
              slotProps={{ htmlInput: { maxLength: MOST } }}
            />
            <Typography variant="body2" sx={{ color: 'text.secondary' }}>
              {said.revealNote}
            </Typography>
          </DialogContent>
          <DialogActions>
            <Button color="inherit" onClick={() => setAsking(false)}>
              {words.common.cancel}
            </Button>
            <DeedButton type="submit" variant="contained" working={reveal.isPending}>
              {said.revealConfirm}
            </DeedButton>
          </DialogActions>
        </form>
      </Dialog>
    </Box>
  );
};
