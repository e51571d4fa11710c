import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { sendCode, type ResponseOf } from '@sms111/contracts';
import { formatMinute } from '@sms111/phrases';
import { call, describeError, useWords } from '@sms111/web/data';
import { Banner, useNow } from '@sms111/web/ui';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { endsChallenge } from './challenge';

interface MailCodeProps {
  readonly address: string;
  readonly onSent: () => void;
  readonly onExpired: (error: Error) => void;
}

type Sent = ResponseOf<typeof sendCode> & { readonly againAt: number };

/** Sends the code by e-mail, and again after the time that the server sets. */
export const MailCode = ({ address, onSent, onExpired }: MailCodeProps) => {
  const w = useWords();
  const [sent, setSent] = useState<Sent | null>(null);
  const now = useNow(1000);
  const send = useMutation({
    mutationFn: () => call(sendCode, { body: { method: 'email' } }),
    onSuccess: answer => {
      setSent({ ...answer, againAt: Date.now() + answer.nextAfterSeconds * 1000 });
      onSent();
    },
    onError: error => {
      if (endsChallenge(error)) onExpired(error);
    },
  });
  const wait = sent ? Math.max(0, Math.floor((sent.againAt - now) / 1000)) : 0;
  return (
    <>
      {send.error && <Banner tone="bad">{describeError(send.error, w).text}</Banner>}
      <Typography color="textSecondary" role="status">
        {sent
          ? w.session.codeSent(sent.sentTo, formatMinute(sent.endsAt))
          : w.session.methodHelp.email(address)}
      </Typography>
      <Button
        variant="outlined"
        onClick={() => send.mutate()}
        loading={send.isPending}
        disabled={wait > 0}
        sx={{ justifySelf: 'start' }}
      >
        {wait > 0 ? w.session.sendAgainIn(wait) : sent ? w.session.sendCodeAgain : w.session.sendCode}
      </Button>
    </>
  );
};
