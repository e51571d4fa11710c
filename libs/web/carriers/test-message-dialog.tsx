import TextField from '@mui/material/TextField';
import { testLink } from '@sms111/contracts';
import { normaliseMobile } from '@sms111/domain';
import { call, useWords } from '@sms111/web/data';
import { ConfirmDialog } from '@sms111/web/ui';
import { useState } from 'react';
import { useDeed } from './use-deed';

/** Sends one test message through this very link. */
export const TestMessageDialog = ({
  linkId,
  onClose,
}: {
  readonly linkId: string;
  readonly onClose: () => void;
}) => {
  const { tests: t } = useWords().carriers;
  const [typed, setTyped] = useState('');
  const judged = normaliseMobile(typed);
  const send = useDeed(
    (number: string) => call(testLink, { params: { linkId }, body: { kind: 'message', number } }),
    t.asked,
    onClose,
  );
  return (
    <ConfirmDialog
      open
      title={t.messageTitle(linkId)}
      deed={t.send}
      working={send.isPending}
      error={send.error}
      disabledReason={judged.ok ? undefined : t.numberHelp}
      onConfirm={() => judged.ok && send.mutate(judged.mobile)}
      onClose={onClose}
    >
      <TextField
        label={t.number}
        helperText={t.numberHelp}
        value={typed}
        onChange={event => setTyped(event.target.value)}
        sx={{ mt: 1 }}
        slotProps={{ htmlInput: { inputMode: 'tel' } }}
        fullWidth
      />
    </ConfirmDialog>
  );
};
