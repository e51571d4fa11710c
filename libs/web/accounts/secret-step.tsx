import Checkbox from '@mui/material/Checkbox';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import FormControlLabel from '@mui/material/FormControlLabel';
import { useWords } from '@sms111/web/data';
import { Banner, CopyField, DeedButton } from '@sms111/web/ui';
import { useId, useState } from 'react';

interface SecretStepProps {
  readonly secret: string;
  readonly label: string;
  readonly onClose: () => void;
}

/** The key, this once. It is left only when the person says that it is kept. */
export const SecretStep = ({ secret, label, onClose }: SecretStepProps) => {
  const w = useWords();
  const t = w.apiKeys;
  const id = useId();
  const [kept, setKept] = useState(false);
  return (
    <Dialog open aria-labelledby={id} maxWidth="sm" fullWidth>
      <DialogTitle id={id}>{t.created}</DialogTitle>
      <DialogContent sx={{ display: 'grid', gap: 2 }}>
        <Banner tone="warn">{t.secretOnce}</Banner>
        <CopyField label={`${t.secret}（${label}）`} value={secret} />
        <FormControlLabel
          control={<Checkbox checked={kept} onChange={event => setKept(event.target.checked)} />}
          label={t.kept}
        />
      </DialogContent>
      <DialogActions>
        <DeedButton variant="contained" disabledReason={kept ? null : t.kept} onClick={onClose}>
          {t.closeSecret}
        </DeedButton>
      </DialogActions>
    </Dialog>
  );
};
