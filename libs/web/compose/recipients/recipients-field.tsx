import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Tab from '@mui/material/Tab';
import Tabs from '@mui/material/Tabs';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import type { PastedNumber } from '@sms111/domain';
import { formatCount } from '@sms111/phrases';
import { useWords } from '@sms111/web/data';
import { FileIcon, useToast } from '@sms111/web/ui';
import { memo, useId, useRef, useState } from 'react';
import { Link } from 'react-router';
import { type Recipients, withoutEntries } from './read-recipients';
import { RecipientsVerdict } from './recipients-verdict';

interface RecipientsFieldProps {
  readonly name: string;
  readonly value: string;
  /** What was understood of `value`. */
  readonly recipients: Recipients;
  readonly onChange: (value: string) => void;
  readonly onBlur: () => void;
}

/**
 * 收訊門號: pasted here, or in a file by the upload; below it what was understood. Typing the text must not render a
 * field of ten thousand lines again.
 */
export const RecipientsField = memo(function RecipientsField(props: RecipientsFieldProps) {
  const { name, value, recipients, onChange, onBlur } = props;
  const { recipientsField: words } = useWords().compose;
  const id = useId();
  const tell = useToast();
  const field = useRef<HTMLTextAreaElement>(null);
  const [tab, setTab] = useState<'paste' | 'file'>('paste');

  const fix = ({ from, to }: PastedNumber) => {
    field.current?.focus();
    field.current?.setSelectionRange(from, to);
  };
  const remove = (entries: readonly PastedNumber[]) => {
    onChange(withoutEntries(recipients, entries));
    tell(words.removed(formatCount(entries.length)));
    field.current?.focus();
  };

  return (
    <Box>
      <Tabs
        value={tab}
        onChange={(_, chosen: 'paste' | 'file') => setTab(chosen)}
        aria-label={words.tabs}
        sx={{ mb: 2, minHeight: 44 }}
      >
        <Tab value="paste" label={words.paste} id={`${id}-tab-paste`} aria-controls={`${id}-paste`} />
        <Tab value="file" label={words.file} id={`${id}-tab-file`} aria-controls={`${id}-file`} />
      </Tabs>
      <Box
        role="tabpanel"
        id={`${id}-paste`}
        aria-labelledby={`${id}-tab-paste`}
        hidden={tab !== 'paste'}
        sx={{ display: tab === 'paste' ? 'grid' : 'none', gap: 1.5 }}
      >
        <TextField
          id={`${id}-numbers`}
          name={name}
          label={words.label}
          helperText={words.hint}
          multiline
          // A fixed height: measuring ten thousand lines at each key would freeze the page.
          rows={8}
          value={value}
          onChange={event => onChange(event.target.value)}
          onBlur={onBlur}
          inputRef={field}
          slotProps={{
            htmlInput: { spellCheck: false, autoComplete: 'off', inputMode: 'text' },
            inputLabel: { shrink: true },
          }}
        />
        <RecipientsVerdict recipients={recipients} onFix={fix} onRemove={remove} />
        <Typography variant="caption" component="p" sx={{ color: 'text.secondary' }}>
          {words.personal}
        </Typography>
      </Box>
      <Box
        role="tabpanel"
        id={`${id}-file`}
        aria-labelledby={`${id}-tab-file`}
        hidden={tab !== 'file'}
        sx={{ display: tab === 'file' ? 'grid' : 'none', gap: 2, justifyItems: 'start', py: 1 }}
      >
        <Typography>{words.fileLead}</Typography>
        <Button component={Link} to="/uploads" variant="outlined" startIcon={<FileIcon />}>
          {words.fileGo}
        </Button>
      </Box>
    </Box>
  );
});
