import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { codeWords, formatCount, type Words } from '@sms111/phrases';
import { useLanguage, useWords } from '@sms111/web/data';
import { BadIcon, GoodIcon, toneColour, WarnIcon } from '@sms111/web/ui';
import type { PlacedFinding } from './place-findings';

/** More than these at once help nobody; the next appear as these are mended. */
const MOST = 8;

const mendWords = (suggestion: string, words: Words['compose']['contentField']): string => {
  if (suggestion === '') return words.mendRemove;
  return suggestion === '\n' ? words.mendNewline : words.mend(suggestion);
};

const summaryOf = (errors: number, warnings: number, words: Words['compose']['contentField']): string => {
  if (errors > 0 && warnings > 0) return words.found(formatCount(errors), formatCount(warnings));
  if (errors > 0) return words.foundErrors(formatCount(errors));
  return warnings > 0 ? words.foundWarnings(formatCount(warnings)) : words.clean;
};

interface FindingLineProps {
  readonly finding: PlacedFinding;
  readonly onShow: () => void;
  readonly onMend: () => void;
}

const FindingLine = ({ finding, onShow, onMend }: FindingLineProps) => {
  const language = useLanguage();
  const { contentField } = useWords().compose;
  const isError = finding.severity === 'error';
  const { name, todo } = codeWords(finding.code, language);
  const Icon = isError ? BadIcon : WarnIcon;
  return (
    <Box
      component="li"
      sx={{
        display: 'flex',
        flexWrap: { xs: 'wrap', sm: 'nowrap' },
        gap: 1,
        alignItems: 'flex-start',
        py: 0.75,
      }}
    >
      <Icon
        titleAccess={isError ? contentField.mustMend : contentField.ignorable}
        sx={{ fontSize: 20, mt: '3px', color: toneColour(isError ? 'bad' : 'warn', 'text') }}
      />
      <Box sx={{ flex: '1 1 240px', minWidth: 0 }}>
        <Typography component="p" sx={{ fontWeight: 600, overflowWrap: 'anywhere' }}>
          {finding.place !== null && finding.value !== null ? (
            <Button
              variant="text"
              size="small"
              onClick={onShow}
              aria-label={contentField.show(finding.value)}
              sx={{
                minHeight: 24,
                minWidth: 0,
                p: 0,
                mr: 1,
                verticalAlign: 'baseline',
                whiteSpace: 'normal',
                textAlign: 'start',
                textDecoration: 'underline',
                font: 'inherit',
                fontWeight: 600,
              }}
            >
              {finding.value}
            </Button>
          ) : null}
          {name}
        </Typography>
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>
          {todo}
        </Typography>
      </Box>
      {finding.suggestion !== null && finding.place !== null ? (
        <Button
          variant="outlined"
          size="small"
          onClick={onMend}
          sx={{ minHeight: 32, flexShrink: 0, ml: { xs: 3.5, sm: 0 } }}
        >
          {mendWords(finding.suggestion, contentField)}
        </Button>
      ) : null}
    </Box>
  );
};

interface ContentFindingsProps {
  readonly id: string;
  readonly findings: readonly PlacedFinding[];
  readonly onShow: (finding: PlacedFinding) => void;
  readonly onMend: (finding: PlacedFinding) => void;
}

/** What the check found in the text: what it is, what to do, and a click that does it where there is one. */
export const ContentFindings = ({ id, findings, onShow, onMend }: ContentFindingsProps) => {
  const { contentField } = useWords().compose;
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  const warnings = findings.length - errors;
  return (
    <Box id={id}>
      <Typography
        component="p"
        aria-live="polite"
        variant="body2"
        sx={{
          display: 'flex',
          alignItems: 'center',
          gap: 0.75,
          fontWeight: 600,
          color: toneColour(errors > 0 ? 'bad' : warnings > 0 ? 'warn' : 'good', 'text'),
        }}
      >
        {findings.length === 0 ? <GoodIcon sx={{ fontSize: 18 }} /> : null}
        {summaryOf(errors, warnings, contentField)}
      </Typography>
      {findings.length > 0 ? (
        <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0, mt: 0.5 }}>
          {findings.slice(0, MOST).map(finding => (
            <FindingLine
              key={`${finding.code} ${finding.place?.from ?? '-'}`}
              finding={finding}
              onShow={() => onShow(finding)}
              onMend={() => onMend(finding)}
            />
          ))}
        </Box>
      ) : null}
      {findings.length > MOST ? (
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>
          {contentField.moreFindings(formatCount(findings.length - MOST))}
        </Typography>
      ) : null}
    </Box>
  );
};
