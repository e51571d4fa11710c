import Box from '@mui/material/Box';
import ButtonBase from '@mui/material/ButtonBase';
import { useId, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { Link as RouterLink } from 'react-router';
import { visuallyHidden } from '../theme/tokens';
import { useUiWords } from '../theme/ui-provider';
import { CardTitleCell, tableStyles } from './table-styles';

export interface Column<Row> {
  readonly key: string;
  readonly header: string;
  readonly cell: (row: Row) => ReactNode;
  /** Numbers stand at the end, so that their digits stand below each other. */
  readonly align?: 'end';
  readonly width?: number | string;
  /** Left out below this width of the window. */
  readonly from?: 'sm' | 'md' | 'lg';
  readonly nowrap?: boolean;
}

interface DataTableProps<Row> {
  /** What the table lists; its caption for screen readers. */
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  /** Opens a row: the first cell becomes its link, and the whole row can be clicked. */
  readonly rowTo?: (row: Row) => string;
  /** Opens a row here instead of going elsewhere (a side panel). */
  readonly onOpen?: (row: Row) => void;
  readonly selectedKey?: string | null;
  /** Rows are being fetched: the old ones stay, paler. */
  readonly busy?: boolean;
}

const lookOf = <Row,>({ align, from, nowrap }: Column<Row>) => ({
  'data-align': align,
  'data-from': from,
  'data-nowrap': nowrap || align === 'end' || undefined,
});

/** Dense rows with quiet lines; ↑ ↓ Home End move, Enter opens; cards on a phone. */
export const DataTable = <Row,>({
  label,
  columns,
  rows,
  rowKey,
  rowTo,
  onOpen,
  selectedKey,
  busy = false,
}: DataTableProps<Row>) => {
  const words = useUiWords();
  const hintId = useId();
  const body = useRef<HTMLTableSectionElement>(null);
  const [current, setCurrent] = useState(0);
  const opens = Boolean(rowTo ?? onOpen);
  const reachable = Math.min(current, Math.max(0, rows.length - 1));

  const move = (event: KeyboardEvent) => {
    const target = { ArrowDown: reachable + 1, ArrowUp: reachable - 1, Home: 0, End: rows.length - 1 }[
      event.key
    ];
    if (!opens || target === undefined || target < 0 || target >= rows.length) return;
    event.preventDefault();
    setCurrent(target);
    body.current?.querySelectorAll<HTMLElement>('[data-opener]')[target]?.focus();
  };

  const opener = (row: Row, at: number, content: ReactNode) => {
    const shared = {
      'data-opener': true,
      tabIndex: at === reachable ? 0 : -1,
      'aria-describedby': hintId,
      onFocus: () => setCurrent(at),
    };
    if (rowTo)
      return (
        <CardTitleCell component={RouterLink} to={rowTo(row)} {...shared}>
          {content}
        </CardTitleCell>
      );
    return (
      <CardTitleCell component={ButtonBase} onClick={() => onOpen?.(row)} aria-haspopup="dialog" {...shared}>
        {content}
      </CardTitleCell>
    );
  };

  return (
    <Box sx={tableStyles} aria-busy={busy || undefined}>
      {opens && (
        <span id={hintId} style={visuallyHidden}>
          {words.tableHint}
        </span>
      )}
      <table role="table" aria-label={label}>
        <thead role="rowgroup">
          <tr role="row">
            {columns.map(column => (
              <th
                role="columnheader"
                scope="col"
                key={column.key}
                style={{ width: column.width }}
                {...lookOf(column)}
              >
                {column.header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup" ref={body} onKeyDown={move}>
          {rows.map((row, at) => {
            const key = rowKey(row);
            return (
              <tr
                role="row"
                key={key}
                data-opens={opens || undefined}
                data-selected={key === selectedKey || undefined}
              >
                {columns.map((column, place) => (
                  <td role="cell" key={column.key} data-label={column.header} {...lookOf(column)}>
                    {place === 0 && opens ? opener(row, at, column.cell(row)) : column.cell(row)}
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </Box>
  );
};
