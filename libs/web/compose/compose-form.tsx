import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { formatCount } from '@sms111/phrases';
import { useSession, useWords } from '@sms111/web/data';
import { Banner, Section, useToast } from '@sms111/web/ui';
import { useCallback, useDeferredValue, useMemo, useRef, useState } from 'react';
import { Controller, useForm, useWatch } from 'react-hook-form';
import { useNavigate } from 'react-router';
import { Bill } from './bill/bill';
import { type ComposeData, deedOf, needsSecondLook } from './bill/deed';
import { Handset } from './bill/handset';
import { SendButton } from './bill/send-button';
import type { ComposeFields } from './compose-fields';
import { composeLocks } from './compose-locks';
import { ContentEditor } from './content/content-editor';
import { LaneField } from './lane-field';
import { readRecipients } from './recipients/read-recipients';
import { RecipientsField } from './recipients/recipients-field';
import { amendDraft, dropDraft } from './send/compose-draft';
import { LeaveGuard } from './send/leave-guard';
import { Refusal } from './send/refusal';
import { SecondLook } from './send/second-look';
import { useFoundDraft, useKeepDraft } from './send/use-draft';
import { useOnce } from './send/use-once';
import { useSendBatch } from './send/use-send-batch';
import { TwoColumns } from './two-columns';
import { useLane } from './use-lane';
import { useVerdict } from './use-verdict';
import { ViewSwitch, type View } from './view-switch';

/** The whole form: what is written at the left, how it arrives and what it costs at the right. */
export const ComposeForm = ({ data }: { data: ComposeData }) => {
  const { common, compose } = useWords();
  const { account } = useSession();
  const navigate = useNavigate();
  const tell = useToast();
  const draft = useFoundDraft();
  const sent = useRef(false);
  const [view, setView] = useState<View>('write');
  const [looking, setLooking] = useState(false);
  const [restored, setRestored] = useState(draft.found);
  const [lane, setLane] = useLane(data.lanes);

  const standard = data.signatures.find(({ isDefault }) => isDefault) ?? data.signatures[0];
  const known = data.signatures.find(({ id }) => id === draft.found?.signatureId) ?? standard;
  const form = useForm<ComposeFields>({
    defaultValues: {
      name: draft.found?.name ?? '',
      signatureId: known?.id ?? '',
      body: draft.found?.body ?? '',
      recipients: '',
    },
  });
  useKeepDraft(form, draft.sendKey);

  const values = useWatch({ control: form.control });
  const pasted = useDeferredValue(values.recipients ?? '');
  const recipients = useMemo(() => readRecipients(pasted), [pasted]);
  const body = values.body ?? '';
  const signatureId = values.signatureId ?? '';
  const verdict = useVerdict('web', data.signatures, signatureId, body);
  const written = body.trim() !== '';
  const perMessage = written ? verdict.segments : 0;
  const deed = deedOf(recipients.sendable.length, recipients.sendable.length * perMessage, data);
  const locks = composeLocks({ recipients, body, verdict, deed }, data, compose.locked);

  const send = useSendBatch({
    draftKey: draft.sendKey,
    onSent: (batchId, messages) => {
      sent.current = true;
      tell(compose.sent(formatCount(messages)));
      void navigate(`/batches/${batchId}`);
    },
    onUnanswered: () => {
      amendDraft(account.id, { unanswered: true });
      setLooking(false);
    },
  });
  const sendOnce = useOnce(() =>
    send.mutateAsync({
      name: form.getValues('name').trim(),
      signatureId,
      content: body,
      recipients: recipients.sendable,
      lane,
    }),
  );
  const unsent = useCallback(() => {
    const now = form.getValues();
    return !sent.current && (now.body.trim() !== '' || now.recipients.trim() !== '');
  }, [form]);
  const discard = () => {
    dropDraft(account.id);
    form.reset({ name: '', signatureId: standard?.id ?? '', body: '', recipients: '' });
    setRestored(null);
    tell(compose.draft.discarded);
  };

  return (
    <form onSubmit={event => event.preventDefault()} noValidate>
      <LeaveGuard unsent={unsent} />
      {restored ? (
        <Box sx={{ mb: 2 }}>
          <Banner
            tone={restored.unanswered ? 'warn' : 'active'}
            title={restored.unanswered ? compose.unanswered.title : undefined}
            action={
              <Button size="small" variant="outlined" onClick={discard}>
                {compose.draft.discard}
              </Button>
            }
            onDismiss={() => {
              amendDraft(account.id, { unanswered: false });
              setRestored(null);
            }}
          >
            {restored.unanswered ? compose.unanswered.restored : compose.draft.restored}
          </Banner>
        </Box>
      ) : null}
      <ViewSwitch view={view} onView={setView} />
      <TwoColumns
        aside={
          <Box sx={{ display: { xs: view === 'preview' ? 'block' : 'none', md: 'block' } }}>
            <Section title={compose.handset.title}>
              <Handset text={written ? verdict.text : null} />
            </Section>
          </Box>
        }
        foot={
          <Section title={compose.bill.title}>
            <Box sx={{ display: 'grid', gap: 2 }}>
              <Bill deed={deed} unitPrice={data.unitPrice} perMessage={perMessage} />
              {send.error ? <Refusal error={send.error} /> : null}
              <SendButton
                deed={deed}
                locks={locks}
                sending={send.isPending}
                onSend={() => (needsSecondLook(deed, lane) ? setLooking(true) : sendOnce())}
              />
            </Box>
          </Section>
        }
      >
        <Box
          sx={{
            display: { xs: view === 'write' ? 'grid' : 'none', md: 'grid' },
            gap: 3,
            gridTemplateColumns: 'minmax(0, 1fr)',
          }}
        >
          <Section title={compose.recipients}>
            <Controller
              control={form.control}
              name="recipients"
              render={({ field }) => (
                <RecipientsField
                  name={field.name}
                  value={field.value}
                  recipients={recipients}
                  onChange={field.onChange}
                  onBlur={field.onBlur}
                />
              )}
            />
          </Section>
          <Section title={compose.content} lead={compose.contentField.signatureHint}>
            <Controller
              control={form.control}
              name="body"
              render={({ field }) => (
                <ContentEditor
                  signatures={data.signatures}
                  signatureId={signatureId}
                  onSignature={id => form.setValue('signatureId', id)}
                  name={field.name}
                  body={field.value}
                  onBody={field.onChange}
                  onBlur={field.onBlur}
                  verdict={verdict}
                />
              )}
            />
            <TextField
              {...form.register('name')}
              label={`${compose.batchName}${common.optional}`}
              helperText={compose.batchNameHint}
              slotProps={{ htmlInput: { maxLength: 100, autoComplete: 'off' } }}
              sx={{ mt: 3, mb: 3 }}
            />
            <LaneField lanes={data.lanes} lane={lane} onLane={setLane} />
            <Typography variant="caption" component="p" sx={{ color: 'text.secondary', mt: 2 }}>
              {compose.draft.kept}
            </Typography>
          </Section>
        </Box>
      </TwoColumns>
      <SecondLook
        open={looking}
        deed={deed}
        text={verdict.text}
        leftOut={0}
        lane={lane}
        sending={send.isPending}
        onSend={sendOnce}
        onClose={() => setLooking(false)}
      />
    </form>
  );
};
