import {
  compareSnapshots,
  confirmPortedImport,
  discardPortedImport,
  endOverride,
  listOverrides,
  listPortedImports,
  listSnapshots,
  lookUpNumber,
  placeOverride,
  rollBackSnapshot,
  setRoutingPolicy,
  showPortedImport,
  showRouting,
} from '@sms111/contracts';
import { FakeServer, refuse, renderPage, sampleSession } from '@sms111/web/testing';
import { screen, waitFor, within } from '@testing-library/react';
import type { ReactNode } from 'react';
import { LookUpSection } from './look-up/look-up-section';
import { OverridesSection } from './overrides/overrides-section';
import { PolicySection } from './policy-section';
import { ImportsSection } from './ported/imports-section';
import { PortedFigures } from './ported/ported-figures';
import { SnapshotsSection } from './ported/snapshots-section';
import { RoutingPage } from './routing-page';
const AT = '2026-11-20T06:00:00Z';
const snapshot = (id: number, more: object = {}) => ({
  id,
  kind: 'changes',
  parentId: id - 1,
  fileName: `np-${id}.csv`,
  rows: 20,
  ported: 1_234_567,
  pending: 3,
  madeAt: AT,
  madeBy: 'admin',
  inForce: false,
  ...more,
});
const overview = (more: object = {}) => ({
  snapshot: snapshot(7, { inForce: true }),
  policy: { onUnknown: 'default', defaultNetwork: 'CHT' },
  networks: ['CHT', 'FET', 'TWM'],
  prefixes: 166,
  overrides: 1,
  answers: 12,
  querying: true,
  ...more,
});
const portedImport = (more: object = {}) => ({
  id: '0192f0c0-0000-7000-8000-000000000061',
  kind: 'changes',
  state: 'done',
  fileName: 'np-7.csv',
  bytes: 1_000,
  bytesRead: 1_000,
  rows: 20,
  faultCount: 0,
  snapshotId: 7,
  startedBy: 'admin',
  receivedAt: AT,
  endedAt: AT,
  comparison: null,
  ...more,
});
const override = {
  id: '0192f0c0-0000-7000-8000-000000000071',
  number: '0912***678',
  network: 'TWM',
  reason: '測試門號',
  placedAt: AT,
  placedBy: 'admin',
  endsAt: null,
  endedAt: null,
  endedBy: null,
  active: true,
};
const says = { network: 'CHT', donor: 'CHT', networkCode: null, since: null, until: null };
const explained = {
  number: '0912***003',
  at: AT,
  route: { network: 'TWM', donor: 'CHT', method: 'ported', networkCode: '1402', snapshot: 7 },
  steps: [
    { step: 'override', role: 'silent', says: null, because: 'no-override' },
    {
      step: 'ported',
      role: 'decides',
      says: { ...says, network: 'TWM', networkCode: '1402', since: AT },
      because: null,
    },
    { step: 'cache', role: 'silent', says: null, because: 'no-answer' },
    { step: 'prefix', role: 'outranked', says, because: null },
    { step: 'default', role: 'outranked', says, because: null },
  ],
  history: [
    { effectiveAt: AT, donor: 'CHT', recipient: 'TWM', networkCode: '1402', snapshot: 7, later: false },
    { effectiveAt: AT, donor: 'TWM', recipient: null, networkCode: null, snapshot: 6, later: true },
  ],
};

const served = (more: object = {}) =>
  new FakeServer()
    .on(showRouting, overview(more))
    .on(listPortedImports, { items: [portedImport()] })
    .on(listSnapshots, { items: [snapshot(7, { inForce: true }), snapshot(6)], next: null })
    .on(listOverrides, { items: [override], next: null });

const open = (
  server: FakeServer,
  part: ReactNode,
  rights: ('routing.view' | 'routing.control')[] = ['routing.view', 'routing.control'],
) => renderPage(part, { server, session: sampleSession(rights) });

const inForce = listSnapshots.response.shape.items.element.parse(snapshot(7, { inForce: true }));
const shown = showRouting.response.parse(overview());

describe('號碼路由解析', () => {
  it('explains where a number goes, each step with its reason, without putting the number into an address', async () => {
    const server = served().on(lookUpNumber, explained);
    const { user, where } = open(server, <LookUpSection />);
    await user.type(screen.getByRole('textbox', { name: '門號' }), '0912000003');
    await user.click(screen.getByRole('button', { name: '查詢路由' }));
    expect(await screen.findByText('0912***003 現在交由台灣大哥大派送')).toBeTruthy();
    expect(server.calls(lookUpNumber)[0]?.body).toEqual({ number: '0912000003' });
    expect(where()).toBe('/');
    const steps = screen
      .getAllByRole('listitem')
      .filter(item => /人工指定|號碼可攜資料|門號號段/.test(item.textContent ?? ''));
    expect(steps.map(step => step.textContent)).toEqual([
      expect.stringContaining('沒有人工指定。'),
      expect.stringMatching(/交由台灣大哥大（網路碼 1402）.*採用/),
      expect.stringMatching(/交由中華電信.*未採用/),
    ]);
    const history = screen.getByRole('table', { name: '移轉紀錄' });
    expect(within(history).getByText('歸還原配發業者')).toBeTruthy();
    expect(within(history).getByText('尚未生效')).toBeTruthy();
  });

  it('says what is wrong with what was typed before it asks, and what the server refused', async () => {
    const server = served().on(lookUpNumber, () => refuse('unavailable'));
    const { user } = open(server, <LookUpSection />);
    await user.click(screen.getByRole('button', { name: '查詢路由' }));
    expect(await screen.findByText('請輸入門號。')).toBeTruthy();
    await user.type(screen.getByRole('textbox', { name: '門號' }), '02-12345678');
    expect(await screen.findByText(/收不到簡訊/)).toBeTruthy();
    expect(server.calls(lookUpNumber)).toHaveLength(0);
    await user.clear(screen.getByRole('textbox', { name: '門號' }));
    await user.type(screen.getByRole('textbox', { name: '門號' }), '0912000003');
    await user.click(screen.getByRole('button', { name: '查詢路由' }));
    expect(await screen.findByText('標題 unavailable')).toBeTruthy();
  });

  it('shows the version in force, and what stands behind it', async () => {
    open(served(), <PortedFigures overview={shown} />);
    expect((await screen.findAllByText('1,234,567')).length).toBeGreaterThan(0);
    expect(screen.getByText(/目前有 12 筆查詢結果/)).toBeTruthy();
  });

  it('tells of empty lists', async () => {
    const server = served({ snapshot: null, querying: false })
      .on(listPortedImports, { items: [] })
      .on(listSnapshots, { items: [], next: null })
      .on(listOverrides, { items: [], next: null });
    open(server, <RoutingPage />);
    expect(await screen.findByText('尚未匯入號碼可攜資料')).toBeTruthy();
    expect(await screen.findByText('還沒有匯入過檔案')).toBeTruthy();
    expect(await screen.findByText('還沒有任何版本')).toBeTruthy();
    expect(await screen.findByText('沒有人工指定的門號')).toBeTruthy();
    expect(screen.getByText(/尚未設定號碼查詢服務/)).toBeTruthy();
  });

  it('shows progress of an import, and the faults of one by their lines', async () => {
    const bad = portedImport({
      id: '0192f0c0-0000-7000-8000-000000000062',
      state: 'refused',
      fileName: 'bad.csv',
      faultCount: 1_500,
      snapshotId: null,
    });
    const server = served()
      .on(listPortedImports, {
        items: [portedImport({ state: 'reading', bytesRead: 425, snapshotId: null, endedAt: null }), bad],
      })
      .on(showPortedImport, {
        ...bad,
        faults: [
          { line: 4, code: 'recipient' },
          { line: 0, code: 'header' },
        ],
      });
    const { user } = open(server, <ImportsSection />);
    expect(await screen.findByText('已讀取 42%')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: '檢視 1,500 個錯誤' }));
    const dialog = await screen.findByRole('dialog', { name: 'bad.csv 的錯誤' });
    expect(await within(dialog).findByText('移入業者不明')).toBeTruthy();
    expect(within(dialog).getByText('整份檔案')).toBeTruthy();
    expect(within(dialog).getByText(/共 1,500 個錯誤，列出前 2 個/)).toBeTruthy();
  });

  it('sends a file only when a person has seen what it is and what it will do', async () => {
    const xhr = jest.spyOn(XMLHttpRequest.prototype, 'send').mockImplementation(() => undefined);
    const { user } = open(served(), <ImportsSection />);
    await user.click(await screen.findByRole('radio', { name: '完整資料' }));
    const file = new File(['msisdn,donor,recipient,effective_at'], 'np-all.csv', { type: 'text/csv' });
    const input = () => document.querySelector<HTMLInputElement>('input[type=file]') as HTMLInputElement;
    await user.upload(input(), file);
    const dialog = () => screen.findByRole('dialog', { name: '確認匯入這份檔案？' });
    const facts = (await dialog()).textContent;
    for (const fact of ['np-all.csv', '35', '完整資料', '檔案中沒有的門號視為未移轉'])
      expect(facts).toContain(fact);
    expect(xhr).not.toHaveBeenCalled();
    await user.click(within(await dialog()).getByRole('button', { name: '取消' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(xhr).not.toHaveBeenCalled();
    await user.upload(input(), file);
    await user.click(within(await dialog()).getByRole('button', { name: '上傳並匯入完整資料' }));
    expect(await screen.findByText(/上傳中/)).toBeTruthy();
    expect(xhr).toHaveBeenCalledTimes(1);
    xhr.mockRestore();
  });

  const half = (more: object = {}) =>
    portedImport({
      ...{ kind: 'snapshot', state: 'confirming', fileName: 'half.csv', snapshotId: 8 },
      comparison: { inForce: 7, before: 1_000_000, after: 430_000 },
      ...more,
    });

  it.each([
    ['確認生效', confirmPortedImport, '已生效。'],
    ['捨棄', discardPortedImport, '已捨棄，使用中的版本不變。'],
  ])(
    'shows what an import that waits would change, and lets a person decide: %s',
    async (deed, endpoint, said) => {
      const server = served().on(listPortedImports, { items: [half()] });
      const { user } = open(server, <ImportsSection />);
      expect(await screen.findByText('待確認')).toBeTruthy();
      await user.click(screen.getByRole('button', { name: '比較並決定' }));
      const dialog = await screen.findByRole('dialog', { name: 'half.csv 是否生效？' });
      expect(dialog.textContent).toContain('比使用中的版本少 57%');
      expect(dialog.textContent).toContain('使用中的版本（第 7 版）1,000,000 個已移轉門號');
      expect(dialog.textContent).toContain('430,000 個已移轉門號');
      server.on(endpoint, () => refuse('state-conflict'));
      await user.click(within(dialog).getByRole('button', { name: deed }));
      expect(await within(dialog).findByText('標題 state-conflict')).toBeTruthy();
      server.on(endpoint, half({ state: 'done', comparison: null }));
      await user.click(within(dialog).getByRole('button', { name: deed }));
      expect(await screen.findByText(said)).toBeTruthy();
      const [, call] = server.calls(endpoint);
      expect(call?.params).toEqual({ importId: half().id });
      if (endpoint === confirmPortedImport) expect(call?.body).toEqual({ instead: 7 });
    },
  );

  it('locks the decision for whoever may only look', async () => {
    const server = served().on(listPortedImports, { items: [half()] });
    const { user } = open(server, <ImportsSection />, ['routing.view']);
    await user.click(await screen.findByRole('button', { name: '比較並決定' }));
    for (const name of ['確認生效', '捨棄'])
      expect((await screen.findByRole('button', { name })).getAttribute('aria-disabled')).toBe('true');
  });

  it('compares a version with the one in force', async () => {
    const server = served().on(compareSnapshots, {
      from: 7,
      to: 6,
      blocksRead: 1,
      numbers: 1_001,
      moves: [{ from: 'TWM', to: null, numbers: 1_001 }],
      examples: [{ number: '0912***003', from: 'TWM', to: null }],
    });
    const { user } = open(server, <SnapshotsSection inForce={inForce} />);
    await user.click(await screen.findByRole('button', { name: '比較' }));
    const dialog = await screen.findByRole('dialog', { name: '第 7 版與第 6 版的差異' });
    expect(await within(dialog).findByText('共 1,001 個門號不同')).toBeTruthy();
    expect(within(dialog).getByText('0912***003')).toBeTruthy();
    expect(server.calls(compareSnapshots)[0]).toMatchObject({
      params: { snapshotId: '7' },
      query: { with: '6' },
    });
  });

  it('goes back to a version after a second look, naming the one that was seen in force', async () => {
    const server = served().on(rollBackSnapshot, snapshot(6, { inForce: true }));
    const { user } = open(server, <SnapshotsSection inForce={inForce} />);
    await user.click(await screen.findByRole('button', { name: '改用' }));
    await user.click(await screen.findByRole('button', { name: '改用第 6 版' }));
    expect(await screen.findByText('已改用第 6 版。')).toBeTruthy();
    expect(server.calls(rollBackSnapshot)[0]).toMatchObject({
      params: { snapshotId: '6' },
      body: { instead: 7 },
    });
  });

  it('sets a number by hand and ends it again', async () => {
    const server = served()
      .on(placeOverride, override)
      .on(endOverride, { ...override, active: false });
    const { user } = open(server, <OverridesSection />);
    await user.click(await screen.findByRole('button', { name: '新增指定' }));
    const dialog = await screen.findByRole('dialog', { name: '指定門號的電信業者' });
    await user.click(within(dialog).getByRole('button', { name: '新增指定' }));
    expect(await within(dialog).findByText('請說明指定的原因。')).toBeTruthy();
    await user.type(within(dialog).getByRole('textbox', { name: '門號' }), '0912345678');
    await user.type(within(dialog).getByRole('textbox', { name: '原因' }), '測試門號');
    await user.click(within(dialog).getByRole('button', { name: '新增指定' }));
    await waitFor(() =>
      expect(server.calls(placeOverride)[0]?.body).toEqual({
        number: '0912345678',
        network: 'CHT',
        reason: '測試門號',
        endsAt: null,
      }),
    );
    await user.click(await screen.findByRole('button', { name: '結束' }));
    await user.click(await screen.findByRole('button', { name: '結束指定' }));
    await waitFor(() => expect(server.calls(endOverride)).toHaveLength(1));
  });

  it('sets what becomes of unknown numbers', async () => {
    const server = served().on(setRoutingPolicy, { onUnknown: 'hold', defaultNetwork: 'CHT' });
    const { user } = open(server, <PolicySection overview={shown} />);
    await user.click(await screen.findByRole('radio', { name: /暫停派送/ }));
    await user.click(screen.getByRole('button', { name: '儲存設定' }));
    const dialog = await screen.findByRole('dialog', { name: '變更查無業者時的處理？' });
    expect(within(dialog).getByText('交由預設電信業者（中華電信）')).toBeTruthy();
    expect(within(dialog).getByText(/全平臺所有機關.*不再派送/)).toBeTruthy();
    const deed = () => within(dialog).getByRole('button', { name: '變更設定' });
    expect(deed().getAttribute('aria-disabled')).toBe('true');
    expect(server.calls(setRoutingPolicy)).toHaveLength(0);
    await user.type(within(dialog).getByRole('textbox', { name: '原因' }), '號段資料更新中');
    await user.click(deed());
    await waitFor(() =>
      expect(server.calls(setRoutingPolicy)[0]?.body).toEqual({
        onUnknown: 'hold',
        defaultNetwork: 'CHT',
        reason: '號段資料更新中',
      }),
    );
    expect(await screen.findByText('已儲存設定。')).toBeTruthy();
  });

  it('does not save what is the same', async () => {
    open(served(), <PolicySection overview={shown} />);
    const save = await screen.findByRole('button', { name: '儲存設定' });
    expect(save.getAttribute('aria-disabled')).toBe('true');
  });

  it('locks what takes a right, and does not offer to import without it', async () => {
    const { unmount } = open(served(), <SnapshotsSection inForce={inForce} />, ['routing.view']);
    const use = await screen.findByRole('button', { name: '改用' });
    expect(use.getAttribute('aria-disabled')).toBe('true');
    unmount();
    open(served(), <ImportsSection />, ['routing.view']);
    expect(await screen.findByText('np-7.csv')).toBeTruthy();
    expect(screen.queryByRole('heading', { name: '匯入' })).toBeNull();
  });

  it('says so when the server cannot be asked', async () => {
    open(
      served().on(showRouting, () => refuse('unavailable')),
      <RoutingPage />,
    );
    expect(await screen.findByText('標題 unavailable')).toBeTruthy();
  });
});
