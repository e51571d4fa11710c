import { renderPage } from '@sms111/web/testing';
import { screen } from '@testing-library/react';
import { CopyField } from './copy-field';
import { DeedButton } from './deed-button';
import { PermissionButton } from './permission-button';

describe('DeedButton', () => {
  it('does its deed', async () => {
    const done = jest.fn();
    const { user } = renderPage(<DeedButton onClick={done}>發送 113 則簡訊給 100 個門號</DeedButton>);
    await user.click(screen.getByRole('button', { name: '發送 113 則簡訊給 100 個門號' }));
    expect(done).toHaveBeenCalledTimes(1);
  });

  it('is not done twice while it is being done', async () => {
    const done = jest.fn();
    const { user } = renderPage(
      <DeedButton working onClick={done}>
        發送
      </DeedButton>,
    );
    await user.click(screen.getByRole('button', { name: /發送/ }));
    expect(done).not.toHaveBeenCalled();
  });

  it('stays reachable when it is locked, and says why', async () => {
    const done = jest.fn();
    const { user } = renderPage(
      <form onSubmit={done}>
        <DeedButton type="submit" disabledReason="額度不足，尚可發送 50 則">
          發送
        </DeedButton>
      </form>,
    );
    await user.tab();
    const button = screen.getByRole('button');
    expect(document.activeElement).toBe(button);
    expect(button.getAttribute('aria-disabled')).toBe('true');
    expect(screen.getByRole('button', { description: '額度不足，尚可發送 50 則' })).toBe(button);
    await user.keyboard('{Enter}');
    expect(done).not.toHaveBeenCalled();
  });
});

describe('PermissionButton', () => {
  it('is locked with the reason for whoever lacks the right', () => {
    renderPage(
      <PermissionButton allowed={false} deniedReason="您的帳號沒有這項權限">
        建立金鑰
      </PermissionButton>,
    );
    expect(screen.getByRole('button', { description: '您的帳號沒有這項權限' })).toBeTruthy();
  });
});

describe('CopyField', () => {
  it('copies the whole text and says so', async () => {
    const { user } = renderPage(<CopyField label="金鑰" value="sk_live_123" />);
    await user.click(screen.getByRole('button', { name: '複製' }));
    expect(await screen.findByRole('button', { name: '已複製' })).toBeTruthy();
    await expect(navigator.clipboard.readText()).resolves.toBe('sk_live_123');
  });
});
