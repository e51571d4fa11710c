import Box from '@mui/material/Box';
import { formatCount } from '@sms111/phrases';
import { useWords } from '@sms111/web/data';
import { Banner, Count, Figure, Time } from '@sms111/web/ui';
import type { Overview } from '../routing-query';

/** The version in force in four figures, and whether a query service stands behind it. */
export const PortedFigures = ({ overview }: { readonly overview: Overview }) => {
  const { routing } = useWords();
  const t = routing.ported;
  const { snapshot } = overview;
  return (
    <Box sx={{ display: 'grid', gap: 1.5, gridTemplateColumns: 'minmax(0, 1fr)' }}>
      {snapshot === null ? (
        <Banner tone="warn" title={t.none}>
          {t.noneHelp}
        </Banner>
      ) : (
        <Box
          sx={{
            display: 'grid',
            gap: 1.5,
            gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 200px), 1fr))',
          }}
        >
          <Figure label={t.inForce} value={t.version(String(snapshot.id))} note={snapshot.fileName} />
          <Figure label={t.numbers} value={<Count value={snapshot.ported} />} />
          <Figure label={t.pending} value={<Count value={snapshot.pending} />} />
          <Figure
            label={t.madeAt}
            value={<Time at={snapshot.madeAt} form="date" />}
            note={<Time at={snapshot.madeAt} form="minute" />}
          />
        </Box>
      )}
      <Banner tone={overview.querying ? 'good' : 'off'} live="off">
        {overview.querying ? routing.query.on(formatCount(overview.answers)) : routing.query.off}
      </Banner>
    </Box>
  );
};
