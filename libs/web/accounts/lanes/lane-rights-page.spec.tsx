import { grantLanes, listLaneRights } from '@sms111/contracts';
import type { Permission } from '@sms111/domain';
import { FakeServer, refuse, renderPage, sampleSession } from '@sms111/web/testing';
import { screen, within } from '@testing-library/react';
import { LaneRightsPage } from './lane-rights-page';

jest.setTimeout(60_000);
const right = (more: object = {}) => ({
  accountId: '0192f0c0-0000-7000-8000-000000000041',
  login: 'api01',
  name: '災害告警系統',
  agencyName: '消防署',
  unitName: '災害管理組',
  isPerson: false,
  active: true,
  lanes: ['notice', 'bulk'],
  ...more,
});
const served = (...items: object[]) => new FakeServer().on(listLaneRights, { items, next: null });
const open = (
  server: FakeServer,
  { may = ['lane.view', 'lane.grant'], at = '/lane-rights' }: { may?: Permission[]; at?: string } = {},
) => renderPage(<LaneRightsPage />, { server, session: sampleSession(may), at, path: '/lane-rights' });

describe('派送順序權限', () => {
  it('lists the systems of agencies with the lanes that each may use', async () => {
    open(served(right({ lanes: ['disaster', 'notice', 'bulk'], active: false })));
    const table = await screen.findByRole('table', { name: '可發送的帳號' });
    for (const words of [
      '消防署',
      '災害管理組',
      '災害告警系統',
      '介接帳號 · api01',
      '災防',
      '通知',
      '大量',
      '已停用',
    ])
      expect(within(table).getByText(words)).toBeTruthy();
    expect(within(table).queryByText('驗證碼')).toBeNull();
  });

  it('tells people from systems', async () => {
    open(served(right({ name: '林科員', login: 'lin', isPerson: true })));
    expect(await screen.findByText('使用者 · lin')).toBeTruthy();
  });

  it('grants a lane with its basis, and says what it rested on', async () => {
    const server = served(right({ lanes: ['code', 'notice', 'bulk'] })).on(grantLanes, () =>
      refuse('state-conflict'),
    );
    const { user } = open(server);
    await user.click(await screen.findByRole('button', { name: '調整 災害告警系統' }));
    const dialog = screen.getByRole('dialog', { name: '調整「災害告警系統」的派送順序權限' });
    const save = () => within(dialog).getByRole('button', { name: '儲存權限' });
    expect(save().getAttribute('aria-disabled')).toBe('true');
    expect(within(dialog).getByText('權限沒有變更。')).toBeTruthy();
    await user.click(within(dialog).getByRole('checkbox', { name: '災防' }));
    await user.click(within(dialog).getByRole('checkbox', { name: '驗證碼' }));
    expect(within(dialog).getByText('請填寫依據（至少 2 個字）。')).toBeTruthy();
    await user.type(within(dialog).getByRole('textbox', { name: '依據' }), '數位字第 1150001 號');
    await user.click(save());
    expect((await within(dialog).findByRole('alert')).textContent).toContain('說明 state-conflict');

    server.on(grantLanes, right({ lanes: ['disaster', 'notice', 'bulk'] }));
    await user.click(save());
    expect(await screen.findByText('已更新派送順序權限。')).toBeTruthy();
    expect(server.calls(grantLanes)[1]).toMatchObject({
      params: { accountId: right().accountId },
      body: { lanes: ['disaster'], instead: ['code'], reason: '數位字第 1150001 號' },
    });
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('asks by what stands in the URL, and begins another question at its first page', async () => {
    const server = served();
    const { user } = open(server, { at: '/lane-rights?search=消防&lane=disaster&cursor=abc' });
    expect(await screen.findByText('沒有符合條件的帳號')).toBeTruthy();
    expect(server.calls(listLaneRights)[0]).toMatchObject({
      query: { search: '消防', lane: 'disaster', cursor: 'abc' },
    });
    const field = screen.getByRole('textbox', { name: '機關、單位或帳號' });
    await user.clear(field);
    await user.type(field, '戶政{Enter}');
    const last = server.calls(listLaneRights).at(-1);
    expect(last).toMatchObject({ query: { search: '戶政', lane: 'disaster' } });
    expect(last?.query).not.toHaveProperty('cursor');
    await user.click(screen.getByRole('button', { name: '清除條件' }));
    expect(await screen.findByText('沒有可發送的帳號')).toBeTruthy();
  });

  it('locks the change, with the reason, for whoever may only look', async () => {
    open(served(right()), { may: ['lane.view'] });
    const button = await screen.findByRole('button', { name: '調整 災害告警系統' });
    expect(button.getAttribute('aria-disabled')).toBe('true');
    const reason = document.getElementById(button.getAttribute('aria-describedby') ?? '');
    expect(reason?.textContent).toBe('此操作限數位部管理者。');
  });
});
