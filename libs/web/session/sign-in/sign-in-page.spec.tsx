import { enterCode, enterPassword, sendCode } from '@sms111/contracts';
import { connection, sessionQuery } from '@sms111/web/data';
import { FakeServer, refuse, renderPage, sampleSession } from '@sms111/web/testing';
import { screen } from '@testing-library/react';
import { SignInPage } from './sign-in-page';

const CHALLENGE = {
  methods: ['totp', 'email'],
  emailMasked: 'u***@demo.gov.tw',
  endsAt: '2026-11-20T06:05:00Z',
};
const SENT = { sentTo: 'u***@demo.gov.tw', endsAt: '2026-11-20T06:10:00Z', nextAfterSeconds: 60 };

const open = (server: FakeServer, at = '/sign-in') =>
  renderPage(<SignInPage />, { server, at, session: null });

const passFirstStep = async ({ user }: ReturnType<typeof renderPage>) => {
  await user.type(screen.getByRole('textbox', { name: '帳號' }), 'user01');
  await user.type(screen.getByLabelText('密碼'), 'right');
  await user.click(screen.getByRole('button', { name: '下一步' }));
  await screen.findByRole('heading', { name: '確認是您本人' });
};

beforeEach(() => localStorage.clear());

describe('signing in', () => {
  it('takes two steps, and leads back to where one was', async () => {
    const server = new FakeServer().on(enterPassword, CHALLENGE).on(enterCode, sampleSession(['batch.send']));
    const page = open(server, '/sign-in?to=%2Frecords%3Fstate%3Dfailed');
    expect(screen.getByText('步驟 1／2')).toBeTruthy();
    await passFirstStep(page);
    expect(screen.getByText('步驟 2／2')).toBeTruthy();
    await page.user.type(screen.getByRole('textbox', { name: '6 位數驗證碼' }), '123456{Enter}');
    await screen.findByText((_, node) => node?.tagName === 'BODY');
    expect(server.calls(enterPassword)[0]?.body).toEqual({ login: 'user01', password: 'right' });
    expect(server.calls(enterCode)[0]?.body).toEqual({ method: 'totp', code: '123456' });
    expect(page.where()).toBe('/records?state=failed');
    expect(page.client.getQueryData(sessionQuery.queryKey)).toMatchObject({ csrfToken: 'csrf-token' });
    expect(connection.csrfToken).toBe('csrf-token');
  });

  it('asks for what is missing, at the field', async () => {
    const { user, server } = open(new FakeServer());
    await user.click(screen.getByRole('button', { name: '下一步' }));
    expect(await screen.findByText('請輸入帳號。')).toBeTruthy();
    expect(screen.getByRole('textbox', { name: '帳號', description: '請輸入帳號。' })).toBeTruthy();
    expect(screen.getByText('請輸入密碼。')).toBeTruthy();
    expect(server.seen).toEqual([]);
  });

  it('never says which part was wrong, and keeps what was typed', async () => {
    const detail = '帳號或密碼不正確，請確認後再試。';
    const { user } = open(new FakeServer().on(enterPassword, () => refuse('sign-in-failed', { detail })));
    await user.type(screen.getByRole('textbox', { name: '帳號' }), 'user01');
    await user.type(screen.getByLabelText('密碼'), 'wrong{Enter}');
    expect((await screen.findByRole('alert')).textContent).toBe(detail);
    expect(screen.getByRole<HTMLInputElement>('textbox', { name: '帳號' }).value).toBe('user01');
    expect(document.activeElement).toBe(screen.getByLabelText('密碼'));
  });

  it('says a wrong code and lets it be tried again', async () => {
    const detail = '驗證碼不正確，請確認後重新輸入。';
    const wrong = () => refuse('code-wrong', { detail, params: { restart: false } });
    const page = open(new FakeServer().on(enterPassword, CHALLENGE).on(enterCode, wrong));
    await passFirstStep(page);
    await page.user.type(screen.getByRole('textbox', { name: '6 位數驗證碼' }), '000000{Enter}');
    expect((await screen.findByRole('alert')).textContent).toBe(detail);
    expect(screen.getByRole('heading', { name: '確認是您本人' })).toBeTruthy();
  });

  it('goes back to the first step, with the reason, when the challenge is used up', async () => {
    const detail = '驗證碼錯誤次數過多，請重新輸入帳號與密碼。';
    const over = () => refuse('code-wrong', { detail, params: { restart: true } });
    const page = open(new FakeServer().on(enterPassword, CHALLENGE).on(enterCode, over));
    await passFirstStep(page);
    await page.user.type(screen.getByRole('textbox', { name: '6 位數驗證碼' }), '000000{Enter}');
    expect(await screen.findByRole('heading', { name: '輸入帳號與密碼' })).toBeTruthy();
    expect(screen.getByText(detail)).toBeTruthy();
  });

  it('sends a code by e-mail, and not again before its time', async () => {
    const server = new FakeServer().on(enterPassword, CHALLENGE).on(sendCode, SENT);
    const page = open(server);
    await passFirstStep(page);
    await page.user.click(screen.getByRole('radio', { name: '電子郵件' }));
    await page.user.click(screen.getByRole('button', { name: '寄送驗證碼' }));
    expect(await screen.findByText('驗證碼已寄到 u***@demo.gov.tw，14:10 前有效。')).toBeTruthy();
    expect(screen.getByRole('button', { name: /秒後可重新寄送/ }).hasAttribute('disabled')).toBe(true);
  });

  it('remembers the method of the last time', async () => {
    const server = new FakeServer()
      .on(enterPassword, CHALLENGE)
      .on(sendCode, SENT)
      .on(enterCode, sampleSession());
    const first = open(server);
    await passFirstStep(first);
    await first.user.click(screen.getByRole('radio', { name: '電子郵件' }));
    await first.user.type(screen.getByRole('textbox', { name: '6 位數驗證碼' }), '123456{Enter}');
    await screen.findByText((_, node) => node?.tagName === 'BODY');
    first.unmount();
    const second = open(server);
    await passFirstStep(second);
    expect(screen.getByRole<HTMLInputElement>('radio', { name: '電子郵件' }).checked).toBe(true);
  });

  it('says why one is here again', () => {
    renderPage(<SignInPage />, { session: null, closed: 'by-time' });
    expect(screen.getByText(/您的登入已結束/)).toBeTruthy();
  });
});
