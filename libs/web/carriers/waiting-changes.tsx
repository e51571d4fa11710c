import Box from '@mui/material/Box';
import { formatCount, networkName } from '@sms111/phrases';
import { useLanguage, useWords } from '@sms111/web/data';
import { AppLink, Banner, Time } from '@sms111/web/ui';
import type { BoardChange } from './links-query';

/** What waits for a second person, each with the way to it. */
export const WaitingChanges = ({ changes }: { readonly changes: readonly BoardChange[] }) => {
  const { changes: t } = useWords().carriers;
  const language = useLanguage();
  if (changes.length === 0) return null;
  return (
    <Banner tone="active" title={t.waitingCount(formatCount(changes.length))}>
      <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
        {changes.map(({ id, kind, linkId, carrier, proposedBy, proposedAt, isMine }) => (
          <li key={id}>
            <AppLink to={`/carriers/changes/${id}`}>
              {t.kinds[kind]} {linkId ?? networkName(carrier, language)}
            </AppLink>{' '}
            {t.proposedBy(proposedBy)} <Time at={proposedAt} withRelative />
            {isMine && ` · ${t.ownShort}`}
          </li>
        ))}
      </Box>
    </Banner>
  );
};
