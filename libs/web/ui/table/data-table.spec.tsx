import { renderPage } from '@sms111/web/testing';
import { screen, within } from '@testing-library/react';
import { useState } from 'react';
import { DataTable, type Column } from './data-table';
import { Pager } from './pager';

interface Row {
  readonly id: string;
  readonly name: string;
  readonly count: number;
}

const ROWS: Row[] = ['甲', '乙', '丙'].map((name, at) => ({ id: `r${at}`, name, count: at * 10 }));
const COLUMNS: Column<Row>[] = [
  { key: 'name', header: '名稱', cell: row => row.name },
  { key: 'count', header: '通數', cell: row => row.count, align: 'end' },
];

const Opened = () => {
  const [opened, setOpened] = useState<string | null>(null);
  return (
    <>
      <DataTable
        label="批次"
        columns={COLUMNS}
        rows={ROWS}
        rowKey={row => row.id}
        onOpen={row => setOpened(row.name)}
      />
      <output>{opened}</output>
    </>
  );
};

describe('DataTable', () => {
  it('is a table with a name, heads and cells, also where it is shown as cards', () => {
    renderPage(<DataTable label="批次" columns={COLUMNS} rows={ROWS} rowKey={row => row.id} />);
    const table = screen.getByRole('table', { name: '批次' });
    expect(
      within(table)
        .getAllByRole('columnheader')
        .map(head => head.textContent),
    ).toEqual(['名稱', '通數']);
    expect(within(table).getAllByRole('row')).toHaveLength(4);
    expect(within(table).getByRole('cell', { name: '20' }).getAttribute('data-label')).toBe('通數');
  });

  it('is one stop of the Tab key; arrows, Home and End move, Enter opens', async () => {
    const { user } = renderPage(<Opened />);
    await user.tab();
    expect(document.activeElement?.textContent).toBe('甲');
    await user.keyboard('{ArrowDown}{ArrowDown}');
    expect(document.activeElement?.textContent).toBe('丙');
    await user.keyboard('{ArrowDown}');
    expect(document.activeElement?.textContent).toBe('丙');
    await user.keyboard('{Home}');
    expect(document.activeElement?.textContent).toBe('甲');
    await user.keyboard('{End}{ArrowUp}{Enter}');
    expect(screen.getByRole('status').textContent).toBe('乙');
    await user.tab();
    expect(document.activeElement).toBe(document.body);
  });

  it('leads elsewhere by a real link', async () => {
    const table = (
      <DataTable
        label="批次"
        columns={COLUMNS}
        rows={ROWS}
        rowKey={row => row.id}
        rowTo={row => `/batches/${row.id}`}
      />
    );
    const { user, where } = renderPage(table);
    await user.click(screen.getByRole('link', { name: '乙' }));
    expect(where()).toBe('/batches/r1');
  });
});

describe('Pager', () => {
  it('goes on by the cursor, and back to the first page', async () => {
    const pages: (string | null)[] = [];
    const { user, rerender } = renderPage(
      <Pager shown={50} next="abc" later={false} onPage={page => pages.push(page)} />,
    );
    expect(screen.queryByRole('button', { name: '回到第一頁' })).toBeNull();
    await user.click(screen.getByRole('button', { name: '下一頁' }));
    expect(pages).toEqual(['abc']);
    rerender(<span />);
  });
});
