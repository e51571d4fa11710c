import Box from '@mui/material/Box';
import TextField from '@mui/material/TextField';
import { formatCount } from '@sms111/phrases';
import { useWords } from '@sms111/web/data';
import { Section, useToast } from '@sms111/web/ui';
import { type ReactNode, useCallback, useRef, useState } from 'react';
import { Controller, useForm, useWatch } from 'react-hook-form';
import { useNavigate } from 'react-router';
import { Bill } from '../bill/bill';
import { commonLocks, type ComposeData, deedOf, needsSecondLook } from '../bill/deed';
import { Handset } from '../bill/handset';
import { SendButton } from '../bill/send-button';
import { contentLocks } from '../compose-locks';
import { ContentEditor } from '../content/content-editor';
import { LaneField } from '../lane-field';
import { LeaveGuard } from '../send/leave-guard';
import { Refusal } from '../send/refusal';
import { SecondLook } from '../send/second-look';
import { useOnce } from '../send/use-once';
import { TwoColumns } from '../two-columns';
import { useLane } from '../use-lane';
import { useVerdict } from '../use-verdict';
import type { Upload } from './file-facts';
import { RowPreview } from './row-preview';
import { useSendUpload } from './use-send-upload';

interface SendUploadFormProps {
  readonly upload: Upload;
  readonly data: ComposeData;
  readonly top: ReactNode;
  readonly below: ReactNode;
  readonly wide: ReactNode;
}

interface Fields {
  readonly name: string;
  readonly content: string;
}

/** A checked file, ready to go: the text where the file has none, how it arrives, what it costs, the deed. */
export const SendUploadForm = ({ upload, data, top, below, wide }: SendUploadFormProps) => {
  const { common, compose } = useWords();
  const navigate = useNavigate();
  const tell = useToast();
  const sent = useRef(false);
  const [looking, setLooking] = useState(false);
  const [lane, setLane] = useLane(data.lanes);
  const form = useForm<Fields>({ defaultValues: { name: '', content: '' } });
  const { content = '' } = useWatch({ control: form.control });

  const partial = upload.state === 'returned';
  const own = upload.recognised?.layout === 'B';
  const verdict = useVerdict('web', data.signatures, upload.signatureId, content);
  const signature = data.signatures.find(({ id }) => id === upload.signatureId)?.name ?? '';
  const written = content.trim() !== '';
  const { accepted, returned } = upload.rows;
  const perMessage = own ? null : written ? verdict.segments : 0;
  const deed = deedOf(accepted, perMessage === null ? (upload.segments ?? 0) : accepted * perMessage, data);
  const locks = [
    ...(own ? [] : contentLocks(content, verdict, compose.locked)),
    ...commonLocks(deed, data, compose.locked),
  ];
  const label = partial ? compose.upload.partial(formatCount(accepted)) : undefined;

  const send = useSendUpload(upload.id, (batchId, messages) => {
    sent.current = true;
    tell(compose.sent(formatCount(messages)));
    void navigate(`/batches/${batchId}`);
  });
  const sendOnce = useOnce(() =>
    send
      .mutateAsync({
        name: form.getValues('name').trim(),
        content: own ? null : content,
        goodRowsOnly: partial,
        lane,
      })
      .finally(() => setLooking(false)),
  );
  const unsent = useCallback(() => !sent.current && form.getValues('content').trim() !== '', [form]);

  return (
    <form onSubmit={event => event.preventDefault()} noValidate>
      <LeaveGuard unsent={unsent} text={compose.upload.leave} />
      <TwoColumns
        aside={
          <Section title={compose.handset.title}>
            {own ? (
              <RowPreview
                upload={upload}
                signature={signature}
                names={data.signatures.map(({ name }) => name)}
              />
            ) : (
              <Handset text={written ? verdict.text : null} />
            )}
          </Section>
        }
        foot={
          <Section title={compose.bill.title}>
            <Box sx={{ display: 'grid', gap: 2 }}>
              <Bill deed={deed} unitPrice={data.unitPrice} perMessage={perMessage} />
              {send.error ? <Refusal error={send.error} /> : null}
              <SendButton
                deed={deed}
                locks={locks}
                label={label}
                sending={send.isPending}
                onSend={() => (partial || needsSecondLook(deed, lane) ? setLooking(true) : sendOnce())}
              />
            </Box>
          </Section>
        }
        below={below}
        wide={wide}
      >
        {top}
        {own ? null : (
          <Section title={compose.content} lead={compose.contentField.signatureHint}>
            <Controller
              control={form.control}
              name="content"
              render={({ field }) => (
                <ContentEditor
                  signatures={data.signatures}
                  signatureId={upload.signatureId}
                  name={field.name}
                  body={field.value}
                  onBody={field.onChange}
                  onBlur={field.onBlur}
                  verdict={verdict}
                />
              )}
            />
          </Section>
        )}
        <TextField
          {...form.register('name')}
          label={`${compose.batchName}${common.optional}`}
          helperText={compose.batchNameHint}
          slotProps={{ htmlInput: { maxLength: 100, autoComplete: 'off' } }}
          sx={{ maxWidth: 480 }}
        />
        <LaneField lanes={data.lanes} lane={lane} onLane={setLane} />
      </TwoColumns>
      <SecondLook
        open={looking}
        deed={deed}
        text={own ? null : verdict.text}
        leftOut={partial ? returned : 0}
        lane={lane}
        title={partial ? compose.upload.partialTitle : undefined}
        label={label}
        sending={send.isPending}
        onSend={sendOnce}
        onClose={() => setLooking(false)}
      />
    </form>
  );
};
