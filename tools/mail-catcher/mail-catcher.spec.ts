import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createTransport } from 'nodemailer';
import { generate, generateSecret } from 'otplib';
import { anyPort } from '../processes/ports.mjs';
import { RunList } from '../processes/run-list.mjs';
import { Service } from '../processes/service.mjs';

let folder: string;
let service: Service;
let url: string;
let smtpUrl: string;
const secret = generateSecret();

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'sms111-spec-'));
  const accounts = path.join(folder, 'accounts.json');
  writeFileSync(
    accounts,
    JSON.stringify([{ login: 'user', password: 'x', role: '使用者', name: '<b>王小明', totpSecret: secret }]),
  );
  const [page, smtp] = [await anyPort(), await anyPort()];
  url = `http://127.0.0.1:${page}`;
  smtpUrl = `smtp://127.0.0.1:${smtp}`;
  service = new Service({
    name: 'mail-catcher',
    command: process.execPath,
    args: [path.join(__dirname, '..', 'mail-catcher.mjs')],
    env: { MAIL_PORT: String(page), SMTP_PORT: String(smtp), DEMO_ACCOUNTS_FILE: accounts },
    log: path.join(folder, 'mail-catcher.log'),
    runList: new RunList(folder),
  });
  await service.start();
});

afterAll(async () => {
  await service.stop();
  rmSync(folder, { recursive: true, force: true });
});

it('keeps a mail and finds it by its recipient', async () => {
  const transport = createTransport(smtpUrl);
  await transport.sendMail({
    from: '平臺 <p@a.invalid>',
    to: 'One@a.invalid',
    subject: '驗證碼',
    text: '123456',
  });
  await transport.sendMail({
    from: 'p@a.invalid',
    to: 'two@a.invalid',
    subject: '<script>',
    text: '<i>x</i>',
  });
  const mails: unknown = await (await fetch(`${url}/api/mails?to=one@a.invalid`)).json();
  expect(mails).toMatchObject([{ to: ['one@a.invalid'], subject: '驗證碼', text: '123456\n' }]);
});

it('shows nothing of a mail or an account as markup', async () => {
  const text = await (await fetch(url)).text();
  expect(text).toContain('&lt;i&gt;x&lt;/i&gt;');
  expect(text).toContain('&lt;b&gt;王小明');
  expect(text).not.toMatch(/<i>x|<b>王|<strong><script>/);
});

it('tells the code that the account would show on its telephone', async () => {
  const codes = (await (await fetch(`${url}/api/codes`)).json()) as {
    login: string;
    code: string;
    until: number;
  }[];
  const epoch = Math.floor((codes[0]?.until ?? 0) / 1000) - 1;
  expect(codes).toMatchObject([{ login: 'user', code: await generate({ secret, epoch }) }]);
});

it('answers only to its own name', async () => {
  const { request } = await import('node:http');
  const status = await new Promise(resolve => {
    request(`${url}/api/codes`, { headers: { host: 'elsewhere.invalid' } }, answer =>
      resolve(answer.statusCode),
    ).end();
  });
  expect(status).toBe(421);
});
