import { words } from '@sms111/phrases';
import type { Page } from '@playwright/test';
import { freshCode, mailAfter, newestMail } from './accounts';
import type { DemoAccount } from './stack';

const w = words('zh-TW');

/** The first of the two steps. */
export const enterPassword = async (page: Page, login: string, password: string): Promise<void> => {
  await page.getByLabel(w.session.login, { exact: true }).fill(login);
  await page.getByLabel(w.session.password, { exact: true }).fill(password);
  await page.getByRole('button', { name: w.session.next }).click();
};

export const enterCode = async (page: Page, code: string): Promise<void> => {
  await page.getByLabel(w.session.code).fill(code);
  await page.getByRole('button', { name: w.session.enter, exact: true }).click();
};

/** Signs in at the page that is open, with the authenticator. */
export const signIn = async (page: Page, account: DemoAccount): Promise<void> => {
  await enterPassword(page, account.login, account.password);
  await page.getByRole('radio', { name: w.session.method.totp }).check();
  await enterCode(page, await freshCode(account));
};

/** The same with a code by e-mail. */
export const signInByMail = async (page: Page, account: DemoAccount): Promise<void> => {
  await enterPassword(page, account.login, account.password);
  await page.getByRole('radio', { name: w.session.method.email }).check();
  const before = await newestMail(account.email);
  await page.getByRole('button', { name: w.session.sendCode }).click();
  const { text } = await mailAfter(account.email, before, '登入驗證碼');
  await enterCode(page, /\d{6}/.exec(text)?.[0] ?? '');
};
