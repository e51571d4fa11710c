import Box from '@mui/material/Box';
import { formatBytes, formatCount, formatInstant } from '@sms111/phrases';
import { useWords } from '@sms111/web/data';
import {
  Count,
  DataTable,
  EmptyState,
  RecordsIcon,
  Section,
  StatusBadge,
  Time,
  type Column,
} from '@sms111/web/ui';
import { hasActions, MonthActions } from './month-actions';
import { monthName } from './month-name';
import type { RetainedMonth } from './retention-query';

const TONES = {
  kept: 'good',
  due: 'warn',
  proposed: 'warn',
  running: 'active',
  'partly-destroyed': 'off',
  destroyed: 'off',
} as const;

/** Each month: what it holds, when it may go, what keeps it, and what can be done. */
export const MonthsSection = ({
  months,
  may,
}: {
  readonly months: readonly RetainedMonth[];
  readonly may: boolean;
}) => {
  const w = useWords();
  const t = w.retention.months;
  const columns: Column<RetainedMonth>[] = [
    { key: 'month', header: t.month, nowrap: true, cell: ({ month }) => monthName(month, w) },
    {
      key: 'state',
      header: w.common.state,
      cell: ({ state }) => <StatusBadge tone={TONES[state]} label={w.retention.state[state]} />,
    },
    {
      key: 'messages',
      header: t.messages,
      align: 'end',
      cell: month => <Figure of={month} what="messages" />,
    },
    {
      key: 'segments',
      header: t.segments,
      align: 'end',
      from: 'lg',
      cell: month => <Figure of={month} what="segments" />,
    },
    {
      key: 'size',
      header: t.size,
      align: 'end',
      from: 'lg',
      cell: ({ bytes, surveyedAt }) => (surveyedAt && bytes > 0 ? formatBytes(bytes) : '–'),
    },
    { key: 'due', header: t.dueAt, nowrap: true, cell: ({ dueAt }) => <Time at={dueAt} form="date" /> },
    { key: 'why', header: t.why, cell: month => <Why month={month} /> },
    {
      key: 'deed',
      header: w.common.actions,
      align: 'end',
      cell: month => hasActions(month) && <MonthActions month={month} may={may} />,
    },
  ];
  return (
    <Section title={t.title} flush>
      {months.length === 0 ? (
        <EmptyState icon={<RecordsIcon />} title={t.none} text={t.noneHelp} />
      ) : (
        <DataTable label={t.title} columns={columns} rows={months} rowKey={({ month }) => month} />
      )}
    </Section>
  );
};

const Figure = ({ of, what }: { readonly of: RetainedMonth; readonly what: 'messages' | 'segments' }) =>
  of.surveyedAt ? <Count value={of[what]} /> : '–';

/** What keeps a month, or how far its end has come. */
const Why = ({ month }: { readonly month: RetainedMonth }) => {
  const t = useWords().retention;
  const { destruction, held, blockers, unresolved, surveyedAt, state } = month;
  const lines: string[] = [];
  if (destruction) {
    lines.push(t.step[destruction.step]);
    if (destruction.step === 'proposed') {
      lines.push(t.proposedBy(destruction.proposedBy ?? t.byPolicy, formatInstant(destruction.proposedAt)));
    }
    if (destruction.stalled) lines.push(t.stalled);
  } else if (!surveyedAt) lines.push(t.months.notKnown);
  else if (state !== 'destroyed') {
    if (unresolved > 0) lines.push(t.unresolved(formatCount(unresolved)));
    for (const blocker of blockers)
      if (blocker !== 'unresolved' && blocker !== 'gone') lines.push(t.blocker[blocker]);
  }
  if (held.length > 0) lines.push(t.heldAgencies(held.join('、')));
  return (
    <Box sx={{ display: 'grid', gap: 0.25 }}>
      {lines.map(line => (
        <span key={line}>{line}</span>
      ))}
    </Box>
  );
};
