import { listNotices, readNotices } from '@sms111/contracts';
import { FakeServer, renderPage, sampleSession } from '@sms111/web/testing';
import { screen, within } from '@testing-library/react';
import { NoticesBell } from './notices-bell';

const done = {
  id: '0192f0c0-0000-7000-8000-000000000031',
  kind: 'batch-completed',
  params: { batchId: 'b0fz3k9x2a03', name: '停水通知', messages: 100, delivered: 98, failed: 2 },
  at: '2026-11-20T06:05:09Z',
  read: false,
};
const old = { ...done, id: '0192f0c0-0000-7000-8000-000000000032', kind: 'batch-unconfirmed', read: true };

const open = async (server: FakeServer) => {
  const page = renderPage(<NoticesBell />, { session: sampleSession(['notice.view']), server });
  await page.user.click(await screen.findByRole('button', { name: '1 則未讀通知' }));
  return { ...page, list: screen.getByRole('dialog', { name: '通知' }) };
};

describe('notices', () => {
  const server = () =>
    new FakeServer()
      .on(listNotices, { items: [done, old], next: null, unread: 1 })
      .on(readNotices, () => undefined);

  it('says how many are unread, and never counts as activity', async () => {
    const { list, server: fake } = await open(server());
    expect(list.textContent).toContain('「停水通知」發送完成');
    expect(list.textContent).toContain('送達成功 98 通');
    expect(within(list).getAllByText('未讀')).toHaveLength(1);
    expect(fake.calls(listNotices)[0]?.headers.get('x-background')).toBe('1');
  });

  it('leads to what it is about, and marks it as read', async () => {
    const { user, list, where, server: fake } = await open(server());
    await user.click(within(list).getByRole('link', { name: /發送完成/ }));
    expect(where()).toBe('/batches/b0fz3k9x2a03');
    expect(fake.calls(readNotices)[0]?.body).toEqual({ ids: [done.id] });
  });

  it('marks all as read', async () => {
    const { user, list, server: fake } = await open(server());
    await user.click(within(list).getByRole('button', { name: '全部標示為已讀' }));
    expect(fake.calls(readNotices)[0]?.body).toEqual({});
  });

  it('says what will stand here when there is none', async () => {
    const empty = new FakeServer().on(listNotices, { items: [], next: null, unread: 0 });
    const { user } = renderPage(<NoticesBell />, { session: sampleSession(['notice.view']), server: empty });
    await user.click(await screen.findByRole('button', { name: '沒有未讀通知' }));
    expect(await screen.findByText('目前沒有通知。')).toBeTruthy();
  });
});
