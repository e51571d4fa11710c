import { renderPage } from '@sms111/web/testing';
import { useQuery } from '@tanstack/react-query';
import { screen } from '@testing-library/react';
import { ConfirmDialog } from './confirm-dialog';
import { EmptyState } from './empty-state';
import { FourStates } from './four-states';

const Probe = ({ answer }: { readonly answer: () => Promise<string[]> }) => (
  <FourStates
    query={useQuery<string[]>({ queryKey: ['probe'], queryFn: answer })}
    isEmpty={items => items.length === 0}
    empty={<EmptyState title="還沒有資料" />}
  >
    {items => <p>{items.length} 筆</p>}
  </FourStates>
);

describe('FourStates', () => {
  it('shows the shape of what comes, then what came', async () => {
    renderPage(<Probe answer={() => Promise.resolve(['甲'])} />);
    expect(screen.getByText('讀取中')).toBeTruthy();
    expect(await screen.findByText('1 筆')).toBeTruthy();
  });

  it('says what will stand here when there is nothing', async () => {
    renderPage(<Probe answer={() => Promise.resolve([])} />);
    expect(await screen.findByText('還沒有資料')).toBeTruthy();
  });

  it('says what went wrong and what to do, and tries again', async () => {
    const answers = [Promise.reject(new Error('boom')), Promise.resolve(['甲'])];
    const { user } = renderPage(<Probe answer={() => answers.shift() ?? Promise.resolve([])} />);
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toContain('系統發生錯誤');
    expect(alert.textContent).not.toContain('boom');
    await user.click(screen.getByRole('button', { name: '重試' }));
    expect(await screen.findByText('1 筆')).toBeTruthy();
  });
});

describe('ConfirmDialog', () => {
  it('names the deed, and has the focus on the way back', async () => {
    const confirmed = jest.fn();
    const { user } = renderPage(
      <ConfirmDialog
        open
        title="停用金鑰？"
        deed="停用這把金鑰"
        danger
        onConfirm={confirmed}
        onClose={() => undefined}
      >
        無法恢復。
      </ConfirmDialog>,
    );
    expect(screen.getByRole('dialog', { name: '停用金鑰？' })).toBeTruthy();
    expect(document.activeElement).toBe(screen.getByRole('button', { name: '取消' }));
    await user.click(screen.getByRole('button', { name: '停用這把金鑰' }));
    expect(confirmed).toHaveBeenCalledTimes(1);
  });
});
