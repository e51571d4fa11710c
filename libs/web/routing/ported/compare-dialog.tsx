import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import Typography from '@mui/material/Typography';
import { compareSnapshots, type ResponseOf } from '@sms111/contracts';
import { donorName, formatCount } from '@sms111/phrases';
import { queryOf, useLanguage, useWords } from '@sms111/web/data';
import { Count, DataTable, FourStates, type Column } from '@sms111/web/ui';
import { useQuery } from '@tanstack/react-query';
import { useId } from 'react';

type Comparison = ResponseOf<typeof compareSnapshots>;

/** What differs between the version in force and another: by carrier, and some of the numbers. */
export const CompareDialog = ({
  from,
  to,
  onClose,
}: {
  readonly from: number;
  readonly to: number;
  readonly onClose: () => void;
}) => {
  const words = useWords();
  const t = words.routing.snapshots;
  const id = useId();
  const query = useQuery(queryOf(compareSnapshots, { params: { snapshotId: from }, query: { with: to } }));
  return (
    <Dialog open onClose={onClose} aria-labelledby={id} maxWidth="sm" fullWidth>
      <DialogTitle id={id}>{t.compareTitle(String(from), String(to))}</DialogTitle>
      <DialogContent sx={{ display: 'grid', gap: 2, gridTemplateColumns: 'minmax(0, 1fr)' }}>
        <FourStates query={query}>{compared => <Differences compared={compared} />}</FourStates>
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{words.common.close}</Button>
      </DialogActions>
    </Dialog>
  );
};

const Differences = ({ compared: { numbers, moves, examples } }: { readonly compared: Comparison }) => {
  const t = useWords().routing.snapshots;
  const { overrides } = useWords().routing;
  const language = useLanguage();
  const nameOf = (network: string | null): string =>
    network === null ? t.byPrefix : donorName(network, language);
  if (numbers === 0) return t.same;
  const both = <Row extends { from: string | null; to: string | null }>(): Column<Row>[] => [
    { key: 'from', header: t.from, cell: row => nameOf(row.from) },
    { key: 'to', header: t.to, cell: row => nameOf(row.to) },
  ];
  return (
    <>
      <Typography sx={{ fontWeight: 650 }}>{t.differ(formatCount(numbers))}</Typography>
      <DataTable
        label={t.differ(formatCount(numbers))}
        columns={[
          ...both<Comparison['moves'][number]>(),
          { key: 'numbers', header: t.numbers, cell: move => <Count value={move.numbers} />, align: 'end' },
        ]}
        rows={moves}
        rowKey={move => `${move.from} ${move.to}`}
      />
      <Typography sx={{ fontWeight: 650 }}>{t.examples(formatCount(examples.length))}</Typography>
      <DataTable
        label={t.examples(formatCount(examples.length))}
        columns={[
          { key: 'number', header: overrides.number, cell: each => each.number },
          ...both<Comparison['examples'][number] & { key: string }>(),
        ]}
        // Masked numbers may look the same.
        rows={examples.map((each, at) => ({ ...each, key: String(at) }))}
        rowKey={each => each.key}
      />
    </>
  );
};
