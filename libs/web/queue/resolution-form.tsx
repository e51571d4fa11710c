import Box from '@mui/material/Box';
import FormControlLabel from '@mui/material/FormControlLabel';
import FormControl from '@mui/material/FormControl';
import FormLabel from '@mui/material/FormLabel';
import MenuItem from '@mui/material/MenuItem';
import Radio from '@mui/material/Radio';
import RadioGroup from '@mui/material/RadioGroup';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { resolveMessages, resolutionSaid, type CallOf } from '@sms111/contracts';
import { FAILURES, type Failure, type Resolution } from '@sms111/domain';
import { formatCount, reasonWords } from '@sms111/phrases';
import { call, describeError, useLanguage, useWords } from '@sms111/web/data';
import { Banner, DeedButton, Form, useToast } from '@sms111/web/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId } from 'react';
import { Controller, useForm, useWatch } from 'react-hook-form';
import { refreshQueue, type DoubtFilter, type Queue } from './queue-queries';

interface Fields {
  readonly said: Resolution;
  readonly why: Failure;
  readonly ids: readonly { readonly id: string }[];
  readonly note: string;
  readonly reference: string;
}

/** What is answered for: one message of some parts, or all that a filter takes in. */
export type Answered =
  | { readonly messageId: string; readonly parts: number }
  | { readonly filter: DoubtFilter; readonly messages: number };

interface ResolutionFormProps {
  readonly answered: Answered;
  readonly policy: Queue['policy'];
  readonly onDone: () => void;
}

type Body = CallOf<typeof resolveMessages>['body'];

const bodyOf = (answered: Answered, { said, why, ids, note, reference }: Fields): Body => {
  const carrierIds = ids.flatMap(({ id }, index) =>
    id.trim() === '' ? [] : [{ part: index + 1, id: id.trim() }],
  );
  return {
    ...('messageId' in answered
      ? { messageId: answered.messageId, messages: 1 }
      : { filter: answered.filter, messages: answered.messages }),
    said,
    note: note.trim(),
    reference: reference.trim(),
    ...(said === 'failed' && { why }),
    ...(said === 'submitted' && 'messageId' in answered && carrierIds.length > 0 && { carrierIds }),
  };
};

/** What the carrier said, with its reason and the letter or ticket that says so. The button says whether it takes effect now. */
export const ResolutionForm = ({ answered, policy, onDone }: ResolutionFormProps) => {
  const words = useWords();
  const language = useLanguage();
  const { form: t } = words.queue;
  const tell = useToast();
  const client = useQueryClient();
  const labelId = useId();
  const parts = 'parts' in answered ? answered.parts : 0;
  const messages = 'messages' in answered ? answered.messages : 1;
  const form = useForm<Fields>({
    defaultValues: {
      said: 'submitted',
      why: 'rejected',
      ids: Array.from({ length: parts }, () => ({ id: '' })),
      note: '',
      reference: '',
    },
  });
  const said = useWatch({ control: form.control, name: 'said' });
  const alone = said !== 'delivered' && messages <= policy.secondPersonAbove;
  const resolve = useMutation({
    mutationFn: (fields: Fields) => call(resolveMessages, { body: bodyOf(answered, fields) }),
    onSuccess: async ({ state }) => {
      await refreshQueue(client);
      tell(state === 'applied' ? t.done : t.proposed);
      onDone();
    },
  });
  const described = resolve.error ? describeError(resolve.error, words) : null;
  const { errors } = form.formState;
  const least = { validate: (text: string) => text.trim().length >= 2 || t.short };
  return (
    <Form onSubmit={form.handleSubmit(fields => resolve.mutate(fields))}>
      {described && (
        <Banner tone="bad" title={described.title}>
          {described.text}
        </Banner>
      )}
      <Controller
        control={form.control}
        name="said"
        render={({ field }) => (
          <FormControl>
            <FormLabel id={labelId}>{t.said}</FormLabel>
            <RadioGroup aria-labelledby={labelId} {...field}>
              {resolutionSaid.options.map(option => (
                <FormControlLabel key={option} value={option} control={<Radio />} label={t.saids[option]} />
              ))}
            </RadioGroup>
            <Typography variant="body2" role="status" sx={{ color: 'text.secondary' }}>
              {t.help[said]}
            </Typography>
          </FormControl>
        )}
      />
      {said === 'failed' && (
        <Controller
          control={form.control}
          name="why"
          render={({ field }) => (
            <TextField select label={t.why} {...field}>
              {FAILURES.map(reason => (
                <MenuItem key={reason} value={reason}>
                  {reasonWords(reason, language).name}
                </MenuItem>
              ))}
            </TextField>
          )}
        />
      )}
      {said === 'submitted' &&
        Array.from({ length: parts }, (_, index) => (
          <TextField
            key={index}
            label={parts === 1 ? t.carrierId : t.carrierIdOf(formatCount(index + 1))}
            slotProps={{ htmlInput: { maxLength: 64, autoComplete: 'off', spellCheck: false } }}
            {...form.register(`ids.${index}.id`)}
          />
        ))}
      <TextField
        label={t.reference}
        error={errors.reference !== undefined}
        helperText={errors.reference?.message ?? t.referenceHint}
        slotProps={{ htmlInput: { maxLength: 80, autoComplete: 'off' } }}
        {...form.register('reference', least)}
      />
      <TextField
        label={t.note}
        multiline
        minRows={2}
        error={errors.note !== undefined}
        helperText={errors.note?.message ?? t.noteHint}
        slotProps={{ htmlInput: { maxLength: 200 } }}
        {...form.register('note', least)}
      />
      <Box sx={{ display: 'grid', gap: 1, justifyItems: 'start' }}>
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>
          {t.twoPersons(formatCount(policy.secondPersonAbove))}
        </Typography>
        <DeedButton type="submit" variant="contained" working={resolve.isPending}>
          {alone ? t.now : t.propose}
        </DeedButton>
      </Box>
    </Form>
  );
};
