import Box from '@mui/material/Box';
import { useWords } from '@sms111/web/data';
import { colour, EmptyState, Section, StatusBadge, Time } from '@sms111/web/ui';
import { ChangeTable } from './change-table';
import type { LinkChange } from './links-query';

const TONES = { waiting: 'active', approved: 'good', rejected: 'bad', withdrawn: 'off' } as const;

/** Who proposed and who decided which change, the newest first. */
export const ChangesSection = ({ changes }: { readonly changes: readonly LinkChange[] }) => {
  const { changes: t } = useWords().carriers;
  return (
    <Section title={t.title} flush>
      {changes.length === 0 ? (
        <EmptyState title={t.none} text={t.noneHelp} />
      ) : (
        changes.map(change => (
          <Box key={change.id} sx={{ borderTop: `1px solid ${colour.line}`, pt: 1.5 }}>
            <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1.5, px: 2.5, pb: 1, fontSize: '0.9375rem' }}>
              <StatusBadge tone={TONES[change.state]} label={t.states[change.state]} />
              <strong>{t.kinds[change.kind]}</strong>
              <span>
                {t.proposedBy(change.proposedBy)} <Time at={change.proposedAt} form="minute" />
              </span>
              {change.decidedBy && (
                <span>
                  {t.decidedBy(change.decidedBy)} <Time at={change.decidedAt} form="minute" />
                </span>
              )}
              <span>{t.reason(change.reason)}</span>
              {change.decisionNote && <span>{t.note(change.decisionNote)}</span>}
            </Box>
            <ChangeTable change={change} />
          </Box>
        ))
      )}
    </Section>
  );
};
