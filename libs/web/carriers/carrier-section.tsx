import Box from '@mui/material/Box';
import { TONES, useWords } from '@sms111/web/data';
import {
  colour,
  Count,
  DataTable,
  Rate,
  Section,
  StatusBadge,
  Time,
  toneColour,
  useNow,
  type Column,
} from '@sms111/web/ui';
import { isStale, type CarrierLink } from './links-query';

/** The links of one carrier. */
export const CarrierSection = ({
  name,
  links,
}: {
  readonly name: string;
  readonly links: readonly CarrierLink[];
}) => {
  const w = useWords();
  const now = useNow(5_000);
  const t = w.carriers;
  const columns: Column<CarrierLink>[] = [
    { key: 'link', header: t.link, cell: link => link.id, width: '12%' },
    {
      key: 'state',
      header: w.common.state,
      width: '12%',
      cell: ({ enabled, state }) => (
        <StatusBadge
          tone={enabled ? TONES.link[state] : 'off'}
          label={enabled ? w.states.link[state] : t.disabled}
        />
      ),
    },
    { key: 'host', header: t.host, cell: ({ host, port }) => `${host}:${port}`, from: 'lg', width: '15%' },
    { key: 'window', header: t.window, cell: link => <WindowUse link={link} />, width: '14%' },
    { key: 'rate', header: t.rate, cell: link => <Rate value={link.submittedPerSecond} />, align: 'end' },
    { key: 'submitted', header: t.submitted, cell: link => <Count value={link.submitted} />, align: 'end' },
    { key: 'refused', header: t.refused, cell: link => <Trouble value={link.refused} />, align: 'end' },
    {
      key: 'unanswered',
      header: t.unanswered,
      cell: link => <Trouble value={link.unanswered} />,
      align: 'end',
    },
    {
      key: 'seen',
      header: t.seenAt,
      width: '20%',
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
    <Section title={name} flush>
      <DataTable label={name} columns={columns} rows={links} rowKey={link => link.id} />
    </Section>
  );
};

/** How full the window is, in words and as a thin bar. */
const WindowUse = ({ link: { inWindow, window } }: { readonly link: CarrierLink }) => (
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

const Trouble = ({ value }: { readonly value: number }) => (
  <Box component="span" sx={value > 0 ? { color: toneColour('warn', 'text'), fontWeight: 650 } : undefined}>
    <Count value={value} />
  </Box>
);
