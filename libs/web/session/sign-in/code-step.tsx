import Button from '@mui/material/Button';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { enterCode } from '@sms111/contracts';
import { call, describeError, useContractForm, useWords, type Session } from '@sms111/web/data';
import { Banner, DeedButton, Form } from '@sms111/web/ui';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { endsChallenge, preferredMethod, rememberMethod, type Challenge, type Method } from './challenge';
import { MailCode } from './mail-code';
import { MethodChoice } from './method-choice';

interface CodeStepProps {
  readonly challenge: Challenge;
  readonly onDone: (session: Session) => void;
  /** Back to the first step; with a reason when the challenge is used up. */
  readonly onStartOver: (why: string | null) => void;
}

/** The second factor, by the method of the last time. */
export const CodeStep = ({ challenge, onDone, onStartOver }: CodeStepProps) => {
  const w = useWords();
  const [method, setMethod] = useState<Method>(() => preferredMethod(challenge));
  const form = useContractForm(enterCode.body, { method, code: '' }, { code: w.session.codeMissing });
  const attempt = useMutation({
    mutationFn: (code: string) => call(enterCode, { body: { method, code } }),
    onSuccess: session => {
      rememberMethod(method);
      onDone(session);
    },
    onError: error => {
      if (endsChallenge(error)) onStartOver(describeError(error, w).text);
      else form.setFocus('code', { shouldSelect: true });
    },
  });
  const choose = (next: Method) => {
    setMethod(next);
    attempt.reset();
    form.reset({ method: next, code: '' });
  };
  const fault = form.formState.errors.code?.message;
  return (
    <Form onSubmit={form.handleSubmit(({ code }) => attempt.mutate(code))}>
      <Typography variant="h1">{w.session.codeStep}</Typography>
      {attempt.error && <Banner tone="bad">{describeError(attempt.error, w).text}</Banner>}
      {challenge.methods.length > 1 && (
        <MethodChoice methods={challenge.methods} chosen={method} onChoose={choose} />
      )}
      {method === 'email' ? (
        <MailCode
          address={challenge.emailMasked ?? ''}
          onSent={() => form.setFocus('code')}
          onExpired={error => onStartOver(describeError(error, w).text)}
        />
      ) : (
        <Typography color="textSecondary">{w.session.methodHelp.totp}</Typography>
      )}
      <TextField
        key={method}
        label={w.session.code}
        autoComplete="one-time-code"
        autoFocus
        error={Boolean(fault)}
        helperText={fault}
        slotProps={{
          htmlInput: {
            inputMode: 'numeric',
            maxLength: 6,
            style: { letterSpacing: '0.3em', fontSize: '1.25rem' },
          },
        }}
        {...form.register('code')}
      />
      <DeedButton type="submit" variant="contained" size="large" working={attempt.isPending}>
        {w.session.enter}
      </DeedButton>
      <Button color="inherit" onClick={() => onStartOver(null)} sx={{ justifySelf: 'start', ml: -2 }}>
        {w.session.startOver}
      </Button>
    </Form>
  );
};
