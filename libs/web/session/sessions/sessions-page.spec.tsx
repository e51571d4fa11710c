import { listSessions, revokeSession } from '@sms111/contracts';
import { FakeServer, renderPage, sampleSession } from '@sms111/web/testing';
import { screen, within } from '@testing-library/react';
import { SessionsPage } from './sessions-page';

const EDGE =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/142.0 Safari/537.36 Edg/142.0';
const other = '0192f0c0-0000-7000-8000-000000000012';
const entry = {
  id: '0192f0c0-0000-7000-8000-000000000011',
  current: true,
  address: '203.0.113.24',
  userAgent: EDGE,
  startedAt: '2026-11-20T06:00:00Z',
  lastSeenAt: '2026-11-20T06:05:09Z',
};

describe('我的登入狀態', () => {
  it('lists where one is signed in, and ends another session after a second look', async () => {
    const items = [
      entry,
      { ...entry, id: other, current: false, address: '203.0.113.87', userAgent: 'curl/8' },
    ];
    const server = new FakeServer()
      .on(listSessions, () => ({ items: [...items] }))
      .on(revokeSession, () => {
        items.pop();
      });
    const { user } = renderPage(<SessionsPage />, { server, session: sampleSession() });
    expect(await screen.findByText('Microsoft Edge（Windows）')).toBeTruthy();
    expect(screen.getByText('不明裝置')).toBeTruthy();
    expect(screen.getByText('目前使用的裝置')).toBeTruthy();

    await user.click(screen.getByRole('button', { name: '登出此裝置' }));
    const dialog = screen.getByRole('dialog', { name: '登出這個裝置？' });
    expect(dialog.textContent).toContain('203.0.113.87');
    await user.click(within(dialog).getByRole('button', { name: '登出此裝置' }));
    expect(await screen.findByText('已登出該裝置。')).toBeTruthy();
    expect(server.calls(revokeSession)[0]?.params).toEqual({ sessionId: other });
    expect(screen.queryByText('不明裝置')).toBeNull();
  });
});
