import { approveChange, showChange } from '@sms111/contracts';
import { FakeServer, renderPage, sampleSession } from '@sms111/web/testing';
import { screen, within } from '@testing-library/react';
import { ChangePage } from './change-page';
import { sampleChange } from './testing/samples';

const CREATE = sampleChange({ kind: 'create', linkId: 'FET-A', carrier: 'FET', reason: '第一條線路' });

describe('one change', () => {
  it('of a link that is not there yet is decided about on its own page', async () => {
    const server = new FakeServer().on(showChange, CREATE);
    const { user } = renderPage(<ChangePage />, {
      session: sampleSession(['carrier.view', 'carrier.configure']),
      at: `/carriers/changes/${CREATE.id}`,
      path: '/carriers/changes/:changeId',
      server,
    });
    expect(await screen.findByRole('heading', { level: 1, name: '新增線路 FET-A' })).toBeTruthy();
    expect(screen.getByText(/原因：第一條線路/)).toBeTruthy();
    expect(screen.queryByRole('link', { name: 'FET-A' })).toBeNull();
    server.on(approveChange, () => {
      const decided = { state: 'approved', decidedBy: '王小明', decidedAt: '2026-11-20T07:00:00Z' };
      server.on(showChange, { ...CREATE, ...decided });
    });
    await user.click(screen.getByRole('button', { name: '核准並生效' }));
    await user.click(within(screen.getByRole('dialog')).getByRole('button', { name: '核准並生效' }));
    expect(await screen.findByRole('link', { name: 'FET-A' })).toBeTruthy();
    expect(screen.getByText('已核准')).toBeTruthy();
    expect(screen.queryByRole('button', { name: '核准並生效' })).toBeNull();
    expect(server.calls(approveChange)[0]?.params).toEqual({ changeId: CREATE.id });
  });
});
