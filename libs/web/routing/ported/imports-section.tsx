import Box from '@mui/material/Box';
import LinearProgress from '@mui/material/LinearProgress';
import { formatCount } from '@sms111/phrases';
import { useCan, useWords } from '@sms111/web/data';
import {
  Count,
  DataTable,
  DeedButton,
  EmptyState,
  FourStates,
  Section,
  StatusBadge,
  Time,
  UploadIcon,
  type Column,
  type Tone,
} from '@sms111/web/ui';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { importsQuery, isRunning, refreshRouting, type PortedImport } from '../routing-query';
import { DecideImportDialog } from './decide-import-dialog';
import { FaultsDialog } from './faults-dialog';
import { ImportForm } from './import-form';

const TONE: Record<PortedImport['state'], Tone> = {
  receiving: 'active',
  waiting: 'active',
  reading: 'active',
  building: 'active',
  confirming: 'warn',
  done: 'good',
  refused: 'bad',
  failed: 'bad',
  discarded: 'off',
};

/** Importing, and what became of the imports so far. */
export const ImportsSection = () => {
  const { routing } = useWords();
  const may = useCan('routing.control');
  const query = useQuery(importsQuery);
  const [shown, setShown] = useState<PortedImport | null>(null);
  const [waiting, setWaiting] = useState<string | null>(null);
  const decided = query.data?.items.find(({ id }) => id === waiting);
  useRefreshWhenDone(query.data?.items);
  return (
    <>
      {may && (
        <Section title={routing.upload.title}>
          <ImportForm />
        </Section>
      )}
      <Section title={routing.imports.title} flush>
        <FourStates
          query={query}
          isEmpty={({ items }) => items.length === 0}
          empty={
            <EmptyState icon={<UploadIcon />} title={routing.imports.none} text={routing.imports.noneHelp} />
          }
        >
          {({ items }) => (
            <ImportsTable imports={items} onFaults={setShown} onDecide={({ id }) => setWaiting(id)} />
          )}
        </FourStates>
      </Section>
      {shown && <FaultsDialog shown={shown} onClose={() => setShown(null)} />}
      {decided?.comparison && (
        <DecideImportDialog
          waiting={{ ...decided, comparison: decided.comparison }}
          onClose={() => setWaiting(null)}
        />
      )}
    </>
  );
};

/** What the page shows of the version in force comes from other queries: they are asked when an import has ended. */
const useRefreshWhenDone = (imports: readonly PortedImport[] | undefined): void => {
  const client = useQueryClient();
  const ended = imports
    ?.filter(each => !isRunning(each))
    .map(each => each.id)
    .join(' ');
  const known = useRef(ended);
  useEffect(() => {
    if (ended === undefined || ended === known.current) return;
    // The first answer is no news.
    if (known.current !== undefined) void refreshRouting(client);
    known.current = ended;
  }, [client, ended]);
};

const ImportsTable = ({
  imports,
  onFaults,
  onDecide,
}: {
  readonly imports: readonly PortedImport[];
  readonly onFaults: (shown: PortedImport) => void;
  readonly onDecide: (waiting: PortedImport) => void;
}) => {
  const words = useWords();
  const t = words.routing.imports;
  const columns: Column<PortedImport>[] = [
    { key: 'file', header: t.file, cell: ({ fileName }) => fileName, width: '22%' },
    { key: 'kind', header: t.kind, cell: ({ kind }) => words.routing.upload.kinds[kind], from: 'md' },
    { key: 'state', header: words.common.state, cell: each => <State of={each} /> },
    { key: 'rows', header: t.rows, cell: ({ rows }) => <Count value={rows} />, align: 'end' },
    {
      key: 'result',
      header: t.result,
      cell: each => <Result of={each} onFaults={() => onFaults(each)} onDecide={() => onDecide(each)} />,
    },
    { key: 'by', header: t.by, cell: ({ startedBy }) => startedBy ?? '–', from: 'lg' },
    { key: 'at', header: t.at, cell: ({ receivedAt }) => <Time at={receivedAt} />, from: 'md', nowrap: true },
  ];
  return <DataTable label={t.title} columns={columns} rows={imports} rowKey={({ id }) => id} />;
};

const State = ({ of: { state, bytes, bytesRead } }: { readonly of: PortedImport }) => {
  const t = useWords().routing.imports;
  const share = bytes > 0 ? Math.min(100, (bytesRead / bytes) * 100) : 0;
  const label = t.readShare(formatCount(Math.floor(share)));
  return (
    <>
      <StatusBadge tone={TONE[state]} label={t.state[state]} />
      {state === 'reading' && (
        <Box sx={{ mt: 0.75, maxWidth: 160 }}>
          <LinearProgress variant="determinate" value={share} aria-label={label} />
          <Box sx={{ fontSize: '0.8125rem', color: 'text.secondary' }}>{label}</Box>
        </Box>
      )}
    </>
  );
};

const Result = ({
  of: { state, faultCount, snapshotId },
  onFaults,
  onDecide,
}: {
  readonly of: PortedImport;
  readonly onFaults: () => void;
  readonly onDecide: () => void;
}) => {
  const { routing } = useWords();
  const t = routing.imports;
  if (state === 'done') return snapshotId === null ? '–' : routing.ported.version(String(snapshotId));
  if (state === 'failed') return t.failedHelp;
  if (state === 'discarded') return t.discardedHelp;
  if (state === 'confirming')
    return (
      <DeedButton size="small" variant="outlined" onClick={onDecide}>
        {t.decide}
      </DeedButton>
    );
  if (state === 'refused')
    return (
      <DeedButton size="small" variant="outlined" onClick={onFaults}>
        {t.showFaults(formatCount(faultCount))}
      </DeedButton>
    );
  return '–';
};
