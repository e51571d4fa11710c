import { downloadCertificate } from '@sms111/contracts';
import { describeError, download, useWords } from '@sms111/web/data';
import {
  Banner,
  Count,
  DataTable,
  DeedButton,
  DownloadIcon,
  EmptyState,
  FileIcon,
  Section,
  StatusBadge,
  Time,
  useToast,
  type Column,
} from '@sms111/web/ui';
import { useMutation } from '@tanstack/react-query';
import Box from '@mui/material/Box';
import { monthName } from './month-name';
import type { Certificate } from './retention-query';

/** What was destroyed, and whether the certificate of it is as it was issued. */
export const CertificatesSection = ({ certificates }: { readonly certificates: readonly Certificate[] }) => {
  const w = useWords();
  const t = w.retention.certificates;
  const tell = useToast();
  const fetching = useMutation({
    mutationFn: (certificateId: string) => download(downloadCertificate, { params: { certificateId } }),
    onError: error => tell(describeError(error, w).text, 'bad'),
  });
  const columns: Column<Certificate>[] = [
    { key: 'number', header: t.number, cell: ({ number }) => number },
    {
      key: 'month',
      header: w.retention.months.month,
      cell: ({ month, whole }) => `${monthName(month, w)}（${whole ? t.whole : t.part}）`,
    },
    {
      key: 'messages',
      header: w.retention.months.messages,
      align: 'end',
      cell: ({ messages }) => <Count value={messages} />,
    },
    { key: 'keys', header: t.keys, align: 'end', from: 'lg', cell: ({ keys }) => <Count value={keys} /> },
    { key: 'at', header: t.destroyedAt, from: 'md', cell: each => <Time at={each.keysDestroyedAt} /> },
    {
      key: 'backup',
      header: t.backup,
      from: 'md',
      cell: each => <Time at={each.lastBackupExpiresAt} form="date" />,
    },
    {
      key: 'hash',
      header: t.hash,
      from: 'lg',
      cell: ({ hash }) => <code title={hash}>{hash.slice(0, 12)}…</code>,
    },
    {
      key: 'genuine',
      header: t.genuine,
      cell: ({ valid }) => <StatusBadge tone={valid ? 'good' : 'bad'} label={valid ? t.valid : t.invalid} />,
    },
    {
      key: 'deed',
      header: w.common.actions,
      align: 'end',
      cell: ({ id }) => (
        <DeedButton
          size="small"
          variant="outlined"
          startIcon={<DownloadIcon />}
          working={fetching.isPending && fetching.variables === id}
          onClick={() => fetching.mutate(id)}
        >
          {t.download}
        </DeedButton>
      ),
    },
  ];
  return (
    <Section title={t.title} flush>
      {certificates.some(each => !each.valid) && (
        <Box sx={{ px: 2.5, pb: 1.5 }}>
          <Banner tone="bad">{t.invalidWarning}</Banner>
        </Box>
      )}
      {certificates.length === 0 ? (
        <EmptyState icon={<FileIcon />} title={t.none} text={t.noneHelp} />
      ) : (
        <DataTable label={t.title} columns={columns} rows={certificates} rowKey={each => each.id} />
      )}
    </Section>
  );
};
