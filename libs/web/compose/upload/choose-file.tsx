import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import LinearProgress from '@mui/material/LinearProgress';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { createUpload, listUploads } from '@sms111/contracts';
import { formatBytes, formatShare } from '@sms111/phrases';
import { describeError, upload as sendFile, useWords } from '@sms111/web/data';
import { Banner, FileDrop, KeyValue, Section } from '@sms111/web/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import type { ComposeData } from '../bill/deed';

const ACCEPTED = ['.txt', '.csv', '.xls', '.xlsx'] as const;

const isAborted = (error: unknown): boolean => error instanceof DOMException && error.name === 'AbortError';

/** Takes a file with the name to sign it by, sends it, and leads to its check. */
export const ChooseFile = ({ data }: { data: ComposeData }) => {
  const words = useWords();
  const { upload, signature: signatureLabel } = words.compose;
  const navigate = useNavigate();
  const client = useQueryClient();
  const standard = data.signatures.find(({ isDefault }) => isDefault) ?? data.signatures[0];
  const [signatureId, setSignatureId] = useState(standard?.id ?? '');
  const [share, setShare] = useState(0);
  const stop = useRef<AbortController | null>(null);

  const sending = useMutation({
    mutationFn: (file: File) => {
      stop.current = new AbortController();
      setShare(0);
      return sendFile(
        createUpload,
        file,
        { signatureId },
        { signal: stop.current.signal, onProgress: setShare },
      );
    },
    onSuccess: () => client.invalidateQueries({ queryKey: [listUploads.id] }),
  });
  // Only while the page is still open: whoever left finds the file in the list.
  const take = (file: File) =>
    sending.mutate(file, { onSuccess: ({ id }) => void navigate(`/uploads/${id}`) });
  const failure = sending.error && !isAborted(sending.error) ? describeError(sending.error, words) : null;

  return (
    <Section title={upload.choose}>
      <Box sx={{ display: 'grid', gap: 3, gridTemplateColumns: 'minmax(0, 1fr)' }}>
        <TextField
          select
          label={signatureLabel}
          helperText={upload.signatureHint}
          value={signatureId}
          onChange={event => setSignatureId(event.target.value)}
          disabled={sending.isPending}
          sx={{ maxWidth: 480 }}
        >
          {data.signatures.map(({ id, name }) => (
            <MenuItem key={id} value={id}>
              {name}
            </MenuItem>
          ))}
        </TextField>
        {failure ? (
          <Banner tone="bad" title={failure.title}>
            {failure.text}
            {failure.note ? <div>{failure.note}</div> : null}
          </Banner>
        ) : null}
        {sending.isPending ? (
          <Box sx={{ display: 'grid', gap: 1.5, py: 3 }}>
            <Typography sx={{ fontWeight: 650, overflowWrap: 'anywhere' }}>
              {upload.sendingFile(sending.variables.name)}
            </Typography>
            <LinearProgress
              variant="determinate"
              value={share * 100}
              aria-label={upload.sendingFile(sending.variables.name)}
              sx={{ height: 10, borderRadius: 5 }}
            />
            <Box sx={{ display: 'flex', justifyContent: 'space-between', alignItems: 'center', gap: 2 }}>
              <Typography variant="body2" aria-live="polite">
                {share >= 1 ? upload.waiting : upload.sending(formatShare(share, 1))}
              </Typography>
              <Button color="inherit" onClick={() => stop.current?.abort()}>
                {upload.stop}
              </Button>
            </Box>
          </Box>
        ) : (
          <FileDrop
            label={upload.choose}
            accept={ACCEPTED}
            maxBytes={data.maxFileBytes}
            help={upload.dropHint(formatBytes(data.maxFileBytes))}
            onFile={take}
          />
        )}
        <Box>
          <Typography variant="h3" sx={{ mb: 1 }}>
            {upload.layouts}
          </Typography>
          <KeyValue
            nameWidth={112}
            items={[
              { name: upload.layoutAName, value: upload.layoutA },
              { name: upload.layoutBName, value: upload.layoutB },
            ]}
          />
        </Box>
      </Box>
    </Section>
  );
};
