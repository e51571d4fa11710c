import '@testing-library/jest-dom';
import { listBatches } from '@sms111/contracts';
import { FakeServer, renderPage, sampleSession } from '@sms111/web/testing';
import { screen, waitFor } from '@testing-library/react';
import { BatchesPage } from './batches-page';
import { BATCH_ID, sampleBatch } from './testing/samples';

const open = (items: object[], at = '/batches') => {
  const server = new FakeServer().on(listBatches, { items, next: null });
  return renderPage(<BatchesPage />, {
    session: sampleSession(['batch.view', 'batch.send']),
    at,
    path: '/batches',
    server,
  });
};

describe('發送進度', () => {
  it('lists batches with state and progress, and leads to each', async () => {
    open([sampleBatch()]);
    const link = await screen.findByRole('link', { name: '防災演練通知' });
    expect(link).toHaveAttribute('href', `/batches/${BATCH_ID}`);
    expect(screen.getByText('發送中')).toBeInTheDocument();
    expect(screen.getByText('63% 已有結果')).toBeInTheDocument();
  });

  it('filters by state, in the URL', async () => {
    const { user, where, server } = open([sampleBatch({ state: 'completed' })]);
    await screen.findByText('防災演練通知');
    await user.click(screen.getByRole('combobox', { name: '狀態' }));
    await user.click(screen.getByRole('option', { name: '已完成' }));
    expect(where()).toBe('/batches?state=completed');
    await waitFor(() =>
      expect(server.calls(listBatches).at(-1)?.query).toMatchObject({ state: 'completed' }),
    );
  });

  it('offers the first step where nothing was sent yet', async () => {
    open([]);
    expect(await screen.findByText('還沒有發送過簡訊')).toBeInTheDocument();
    expect(screen.getAllByRole('link', { name: '網頁發送' })[0]).toHaveAttribute('href', '/compose');
  });
});
