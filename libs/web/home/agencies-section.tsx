import { formatShare } from '@sms111/phrases';
import { useWords } from '@sms111/web/data';
import {
  BuildingIcon,
  Count,
  DataTable,
  EmptyState,
  Section,
  StatusBadge,
  type Column,
} from '@sms111/web/ui';
import type { Home } from './home-query';

type Agency = NonNullable<Home['agencies']>[number];

/** From this share on, failures are worth a call. */
const NOTABLE = 0.05;

/** How it went for each agency this month. */
export const AgenciesSection = ({ agencies }: { readonly agencies: readonly Agency[] }) => {
  const { agencies: t } = useWords().home;
  const columns: Column<Agency>[] = [
    { key: 'name', header: t.name, cell: agency => agency.name },
    { key: 'messages', header: t.messages, cell: agency => <Count value={agency.messages} />, align: 'end' },
    {
      key: 'delivered',
      header: t.delivered,
      cell: agency => <Count value={agency.delivered} />,
      align: 'end',
    },
    { key: 'failed', header: t.failed, cell: agency => <Count value={agency.failed} />, align: 'end' },
    { key: 'share', header: t.share, cell: agency => <FailureShare agency={agency} />, align: 'end' },
  ];
  return (
    <Section title={t.title} flush>
      {agencies.length === 0 ? (
        <EmptyState icon={<BuildingIcon />} title={t.none} />
      ) : (
        <DataTable label={t.title} columns={columns} rows={agencies} rowKey={agency => agency.name} />
      )}
    </Section>
  );
};

const FailureShare = ({ agency: { delivered, failed } }: { readonly agency: Agency }) => {
  const ended = delivered + failed;
  const share = formatShare(failed, ended);
  return ended > 0 && failed / ended >= NOTABLE ? <StatusBadge tone="warn" label={share} /> : share;
};
