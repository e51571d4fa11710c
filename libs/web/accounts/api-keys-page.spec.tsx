import { createApiKey, listApiAccounts, revokeApiKey } from '@sms111/contracts';
import { FakeServer, refuse, renderPage, sampleSession } from '@sms111/web/testing';
import { screen, within } from '@testing-library/react';
import { ApiKeysPage } from './api-keys-page';

const key = {
  id: '0192f0c0-0000-7000-8000-000000000051',
  label: '線上申辦系統正式機',
  hint: 'sk_8f3a',
  createdAt: '2026-10-20T06:00:00Z',
  lastUsedAt: null,
  revokedAt: null,
};
const account = {
  id: '0192f0c0-0000-7000-8000-000000000041',
  login: 'api01',
  name: '線上申辦系統',
  autoPrefix: true,
  keys: [key],
};
const open = (server: FakeServer) =>
  renderPage(<ApiKeysPage />, { server, session: sampleSession(['api-key.manage']) });
const served = () => new FakeServer().on(listApiAccounts, { items: [account] });

describe('API 金鑰', () => {
  it('lists keys without showing any', async () => {
    open(served());
    expect(await screen.findByRole('cell', { name: 'sk_8f3a…' })).toBeTruthy();
    expect(screen.getByText('使用中')).toBeTruthy();
    expect(screen.getByText('尚未使用')).toBeTruthy();
  });

  it('shows a new key once, and closes only when it is kept', async () => {
    const server = served().on(createApiKey, { key, secret: 'sk_live_123' });
    const { user } = open(server);
    await user.click(await screen.findByRole('button', { name: '建立金鑰' }));
    const first = screen.getByRole('dialog', { name: '為「線上申辦系統」建立金鑰' });
    await user.click(within(first).getByRole('button', { name: '建立金鑰' }));
    expect(await within(first).findByText('請填寫這個欄位。')).toBeTruthy();
    await user.type(within(first).getByRole('textbox', { name: '用途說明' }), '戶政系統正式機');
    await user.click(within(first).getByRole('button', { name: '建立金鑰' }));

    const secret = await screen.findByRole('dialog', { name: '金鑰已建立' });
    expect(within(secret).getByRole<HTMLInputElement>('textbox').value).toBe('sk_live_123');
    await user.click(within(secret).getByRole('button', { name: '完成' }));
    expect(screen.getByRole('dialog', { name: '金鑰已建立' })).toBeTruthy();
    await user.click(within(secret).getByRole('checkbox', { name: '我已保存金鑰' }));
    await user.click(within(secret).getByRole('button', { name: '完成' }));
    expect(screen.queryByText('sk_live_123')).toBeNull();
    expect(server.calls(createApiKey)[0]).toMatchObject({
      params: { accountId: account.id },
      body: { label: '戶政系統正式機' },
    });
  });

  it('revokes a key after a second look, and says when that failed', async () => {
    const server = served().on(revokeApiKey, () => refuse('not-found'));
    const { user } = open(server);
    await user.click(await screen.findByRole('button', { name: '停用' }));
    const dialog = screen.getByRole('dialog', { name: '停用「線上申辦系統正式機」？' });
    await user.click(within(dialog).getByRole('button', { name: '停用這把金鑰' }));
    expect((await within(dialog).findByRole('alert')).textContent).toContain('說明 not-found');
    server.on(revokeApiKey, () => undefined);
    await user.click(within(dialog).getByRole('button', { name: '停用這把金鑰' }));
    expect(await screen.findByText('金鑰已停用。')).toBeTruthy();
  });

  it('says what will stand here when the unit has no API account', async () => {
    open(new FakeServer().on(listApiAccounts, { items: [] }));
    expect(await screen.findByText('貴單位還沒有 API 帳號。')).toBeTruthy();
  });
});
