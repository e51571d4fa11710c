import { showQuota } from '@sms111/contracts';
import { FakeServer, renderPage, sampleSession } from '@sms111/web/testing';
import { screen, waitFor } from '@testing-library/react';
import { QuotaChip } from './quota-chip';
import { QuotaPage } from './quota-page';

const balance = (remaining: number) => ({
  ordered: 1000,
  remaining,
  reserved: 100,
  charged: 900 - remaining,
  lapsed: 0,
});
const answer = (own: object | null, more: object = {}) => ({
  own,
  unit: null,
  unitPrice: '0.85',
  contract: { startsAt: '2026-01-01T00:00:00Z', endsAt: '2026-12-31T15:59:59Z', open: true },
  ...more,
});
const serve = (body: object) => new FakeServer().on(showQuota, body);
const session = sampleSession(['quota.view', 'batch.send']);

describe('quota chip', () => {
  it('keeps in sight what may still be sent', async () => {
    renderPage(<QuotaChip />, { session, server: serve(answer(balance(500))) });
    expect((await screen.findByRole('link', { name: '尚可發送 500 則' })).getAttribute('href')).toBe(
      '/quota',
    );
  });

  it('says it aloud below a tenth', async () => {
    renderPage(<QuotaChip />, { session, server: serve(answer(balance(99))) });
    expect(await screen.findByRole('link', { name: '額度偏低：尚可發送 99 則' })).toBeTruthy();
  });

  it('is not there for whoever has none, and asks nothing without the right', async () => {
    const server = serve(answer(null));
    const { container } = renderPage(<QuotaChip />, { session, server });
    await waitFor(() => expect(server.calls(showQuota)).toHaveLength(1));
    expect(container.querySelector('a')).toBeNull();
    const other = serve(answer(balance(5)));
    renderPage(<QuotaChip />, { session: sampleSession([]), server: other });
    expect(other.seen).toEqual([]);
  });
});

describe('quota page', () => {
  it('shows what is left, reserved and used, and what that costs', async () => {
    renderPage(<QuotaPage />, { session, server: serve(answer(balance(500))) });
    expect(await screen.findByRole('heading', { name: '我的額度' })).toBeTruthy();
    expect(screen.getByText('NT$ 340')).toBeTruthy();
    expect(screen.getByRole('img', { name: /已使用 400（40%）/ })).toBeTruthy();
    expect(screen.queryByRole('heading', { name: '單位額度' })).toBeNull();
  });

  it('tells whoever has none whom to ask', async () => {
    renderPage(<QuotaPage />, { session, server: serve(answer(null)) });
    expect(await screen.findByText('您的帳號尚未配發額度。')).toBeTruthy();
  });

  it('says when the contract is not in force', async () => {
    const contract = { startsAt: '2025-01-01T00:00:00Z', endsAt: '2025-12-31T15:59:59Z', open: false };
    renderPage(<QuotaPage />, { session, server: serve(answer(balance(500), { contract })) });
    expect(await screen.findByText('目前不在契約期間，無法發送。')).toBeTruthy();
  });
});
