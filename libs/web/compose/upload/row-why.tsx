import Box from '@mui/material/Box';
import { codeWords } from '@sms111/phrases';
import { useLanguage, useWords } from '@sms111/web/data';
import { BadIcon, colour, toneColour, WarnIcon } from '@sms111/web/ui';
import { isMended } from './mended-codes';
import type { UploadRow } from './offending-cells';

/** Why a row was returned, or what to look at, each with what to do; below it what was mended. */
export const RowWhy = ({ row }: { row: UploadRow }) => {
  const language = useLanguage();
  const { facts } = useWords().compose.upload;
  const reasons = [
    ...row.errors.map(({ code }) => ({ code, tone: 'bad' as const, Icon: BadIcon })),
    ...row.warnings
      .filter(({ code }) => !isMended(code))
      .map(({ code }) => ({ code, tone: 'warn' as const, Icon: WarnIcon })),
  ];
  const mended = row.warnings.filter(({ code }) => isMended(code) && row.verdict === 'accept');
  return (
    <Box sx={{ display: 'grid', gap: 0.5 }}>
      {reasons.length > 0 ? (
        <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0, display: 'grid', gap: 0.5 }}>
          {reasons.map(({ code, tone, Icon }) => {
            const { name, todo } = codeWords(code, language);
            return (
              <Box component="li" key={code} sx={{ display: 'flex', gap: 0.75, alignItems: 'flex-start' }}>
                <Icon
                  aria-hidden
                  sx={{ fontSize: 18, mt: '2px', flexShrink: 0, color: toneColour(tone, 'text') }}
                />
                <span>
                  <Box component="span" sx={{ fontWeight: 600, color: toneColour(tone, 'text') }}>
                    {name}
                  </Box>{' '}
                  <Box component="span" sx={{ color: colour.textQuiet }}>
                    {todo}
                  </Box>
                </span>
              </Box>
            );
          })}
        </Box>
      ) : null}
      {mended.length > 0 ? (
        <Box component="span" sx={{ color: colour.textQuiet }}>
          {mended.map(({ code }) => codeWords(code, language).name).join(facts.between)}
        </Box>
      ) : null}
    </Box>
  );
};
