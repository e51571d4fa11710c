import Box from '@mui/material/Box';
import FormControl from '@mui/material/FormControl';
import FormControlLabel from '@mui/material/FormControlLabel';
import FormLabel from '@mui/material/FormLabel';
import LinearProgress from '@mui/material/LinearProgress';
import Radio from '@mui/material/Radio';
import RadioGroup from '@mui/material/RadioGroup';
import Typography from '@mui/material/Typography';
import { createPortedImport, portedKind } from '@sms111/contracts';
import { formatCount, type PortedKind } from '@sms111/phrases';
import { describeError, upload, useWords } from '@sms111/web/data';
import { Banner, FileDrop, useToast } from '@sms111/web/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { importsQuery } from '../routing-query';
import { SendFileDialog } from './send-file-dialog';

const MOST_BYTES = 1024 * 1024 * 1024;

/** Takes a csv of ported numbers: all of them, or what has changed. */
export const ImportForm = () => {
  const words = useWords();
  const t = words.routing.upload;
  const tell = useToast();
  const client = useQueryClient();
  const labelId = useId();
  const [kind, setKind] = useState<PortedKind>('changes');
  const [share, setShare] = useState(0);
  const [chosen, setChosen] = useState<File | null>(null);
  const sending = useMutation({
    mutationFn: (file: File) => {
      setShare(0);
      return upload(createPortedImport, file, { kind }, { onProgress: setShare });
    },
    onSuccess: async () => {
      tell(t.sent);
      await client.invalidateQueries({ queryKey: importsQuery.queryKey });
    },
  });
  const failure = sending.error ? describeError(sending.error, words) : null;
  const percent = formatCount(Math.floor(share * 100));
  return (
    <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: 'minmax(0, 1fr)' }}>
      <FormControl disabled={sending.isPending}>
        <FormLabel id={labelId}>{t.kind}</FormLabel>
        <RadioGroup
          row
          aria-labelledby={labelId}
          value={kind}
          onChange={(_, chosen) => setKind(portedKind.parse(chosen))}
        >
          {portedKind.options.map(option => (
            <FormControlLabel key={option} value={option} control={<Radio />} label={t.kinds[option]} />
          ))}
        </RadioGroup>
        <Typography variant="body2" color="textSecondary">
          {t.kindHelp[kind]}
        </Typography>
      </FormControl>
      {failure && (
        <Banner tone="bad" title={failure.title}>
          {failure.text}
          {failure.note && <div>{failure.note}</div>}
        </Banner>
      )}
      {sending.isPending ? (
        <Box sx={{ display: 'grid', gap: 1, py: 3 }}>
          <Typography>{t.sending(percent)}</Typography>
          <LinearProgress variant="determinate" value={share * 100} aria-label={t.sending(percent)} />
        </Box>
      ) : (
        <FileDrop label={t.choose} accept={['.csv']} maxBytes={MOST_BYTES} help={t.help} onFile={setChosen} />
      )}
      <Typography variant="body2" color="textSecondary">
        {t.whole}
      </Typography>
      {chosen && (
        <SendFileDialog
          file={chosen}
          kind={kind}
          onConfirm={() => {
            setChosen(null);
            sending.mutate(chosen);
          }}
          onClose={() => setChosen(null)}
        />
      )}
    </Box>
  );
};
