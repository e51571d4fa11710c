import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useId, useState } from 'react';
import { CheckIcon, CopyIcon } from '../icons/icons';
import { colour } from '../theme/tokens';
import { useUiWords } from '../theme/ui-provider';

/** A text that is to be taken along, whole, with a button that copies it. */
export const CopyField = ({ label, value }: { label: string; value: string }) => {
  const words = useUiWords();
  const id = useId();
  const [result, setResult] = useState<'copied' | 'failed' | null>(null);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(value);
      setResult('copied');
    } catch {
      setResult('failed');
    }
  };
  return (
    <div>
      <Box component="label" htmlFor={id} sx={{ fontSize: '0.875rem', color: colour.textQuiet }}>
        {label}
      </Box>
      <Box sx={{ display: 'flex', flexWrap: { xs: 'wrap', sm: 'nowrap' }, gap: 1, mt: 0.5 }}>
        <Box
          component="input"
          id={id}
          readOnly
          value={value}
          onFocus={event => event.currentTarget.select()}
          sx={{
            flex: '1 1 260px',
            minWidth: 0,
            px: 1.5,
            minHeight: 40,
            fontFamily: 'ui-monospace, monospace',
            fontSize: '0.9375rem',
            border: `1px solid ${colour.fieldLine}`,
            borderRadius: 2,
            backgroundColor: colour.quiet,
            color: colour.text,
          }}
        />
        <Button
          variant="outlined"
          onClick={() => void copy()}
          startIcon={result === 'copied' ? <CheckIcon /> : <CopyIcon />}
        >
          {result === 'copied' ? words.copied : words.copy}
        </Button>
      </Box>
      <Box
        role="status"
        sx={{ fontSize: '0.875rem', color: colour.textQuiet, minHeight: result === 'failed' ? undefined : 0 }}
      >
        {result === 'failed' && words.copyFailed}
      </Box>
    </div>
  );
};
