import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { lookUpNumber, ResponseOf } from '@sms111/contracts';
import { donorName, networkName } from '@sms111/phrases';
import { useLanguage, useWords } from '@sms111/web/data';
import { Banner, DataTable, KeyValue, StatusBadge, Time, type Column } from '@sms111/web/ui';
import { RouteSteps } from './route-steps';

export type Explained = ResponseOf<typeof lookUpNumber>;
type Change = Explained['history'][number];

/** Where a number goes, in one sentence; then why, and what became of it before. */
export const RouteExplained = ({ explained }: { readonly explained: Explained }) => {
  const { routing } = useWords();
  const language = useLanguage();
  const t = routing.lookUp;
  const { number, route, history } = explained;
  return (
    <Box sx={{ display: 'grid', gap: 2.5, gridTemplateColumns: 'minmax(0, 1fr)' }}>
      {route ? (
        <Banner tone="good" title={t.goes(number, networkName(route.network, language))}>
          {t.by(routing.methods[route.method])}
        </Banner>
      ) : (
        <Banner tone="warn" title={t.waits(number)} />
      )}
      <KeyValue
        nameWidth={168}
        items={[
          { name: t.donor, value: donorName(route?.donor ?? null, language) },
          { name: t.networkCode, value: route?.networkCode ?? '–' },
          {
            name: t.snapshot,
            value:
              typeof route?.snapshot !== 'number'
                ? t.noSnapshot
                : routing.ported.version(String(route.snapshot)),
          },
          { name: t.at, value: <Time at={explained.at} /> },
        ]}
      />
      <div>
        <Typography variant="h3" sx={{ mb: 1 }}>
          {t.steps}
        </Typography>
        <RouteSteps steps={explained.steps} />
      </div>
      <div>
        <Typography variant="h3" sx={{ mb: 1 }}>
          {t.history}
        </Typography>
        {history.length === 0 ? (
          <Typography variant="body2" color="textSecondary">
            {t.noHistory}
          </Typography>
        ) : (
          <History changes={history} />
        )}
      </div>
    </Box>
  );
};

const History = ({ changes }: { readonly changes: readonly Change[] }) => {
  const { routing } = useWords();
  const language = useLanguage();
  const t = routing.lookUp;
  const columns: Column<Change>[] = [
    {
      key: 'at',
      header: t.effectiveAt,
      cell: ({ effectiveAt, later }) => (
        <>
          <Time at={effectiveAt} /> {later && <StatusBadge tone="warn" label={t.later} />}
        </>
      ),
    },
    { key: 'from', header: t.from, cell: ({ donor }) => donorName(donor, language) },
    {
      key: 'to',
      header: t.to,
      cell: ({ recipient }) => (recipient === null ? t.givenBack : donorName(recipient, language)),
    },
    { key: 'code', header: t.networkCode, cell: ({ networkCode }) => networkCode ?? '–' },
    {
      key: 'version',
      header: t.inVersion,
      cell: ({ snapshot }) => routing.ported.version(String(snapshot)),
    },
  ];
  return (
    <DataTable
      label={t.history}
      columns={columns}
      rows={changes}
      rowKey={change => `${change.effectiveAt} ${change.donor} ${change.recipient}`}
    />
  );
};
