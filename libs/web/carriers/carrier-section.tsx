import Box from '@mui/material/Box';
import { formatCount, formatRate } from '@sms111/phrases';
import { useWords } from '@sms111/web/data';
import {
  colour,
  Count,
  DataTable,
  EmptyState,
  Rate,
  Section,
  StatusBadge,
  Time,
  toneColour,
  useNow,
  type Column,
} from '@sms111/web/ui';
import { Latency } from './latency';
import { LinkBadge } from './link-badge';
import { isStale, type CarrierLink, type CarrierOnBoard } from './links-query';
import { NewLinkButton } from './new-link-button';
import { PauseButton } from './pause-button';

/** The links of one carrier. */
export const CarrierSection = ({
  name,
  links,
  carrier,
}: {
  readonly name: string;
  readonly carrier: CarrierOnBoard;
  readonly links: readonly CarrierLink[];
}) => {
  const w = useWords();
  const now = useNow(5_000);
  const t = w.carriers;
  const columns: Column<CarrierLink>[] = [
    {
      key: 'link',
      header: t.link,
      nowrap: true,
      cell: ({ id, waitingChange }) =>
        waitingChange ? (
          <>
            {id} <StatusBadge tone="active" label={t.settings.waitingBadge} />
          </>
        ) : (
          id
        ),
    },
    {
      key: 'state',
      header: w.common.state,
      width: '12%',
      nowrap: true,
      cell: link => <LinkBadge link={link} />,
    },
    { key: 'window', header: t.column.window, cell: link => <WindowUse link={link} />, width: '14%' },
    { key: 'rate', header: t.rate, cell: link => <RateUse link={link} />, align: 'end' },
    {
      key: 'response',
      header: t.column.response,
      cell: ({ recent }) => <Latency p50={recent?.responseP50 ?? null} p95={recent?.responseP95 ?? null} />,
      align: 'end',
      from: 'lg',
    },
    {
      key: 'receipt',
      header: t.column.receipt,
      cell: ({ recent }) => <Latency p50={recent?.receiptP50 ?? null} p95={recent?.receiptP95 ?? null} />,
      align: 'end',
      from: 'lg',
    },
    {
      key: 'errors',
      header: t.column.refused,
      cell: ({ recent }) => <Trouble value={recent?.refused ?? 0} />,
      align: 'end',
    },
    {
      key: 'unanswered',
      header: t.column.unanswered,
      cell: ({ recent }) => <Trouble value={recent?.unanswered ?? 0} />,
      align: 'end',
    },
    {
      key: 'strangers',
      header: t.column.strangers,
      cell: ({ recent }) => <Count value={recent?.strangers ?? 0} />,
      align: 'end',
      from: 'lg',
    },
    {
      key: 'seen',
      header: t.seenAt,
      width: '16%',
      from: 'md',
      nowrap: true,
      cell: link =>
        isStale(link, now) ? (
          <StatusBadge tone="warn" label={t.stale} />
        ) : (
          <Time at={link.seenAt} otherwise={t.neverSeen} />
        ),
    },
  ];
  return (
    <Section title={name} flush action={<Deeds carrier={carrier} likeId={links[0]?.id} />}>
      {links.length === 0 ? (
        <EmptyState title={t.noLink} text={t.noLinkHelp} />
      ) : (
        <DataTable
          label={name}
          columns={columns}
          rows={links}
          rowKey={link => link.id}
          rowTo={link => `/carriers/${link.id}`}
        />
      )}
    </Section>
  );
};

const Deeds = ({
  carrier,
  likeId,
}: {
  readonly carrier: CarrierOnBoard;
  readonly likeId: string | undefined;
}) => (
  <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
    <NewLinkButton carrier={carrier.carrier} likeId={likeId} />
    <PauseButton carrier={carrier} />
  </Box>
);

/** How full the window is, in words and as a thin bar. */
export const WindowUse = ({ link: { inWindow, window } }: { readonly link: CarrierLink }) => (
  <Box sx={{ display: 'flex', alignItems: 'center', gap: 1, whiteSpace: 'nowrap' }}>
    <Box
      aria-hidden
      sx={{ width: 64, height: 6, borderRadius: 1, overflow: 'hidden', backgroundColor: colour.line }}
    >
      <Box
        sx={{
          width: `${Math.min(100, (inWindow / window) * 100)}%`,
          height: '100%',
          backgroundColor: toneColour('active', 'solid'),
        }}
      />
    </Box>
    {inWindow}/{window}
  </Box>
);

/** The rate now, beside the granted one where there is one. */
const RateUse = ({ link }: { readonly link: CarrierLink }) => {
  const { carriers: t } = useWords();
  if (link.ratePerSecond === 0) return <Rate value={link.submittedPerSecond} />;
  return t.rateOf(formatRate(link.submittedPerSecond), formatCount(link.ratePerSecond));
};

const Trouble = ({ value }: { readonly value: number }) => (
  <Box component="span" sx={value > 0 ? { color: toneColour('warn', 'text'), fontWeight: 650 } : undefined}>
    <Count value={value} />
  </Box>
);
