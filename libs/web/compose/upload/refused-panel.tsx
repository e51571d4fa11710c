import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { codeWords, formatCount, type Words } from '@sms111/phrases';
import { useLanguage, useWords } from '@sms111/web/data';
import { BadIcon, colour, Section, toneColour } from '@sms111/web/ui';
import { AgainButton } from './upload-actions';
import type { Upload } from './file-facts';

/** What a fault of a file names: a line of it, how many rows it may have, or words of its own. */
const named = (code: string, value: string, { common, compose }: Words): string => {
  if (!/^\d+$/.test(value)) return value;
  const count = formatCount(Number(value));
  return code === 'E_FILE_TOO_LARGE' ? common.rows(count) : compose.handset.line(count);
};

/** The file itself is wrong: which error, and what to do. Nothing of it was read. */
export const RefusedPanel = ({ upload }: { upload: Upload }) => {
  const language = useLanguage();
  const all = useWords();
  const { upload: words } = all.compose;
  return (
    <Section title={words.refusedTitle} lead={words.refusedLead}>
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0, mb: 2 }}>
        {upload.fileErrors.map(({ code, value }, index) => {
          const { name, todo } = codeWords(code, language);
          return (
            <Box
              component="li"
              key={`${code} ${index}`}
              sx={{ display: 'flex', gap: 1.5, py: 1.5, borderTop: `1px solid ${colour.line}` }}
            >
              <BadIcon aria-hidden sx={{ color: toneColour('bad', 'text'), mt: '2px' }} />
              <Box sx={{ minWidth: 0 }}>
                <Typography component="p" sx={{ fontWeight: 650, overflowWrap: 'anywhere' }}>
                  {value ? `${name}（${named(code, value, all)}）` : name}
                </Typography>
                <Typography component="p">{todo}</Typography>
                <Typography variant="caption" sx={{ color: 'text.secondary' }}>
                  {words.code(code)}
                </Typography>
              </Box>
            </Box>
          );
        })}
      </Box>
      <AgainButton />
    </Section>
  );
};
