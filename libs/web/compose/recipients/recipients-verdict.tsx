import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import type { PastedNumber } from '@sms111/domain';
import { codeWords, formatCount } from '@sms111/phrases';
import { useLanguage, useWords } from '@sms111/web/data';
import { BadIcon, colour, GoodIcon, InfoIcon, toneColour } from '@sms111/web/ui';
import type { ReactNode } from 'react';
import type { Recipients } from './read-recipients';

/** More at once help nobody; the next appear as these are dealt with. */
const MOST = 20;

interface EntryProps {
  readonly entry: PastedNumber;
  readonly why: string | null;
  readonly todo: string | null;
  readonly onFix: () => void;
  readonly onRemove: () => void;
}

const Entry = ({ entry, why, todo, onFix, onRemove }: EntryProps) => {
  const { recipientsField } = useWords().compose;
  return (
    <Box
      component="li"
      sx={{
        display: 'grid',
        gridTemplateColumns: { xs: '1fr', sm: 'minmax(0, 1fr) auto' },
        gap: 1,
        alignItems: 'start',
        py: 1,
        borderTop: `1px solid ${colour.line}`,
      }}
    >
      <Box sx={{ minWidth: 0 }}>
        <Box sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 1, alignItems: 'baseline' }}>
          <Box component="span" sx={{ color: colour.textQuiet, fontSize: '0.875rem' }}>
            {recipientsField.position(formatCount(entry.position))}
          </Box>
          <Box component="bdi" sx={{ fontWeight: 650, overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }}>
            {entry.raw}
          </Box>
          {why === null ? null : (
            <Box component="span" sx={{ color: toneColour('bad', 'text'), fontWeight: 600 }}>
              {why}
            </Box>
          )}
        </Box>
        {todo === null ? null : (
          <Typography variant="body2" sx={{ color: 'text.secondary' }}>
            {todo}
          </Typography>
        )}
      </Box>
      <Box sx={{ display: 'flex', gap: 1 }}>
        <Button
          size="small"
          variant="outlined"
          sx={{ minHeight: 32 }}
          onClick={onFix}
          aria-label={recipientsField.fixLabel(entry.raw)}
        >
          {recipientsField.fix}
        </Button>
        <Button
          size="small"
          color="inherit"
          sx={{ minHeight: 32 }}
          onClick={onRemove}
          aria-label={recipientsField.removeLabel(entry.raw)}
        >
          {recipientsField.remove}
        </Button>
      </Box>
    </Box>
  );
};

interface EntryListProps {
  readonly title: string;
  readonly lead: string;
  readonly icon: ReactNode;
  readonly items: readonly { readonly entry: PastedNumber; readonly code: string | null }[];
  readonly onFix: (entry: PastedNumber) => void;
  readonly onRemove: (entries: readonly PastedNumber[]) => void;
}

const EntryList = ({ title, lead, icon, items, onFix, onRemove }: EntryListProps) => {
  const language = useLanguage();
  const { recipientsField } = useWords().compose;
  const all = items.map(({ entry }) => entry);
  return (
    <Box sx={{ border: `1px solid ${colour.line}`, borderRadius: 2, px: 1.5, pb: 0.5 }}>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 1, py: 1 }}>
        {icon}
        <Box sx={{ flex: 1, minWidth: 160 }}>
          <Typography component="h3" sx={{ fontWeight: 650 }}>
            {title}
          </Typography>
          <Typography variant="body2" sx={{ color: 'text.secondary' }}>
            {lead}
          </Typography>
        </Box>
        <Button size="small" variant="outlined" sx={{ minHeight: 32 }} onClick={() => onRemove(all)}>
          {recipientsField.removeAll(formatCount(items.length))}
        </Button>
      </Box>
      <Box component="ol" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {items.slice(0, MOST).map(({ entry, code }) => (
          <Entry
            key={entry.position}
            entry={entry}
            why={code === null ? null : codeWords(code, language).name}
            todo={code === null ? null : codeWords(code, language).todo}
            onFix={() => onFix(entry)}
            onRemove={() => onRemove([entry])}
          />
        ))}
      </Box>
      {items.length > MOST ? (
        <Typography
          variant="body2"
          sx={{ color: 'text.secondary', py: 1, borderTop: `1px solid ${colour.line}` }}
        >
          {recipientsField.more(formatCount(items.length - MOST))}
        </Typography>
      ) : null}
    </Box>
  );
};

interface RecipientsVerdictProps {
  readonly recipients: Recipients;
  readonly onFix: (entry: PastedNumber) => void;
  readonly onRemove: (entries: readonly PastedNumber[]) => void;
}

/** 「100 個門號：可發送 97、退回 3、重複 0」, with the offending ones right there. */
export const RecipientsVerdict = ({ recipients, onFix, onRemove }: RecipientsVerdictProps) => {
  const { recipientsField } = useWords().compose;
  const { entries, sendable, returned, duplicates } = recipients;
  const none = entries.length === 0;
  const tone = returned.length > 0 ? 'bad' : 'good';
  const Icon = none ? InfoIcon : returned.length > 0 ? BadIcon : GoodIcon;
  return (
    <Box sx={{ display: 'grid', gap: 1.5 }}>
      <Typography
        component="p"
        aria-live="polite"
        sx={{
          display: 'flex',
          alignItems: 'center',
          gap: 0.75,
          fontWeight: none ? 400 : 650,
          color: none ? 'text.secondary' : 'inherit',
        }}
      >
        <Icon
          aria-hidden
          sx={{ fontSize: 20, flexShrink: 0, color: none ? colour.textQuiet : toneColour(tone, 'text') }}
        />
        {none
          ? recipientsField.empty
          : recipientsField.verdict(
              formatCount(entries.length),
              formatCount(sendable.length),
              formatCount(returned.length),
              formatCount(duplicates.length),
            )}
      </Typography>
      {returned.length > 0 ? (
        <EntryList
          title={recipientsField.returnedTitle}
          lead={recipientsField.returnedLead}
          icon={<BadIcon aria-hidden sx={{ color: toneColour('bad', 'text') }} />}
          items={returned}
          onFix={onFix}
          onRemove={onRemove}
        />
      ) : null}
      {duplicates.length > 0 ? (
        <EntryList
          title={recipientsField.duplicatesTitle}
          lead={recipientsField.duplicatesLead}
          icon={<InfoIcon aria-hidden sx={{ color: colour.textQuiet }} />}
          items={duplicates.map(entry => ({ entry, code: null }))}
          onFix={onFix}
          onRemove={onRemove}
        />
      ) : null}
    </Box>
  );
};
