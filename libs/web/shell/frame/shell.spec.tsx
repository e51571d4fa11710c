import { showSession } from '@sms111/contracts';
import { permissionsOf, PERSON_ROLES, type Permission } from '@sms111/domain';
import { connection, sessionQuery } from '@sms111/web/data';
import { FakeServer, refuse, renderPage, sampleSession } from '@sms111/web/testing';
import { HomeIcon } from '@sms111/web/ui';
import { screen, waitFor, within } from '@testing-library/react';
import type { NavGroup } from '../navigation/nav';
import { Allow } from './allow';
import { SessionGate } from './session-gate';
import { Shell } from './shell';

const NAV: readonly NavGroup[] = [
  {
    group: 'start',
    pages: [
      { page: 'home', to: '/', icon: HomeIcon, needs: ['home.view', 'batch.send'] },
      { page: 'overview', to: '/', icon: HomeIcon, needs: ['home.view'], unless: 'batch.send' },
    ],
  },
  { group: 'send', pages: [{ page: 'compose', to: '/compose', icon: HomeIcon, needs: ['batch.send'] }] },
  { group: 'follow', pages: [{ page: 'records', to: '/records', icon: HomeIcon, needs: ['record.search'] }] },
  {
    group: 'operate',
    pages: [{ page: 'carriers', to: '/carriers', icon: HomeIcon, needs: ['carrier.view'] }],
  },
];

const open = (permissions: readonly Permission[], at = '/') =>
  renderPage(<Shell nav={NAV} tools={<b>tools</b>} account={<b>account</b>} watch={null} />, {
    session: sampleSession(permissions),
    at,
  });

const links = (name = '主要導覽') =>
  within(screen.getByRole('navigation', { name }))
    .getAllByRole('listitem')
    .map(item => within(item).getByRole('link').textContent);

describe('Shell', () => {
  it('shows only what the person may enter, and no heading over nothing', () => {
    open(['home.view', 'batch.send']);
    expect(links()).toEqual(['首頁', '網頁發送']);
    expect(screen.queryByRole('heading', { name: '查詢' })).toBeNull();
  });

  it('tells the people of a suspended agency since when and why, on every page', () => {
    const suspension = { since: '2026-11-20T06:00:00.000Z', reason: '內容有違法之虞' };
    const { unit } = sampleSession();
    renderPage(<Shell nav={NAV} tools={null} account={null} watch={null} />, {
      session: sampleSession(['home.view'], { unit: { ...unit, suspension } }),
    });
    expect(screen.getByText('貴機關已暫停使用本平臺')).toBeTruthy();
    expect(screen.getByText(/自 2026\/11\/20 14:00.*原因：內容有違法之虞/)).toBeTruthy();
  });

  it.each(PERSON_ROLES)('leads %s nowhere that their rights do not reach', role => {
    const rights = permissionsOf(role);
    open([...rights]);
    const expected = [
      rights.has('batch.send') ? '首頁' : '總覽',
      ...(rights.has('batch.send') ? ['網頁發送'] : []),
      '發送紀錄',
      ...(rights.has('carrier.view') ? ['電信線路'] : []),
    ];
    expect(links()).toEqual(expected);
  });

  it('begins with the skip link, and has an anchor with an access key for each area', async () => {
    const { user, container } = open(['home.view']);
    await user.tab();
    expect(document.activeElement?.textContent).toBe('跳到主要內容區塊');
    expect(document.activeElement?.getAttribute('href')).toBe('#content');
    expect(container.querySelector('#content')?.tagName).toBe('MAIN');
    const keys = [...container.querySelectorAll('[accesskey]')].map(anchor =>
      anchor.getAttribute('accesskey'),
    );
    expect(keys.sort()).toEqual(['C', 'L', 'U', 'Z']);
  });

  it('says whose platform it is, whom to ask, and how it treats data', () => {
    open(['home.view']);
    const footer = screen.getByRole('contentinfo');
    expect(footer.textContent).toContain('數位發展部');
    expect(within(footer).getByRole('link', { name: '隱私權及資訊安全宣告' })).toBeTruthy();
    expect(within(footer).getByRole('link', { name: '網站導覽' })).toBeTruthy();
    expect(footer.textContent).toMatch(/更新日期：\d{4}\/\d{2}\/\d{2}/);
  });

  it('speaks the language that the person chose, in the document too', async () => {
    const { user } = open(['home.view', 'batch.send']);
    await user.click(screen.getByRole('button', { name: 'English' }));
    expect(document.documentElement.lang).toBe('en');
    expect(links('Main navigation')).toContain('Send from the web');
    await user.click(screen.getByRole('button', { name: '中文' }));
    expect(document.documentElement.lang).toBe('zh-Hant-TW');
  });

  it('finds a number, a batch or a page with Ctrl K', async () => {
    const { user, where } = open(['home.view', 'record.search', 'batch.view']);
    await user.keyboard('{Control>}k{/Control}');
    await user.type(screen.getByRole('combobox'), '+886 912-000-001');
    expect(screen.getByRole('option', { name: '查詢門號 0912000001 的發送紀錄' })).toBeTruthy();
    await user.keyboard('{Enter}');
    await waitFor(() => expect(where()).toBe('/records?number=0912000001'));
  });
});

describe('SessionGate', () => {
  const page = (
    <SessionGate>
      <p>inside</p>
    </SessionGate>
  );

  it('lets in who is signed in', async () => {
    renderPage(page, { server: new FakeServer().on(showSession, sampleSession()) });
    expect(await screen.findByText('inside')).toBeTruthy();
  });

  it('leads others to the sign-in page, which knows the way back', async () => {
    const server = new FakeServer().on(showSession, () => refuse('not-signed-in'));
    const { where } = renderPage(page, { server, at: '/records?state=failed' });
    await waitFor(() => expect(where()).toBe('/sign-in?to=%2Frecords%3Fstate%3Dfailed'));
  });

  it('does not lead back whoever left by choice', async () => {
    const { where, client } = renderPage(page, { session: sampleSession(), at: '/records' });
    connection.closed = 'by-choice';
    client.setQueryData(sessionQuery.queryKey, null);
    await waitFor(() => expect(where()).toBe('/sign-in'));
  });

  it('says so when the platform cannot be asked', async () => {
    renderPage(page, { server: new FakeServer().on(showSession, () => refuse('unavailable')) });
    expect((await screen.findByRole('alert')).textContent).toContain('說明 unavailable');
    expect(screen.queryByText('inside')).toBeNull();
  });
});

describe('Allow', () => {
  it('keeps out whoever lacks a right, and says so', () => {
    const page = (
      <Allow needs={['carrier.view']}>
        <p>board</p>
      </Allow>
    );
    renderPage(page, { session: sampleSession(['home.view']) });
    expect(screen.queryByText('board')).toBeNull();
    expect(screen.getByRole('heading', { name: '您的帳號不能使用這個頁面' })).toBeTruthy();
  });
});
