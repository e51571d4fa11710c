import '@testing-library/jest-dom';
import { cancelBatch, listBatchMessages, pauseBatch, showBatch, showMessage } from '@sms111/contracts';
import type { Permission } from '@sms111/domain';
import { FakeServer, refuse, renderPage, sampleSession } from '@sms111/web/testing';
import { act, screen, waitFor, within } from '@testing-library/react';
import { BatchPage } from './batch-page';
import { BATCH_ID, NO_STAGES, sampleBatch, sampleClock, sampleLine, sampleMessage } from './testing/samples';

const ALL: Permission[] = ['batch.view', 'batch.control', 'record.search', 'record.read-content'];

const serve = (batch: object = sampleBatch()) =>
  new FakeServer().on(showBatch, batch).on(listBatchMessages, {
    items: [sampleLine(0), sampleLine(1, { state: 'failed', reason: 'barred' })],
    next: 'two',
  });
const open = (server = serve(), { at = '', may = ALL }: { at?: string; may?: Permission[] } = {}) =>
  renderPage(<BatchPage />, {
    session: sampleSession(may),
    at: `/batches/${BATCH_ID}${at}`,
    path: '/batches/:batchId',
    server,
  });

describe('one batch', () => {
  it('shows its stages, the deadline, carriers, reasons with what to do, and charges', async () => {
    open();
    expect(await screen.findByRole('heading', { name: '防災演練通知' })).toBeInTheDocument();
    expect(screen.getByRole('button', { name: /送達成功\s*60/ })).toBeInTheDocument();
    expect(screen.getByText(/派送時限 15:05；預計 14:05:31 派送完成，每秒 56.5 則/)).toBeInTheDocument();
    expect(screen.getByRole('table', { name: '依電信業者' })).toHaveTextContent('中華電信');
    const reasons = screen.getByRole('table', { name: '未送達與待確認的原因' });
    expect(reasons).toHaveTextContent('空號或門號錯誤');
    expect(reasons).toHaveTextContent('請向民眾確認門號後更正名單');
    expect(screen.getByText('NT$ 45')).toBeInTheDocument();
  });

  it('filters the messages by a stage of the bar, in the URL, and again shows all', async () => {
    const { user, where, server } = open();
    await user.click(await screen.findByRole('button', { name: /未成功送達\s*3/ }));
    expect(where()).toBe(`/batches/${BATCH_ID}?stage=failed`);
    await waitFor(() =>
      expect(server.calls(listBatchMessages).at(-1)?.query).toMatchObject({ stage: 'failed' }),
    );
    const pressed = screen.getByRole('button', { name: /未成功送達\s*3/ });
    expect(pressed).toHaveAttribute('aria-pressed', 'true');
    await user.click(pressed);
    expect(where()).toBe(`/batches/${BATCH_ID}`);
  });

  it('keeps the filter and pages on', async () => {
    const { user, where } = open(serve(), { at: '?stage=failed' });
    await user.click(await screen.findByRole('button', { name: '下一頁' }));
    expect(where()).toBe(`/batches/${BATCH_ID}?stage=failed&cursor=two`);
  });

  it('lets a filtered list stand still while the batch runs', async () => {
    open(serve(), { at: '?stage=failed' });
    expect(await screen.findByText(/篩選清單為 .* 的狀態/)).toBeInTheDocument();
    expect(screen.getByRole('button', { name: '更新清單' })).toBeInTheDocument();
  });

  it('asks anew in the background while it runs', async () => {
    const { server } = open();
    await screen.findByRole('heading', { name: '防災演練通知' });
    await waitFor(() => expect(server.calls(showBatch).length).toBeGreaterThan(1), { timeout: 3_000 });
    const [first, second] = server.calls(showBatch);
    expect(first?.headers.get('X-Background')).toBeNull();
    expect(second?.headers.get('X-Background')).toBe('1');
  });

  it('is paused after a second look', async () => {
    const server = serve().on(
      pauseBatch,
      sampleBatch({ state: 'paused', can: { pause: false, resume: true, cancel: true } }),
    );
    const { user } = open(server);
    await user.click(await screen.findByRole('button', { name: '暫停' }));
    const dialog = await screen.findByRole('dialog', { name: '要暫停這個批次嗎？' });
    server.on(showBatch, sampleBatch({ state: 'paused', can: { pause: false, resume: true, cancel: true } }));
    await user.click(within(dialog).getByRole('button', { name: '暫停' }));
    expect(await screen.findByRole('button', { name: '繼續' })).toBeInTheDocument();
  });

  it('says what a cancel does, and shows why it failed', async () => {
    const server = serve().on(cancelBatch, () => refuse('state-conflict'));
    const { user } = open(server);
    await user.click(await screen.findByRole('button', { name: '取消未送出的簡訊' }));
    const dialog = await screen.findByRole('dialog', { name: '要取消尚未送出的簡訊嗎？' });
    expect(dialog).toHaveTextContent('尚未派送的 17 個門號將不再發送');
    await user.click(within(dialog).getByRole('button', { name: '取消未送出的簡訊' }));
    expect(await within(dialog).findByText('標題 state-conflict')).toBeInTheDocument();
  });

  it('locks its deeds, with the reason, for those who may only look', async () => {
    const { user, server } = open(serve(), { may: ['batch.view'] });
    const pause = await screen.findByRole('button', { name: /暫停/ });
    expect(pause).toHaveAttribute('aria-disabled', 'true');
    expect(pause).toHaveAccessibleDescription('您的帳號沒有控制批次的權限');
    await user.click(pause);
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
    expect(server.calls(pauseBatch)).toHaveLength(0);
  });

  it('that is over offers a summary for printing instead', async () => {
    const done = sampleBatch({
      state: 'completed',
      completedAt: '2026-11-20T06:06:00Z',
      handedOverAt: '2026-11-20T06:05:31Z',
      clock: sampleClock({ state: 'met', pace: 'done', expectedHandOverAt: null }),
      stages: { ...NO_STAGES, delivered: { messages: 100, segments: 113 } },
      can: { pause: false, resume: false, cancel: false },
    });
    open(serve(done));
    expect(await screen.findByRole('button', { name: '列印結果摘要' })).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: '暫停' })).not.toBeInTheDocument();
    expect(screen.getByText(/已於 14:05:31 全部派送至電信業者/)).toBeInTheDocument();
    act(() => void window.dispatchEvent(new Event('beforeprint')));
    expect(screen.getByRole('heading', { name: '簡訊發送結果摘要', hidden: true })).toBeInTheDocument();
    act(() => void window.dispatchEvent(new Event('afterprint')));
    expect(screen.queryByText('簡訊發送結果摘要')).not.toBeInTheDocument();
  });

  it('opens the way of a message beside the list', async () => {
    const server = serve().on(showMessage, sampleMessage());
    const { user, where } = open(server);
    await user.click(await screen.findByRole('button', { name: '0912***000' }));
    expect(where()).toBe(`/batches/${BATCH_ID}?message=${BATCH_ID}-0`);
    expect(await screen.findByRole('dialog', { name: '簡訊歷程' })).toBeInTheDocument();
  });
});
