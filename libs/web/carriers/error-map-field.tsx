import Box from '@mui/material/Box';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useWords } from '@sms111/web/data';
import { ALLOWED, readErrorLines, type LineFault } from './error-lines';

/** What is wrong with the lines in words; `null`: nothing is. */
export const useLineFault = () => {
  const { habits: t } = useWords().carriers;
  return ({ line, field, word, source }: LineFault): string => {
    const cell = t[field];
    if (word === '') return t.missingWord(String(line), cell);
    const isKnown = (ALLOWED.action as readonly string[]).includes(word);
    return field === 'action' && isKnown
      ? t.unfitAction(String(line), word, source)
      : t.badWord(String(line), cell, word);
  };
};

interface ErrorMapFieldProps {
  readonly value: string;
  readonly onChange: (text: string) => void;
}

/** The error map as lines, with the words that may stand in it. */
export const ErrorMapField = ({ value, onChange }: ErrorMapFieldProps) => {
  const w = useWords();
  const t = w.carriers.habits;
  const say = useLineFault();
  const read = readErrorLines(value);
  const lists = [
    { name: t.source, words: ALLOWED.source.map(code => [code, t.sources[code]]) },
    { name: t.reason, words: ALLOWED.reason.map(code => [code, w.states.reason[code].name]) },
    { name: t.action, words: ALLOWED.action.map(code => [code, t.actions[code]]) },
  ];
  return (
    <>
      <TextField
        label={t.list}
        helperText={read.ok ? t.listHelp : say(read.fault)}
        error={!read.ok}
        value={value}
        onChange={event => onChange(event.target.value)}
        multiline
        minRows={5}
      />
      <Box component="dl" aria-label={t.allowed} sx={{ m: 0, display: 'grid', gap: 0.5 }}>
        {lists.map(({ name, words }) => (
          <Typography key={name} component="div" variant="body2" color="textSecondary">
            <Box component="dt" sx={{ display: 'inline', fontWeight: 650 }}>
              {t.allowedOf(name)}
            </Box>
            <Box component="dd" sx={{ display: 'inline', m: 0 }}>
              {words.map(([code, meaning]) => (meaning ? `${code} ${meaning}` : code)).join('、')}
            </Box>
          </Typography>
        ))}
        <Typography variant="body2" color="textSecondary">
          {t.fitting}
        </Typography>
      </Box>
    </>
  );
};
