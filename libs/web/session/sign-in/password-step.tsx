import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { enterPassword } from '@sms111/contracts';
import { call, describeError, useContractForm, useWords } from '@sms111/web/data';
import { Banner, DeedButton, Form, PasswordField } from '@sms111/web/ui';
import { useMutation } from '@tanstack/react-query';
import type { Challenge } from './challenge';

interface PasswordStepProps {
  readonly onDone: (challenge: Challenge) => void;
  readonly onTry: () => void;
}

/** Account and password. What was wrong with them is never said. */
export const PasswordStep = ({ onDone, onTry }: PasswordStepProps) => {
  const w = useWords();
  const form = useContractForm(
    enterPassword.body,
    { login: '', password: '' },
    { login: w.session.loginMissing, password: w.session.passwordMissing },
  );
  const attempt = useMutation({
    mutationFn: (body: { login: string; password: string }) => call(enterPassword, { body }),
    onMutate: onTry,
    onSuccess: onDone,
    onError: () => form.setFocus('password', { shouldSelect: true }),
  });
  const { errors } = form.formState;
  return (
    <Form onSubmit={form.handleSubmit(values => attempt.mutate(values))}>
      <Typography variant="h1">{w.session.passwordStep}</Typography>
      {attempt.error && <Banner tone="bad">{describeError(attempt.error, w).text}</Banner>}
      <TextField
        label={w.session.login}
        autoComplete="username"
        autoFocus
        error={Boolean(errors.login)}
        helperText={errors.login?.message}
        {...form.register('login')}
      />
      <PasswordField
        label={w.session.password}
        autoComplete="current-password"
        error={Boolean(errors.password)}
        helperText={errors.password?.message}
        {...form.register('password')}
      />
      <DeedButton type="submit" variant="contained" size="large" working={attempt.isPending}>
        {w.session.next}
      </DeedButton>
      <Typography variant="body2" color="textSecondary">
        {w.session.help}
      </Typography>
    </Form>
  );
};
