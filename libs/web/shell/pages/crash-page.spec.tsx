import { renderPage } from '@sms111/web/testing';
import { screen } from '@testing-library/react';
import { CrashPage } from './crash-page';

const crash = (error: Error) => {
  const Fallen = () => {
    throw error;
  };
  jest.spyOn(console, 'error').mockImplementation(() => undefined);
  renderPage(<p>home</p>, {
    at: '/fallen',
    path: '/other',
    routes: [{ path: '/fallen', element: <Fallen />, errorElement: <CrashPage /> }],
  });
};

afterEach(() => jest.restoreAllMocks());

describe('CrashPage', () => {
  it('says that what was sent is safe, and nothing of the fault itself', () => {
    crash(new Error('x is undefined'));
    expect(screen.getByText('請重新整理頁面。您已送出的資料不受影響。')).toBeTruthy();
    expect(document.body.textContent).not.toContain('undefined');
  });

  it('says that the platform was updated when a part of it is no longer there', () => {
    crash(new TypeError('Failed to fetch dynamically imported module: /assets/home-1.js'));
    expect(screen.getByText('平臺已更新，請重新整理頁面後繼續。')).toBeTruthy();
  });
});
