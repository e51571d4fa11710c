import Box from '@mui/material/Box';
import TextField from '@mui/material/TextField';
import { lookUpNumber } from '@sms111/contracts';
import { normaliseMobile } from '@sms111/domain';
import { codeWords } from '@sms111/phrases';
import { call, describeError, useLanguage, useWords } from '@sms111/web/data';
import { Banner, DeedButton, Form, SearchIcon, Section } from '@sms111/web/ui';
import { useMutation } from '@tanstack/react-query';
import { useForm } from 'react-hook-form';
import { RouteExplained } from './route-explained';

/** Asks where one number goes. It is a deed and no address: a number does not belong into the history of a browser. */
export const LookUpSection = () => {
  const words = useWords();
  const language = useLanguage();
  const t = words.routing.lookUp;
  const form = useForm({ defaultValues: { number: '' } });
  const lookUp = useMutation({
    mutationFn: (number: string) => call(lookUpNumber, { body: { number } }),
  });
  const judge = (number: string): true | string => {
    if (number.trim() === '') return t.missing;
    const verdict = normaliseMobile(number);
    return verdict.ok || codeWords(verdict.code, language).todo;
  };
  const fault = form.formState.errors.number?.message;
  const failure = lookUp.error ? describeError(lookUp.error, words) : null;
  return (
    <Section title={t.title} lead={t.lead}>
      <Box sx={{ display: 'grid', gap: 2.5, gridTemplateColumns: 'minmax(0, 1fr)' }}>
        <Form
          onSubmit={form.handleSubmit(({ number }) => lookUp.mutate(number))}
          sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'flex-start', gap: 1.5 }}
        >
          <TextField
            label={t.number}
            error={Boolean(fault)}
            helperText={fault ?? t.help}
            autoComplete="off"
            slotProps={{ htmlInput: { inputMode: 'tel', maxLength: 30 } }}
            sx={{ width: { xs: '100%', sm: 360 } }}
            {...form.register('number', { validate: judge })}
          />
          <DeedButton
            type="submit"
            variant="contained"
            startIcon={<SearchIcon />}
            working={lookUp.isPending}
            sx={{ minHeight: 40 }}
          >
            {t.submit}
          </DeedButton>
        </Form>
        {failure && (
          <Banner tone="bad" title={failure.title}>
            {failure.text}
            {failure.note && <div>{failure.note}</div>}
          </Banner>
        )}
        {lookUp.data && <RouteExplained explained={lookUp.data} />}
      </Box>
    </Section>
  );
};
