import { listAgencies, resumeAgency, suspendAgency } from '@sms111/contracts';
import type { Permission } from '@sms111/domain';
import { FakeServer, refuse, renderPage, sampleSession } from '@sms111/web/testing';
import { screen, within } from '@testing-library/react';
import { AgenciesPage } from './agencies-page';

jest.setTimeout(60_000);

const ID = '0192f0c0-0000-7000-8000-000000000051';
const agency = (more: object = {}) => ({
  ...{ id: ID, name: '消防署', units: 2, waitingMessages: 1_200, suspension: null },
  ...more,
});
const suspension = { since: '2026-11-20T06:00:00.000Z', reason: '內容有違法之虞', by: '林大同' };
const served = (...items: object[]) => new FakeServer().on(listAgencies, { items, next: null });
const open = (
  server: FakeServer,
  { may = ['agency.view', 'agency.control'], at = '/agencies' }: { may?: Permission[]; at?: string } = {},
) => renderPage(<AgenciesPage />, { server, session: sampleSession(may), at, path: '/agencies' });

describe('機關管理', () => {
  it('says of each agency whether it may send, and of a suspended one since when, by whom and why', async () => {
    open(served(agency(), agency({ id: ID.replace('51', '52'), name: '戶政司', suspension })));
    const table = await screen.findByRole('table', { name: '機關' });
    for (const words of ['消防署', '使用中', '戶政司', '已暫停使用', '內容有違法之虞', '2026/11/20 14:00:00'])
      expect(within(table).getByText(words)).toBeTruthy();
    expect(within(table).getByText(/林大同/)).toBeTruthy();
    expect(within(table).getByRole('button', { name: '恢復使用 戶政司' })).toBeTruthy();
  });

  it('suspends one with a reason, after saying what that does and what it does not', async () => {
    const server = served(agency()).on(suspendAgency, () => refuse('state-conflict'));
    const { user } = open(server);
    await user.click(await screen.findByRole('button', { name: '暫停使用 消防署' }));
    const dialog = screen.getByRole('dialog', { name: '暫停「消防署」使用本平臺？' });
    const effects = within(dialog)
      .getAllByRole('listitem')
      .map(item => item.textContent);
    expect(effects[0]).toContain('1,200 通');
    expect(effects[1]).toContain('無法收回');
    expect(effects[2]).toContain('403（agency-suspended）');
    expect(effects[3]).toContain('24 小時');
    const deed = () => within(dialog).getByRole('button', { name: '暫停使用' });
    expect(deed().getAttribute('aria-disabled')).toBe('true');
    await user.type(within(dialog).getByRole('textbox', { name: '原因' }), '內容有違法之虞');
    await user.click(deed());
    expect((await within(dialog).findByRole('alert')).textContent).toContain('說明 state-conflict');

    server.on(suspendAgency, () => undefined);
    await user.click(deed());
    expect(await screen.findByText('「消防署」已暫停使用。')).toBeTruthy();
    expect(server.calls(suspendAgency)[1]).toMatchObject({
      params: { agencyId: ID },
      body: { reason: '內容有違法之虞' },
    });
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('lets one send again, and says that what is held goes on', async () => {
    const server = served(agency({ suspension })).on(resumeAgency, () => undefined);
    const { user } = open(server);
    await user.click(await screen.findByRole('button', { name: '恢復使用 消防署' }));
    const dialog = screen.getByRole('dialog', { name: '恢復「消防署」使用本平臺？' });
    expect(within(dialog).getAllByRole('listitem')[0]?.textContent).toContain('1,200 通');
    await user.type(within(dialog).getByRole('textbox', { name: '原因' }), '已改善');
    await user.click(within(dialog).getByRole('button', { name: '恢復使用' }));
    expect(await screen.findByText('「消防署」已恢復使用。')).toBeTruthy();
    expect(server.calls(resumeAgency)[0]?.body).toEqual({ reason: '已改善' });
  });

  it('asks by what stands in the URL, and locks the deed for whoever may only look', async () => {
    const server = served(agency());
    open(server, { at: '/agencies?state=suspended&search=消防&cursor=abc', may: ['agency.view'] });
    const button = await screen.findByRole('button', { name: '暫停使用 消防署' });
    expect(button.getAttribute('aria-disabled')).toBe('true');
    expect(server.calls(listAgencies)[0]?.query).toMatchObject({
      state: 'suspended',
      search: '消防',
      cursor: 'abc',
    });
  });

  it('says that none matches', async () => {
    open(served(), { at: '/agencies?state=suspended' });
    expect(await screen.findByText('沒有符合條件的機關')).toBeTruthy();
  });
});
