import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import { showPortedImport, type ResponseOf } from '@sms111/contracts';
import { formatCount } from '@sms111/phrases';
import { queryOf, useWords } from '@sms111/web/data';
import { DataTable, FourStates, type Column } from '@sms111/web/ui';
import { useQuery } from '@tanstack/react-query';
import { useId } from 'react';
import type { PortedImport } from '../routing-query';

type Fault = ResponseOf<typeof showPortedImport>['faults'][number];

/** Why a file was returned: every fault by its line, with what to do. */
export const FaultsDialog = ({
  shown,
  onClose,
}: {
  readonly shown: PortedImport;
  readonly onClose: () => void;
}) => {
  const words = useWords();
  const { imports: t, fault } = words.routing;
  const id = useId();
  const query = useQuery(queryOf(showPortedImport, { params: { importId: shown.id } }));
  const columns: Column<Fault>[] = [
    {
      key: 'line',
      header: t.line,
      cell: ({ line }) => (line === 0 ? t.wholeFile : formatCount(line)),
      width: '18%',
    },
    { key: 'what', header: t.what, cell: ({ code }) => fault[code].name, width: '28%' },
    { key: 'todo', header: t.todo, cell: ({ code }) => fault[code].todo },
  ];
  return (
    <Dialog open onClose={onClose} aria-labelledby={id} maxWidth="md" fullWidth>
      <DialogTitle id={id}>{t.faultsTitle(shown.fileName)}</DialogTitle>
      <DialogContent sx={{ display: 'grid', gap: 1.5, gridTemplateColumns: 'minmax(0, 1fr)' }}>
        <FourStates query={query}>
          {({ faults, faultCount }) => (
            <>
              <div>{t.faultsLead(formatCount(faults.length), formatCount(faultCount))}</div>
              <DataTable
                label={t.faultsTitle(shown.fileName)}
                columns={columns}
                rows={faults}
                rowKey={({ line, code }) => `${line} ${code}`}
              />
            </>
          )}
        </FourStates>
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{words.common.close}</Button>
      </DialogActions>
    </Dialog>
  );
};
