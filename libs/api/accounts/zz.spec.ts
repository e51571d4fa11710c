import { AccountsTest } from './accounts.testing';
import { CheckPassword } from './sign-in/check-password';
import { Authentication } from './doors/authentication';
import { EnterPassword } from './sign-in/enter-password';
import { Knock } from './doors/knock';
import { PasswordHashes } from './sign-in/password-hashes';
it('x', async () => {
  const a = await AccountsTest.start();
  const p = await a.person();
  const within = async (n: string, w: Promise<unknown>) => console.log(n, await Promise.race([w.catch(e => e), new Promise(r => setTimeout(r, 800, 'HANGS'))]));
  const v = { address: '127.0.0.1', userAgent: '', traceId: 't' };
  await within('hash', a.test.app.get(PasswordHashes).matches(null, 'x'));
  await within('check', a.test.app.get(CheckPassword).execute(v, p.login, 'x'));
  await within('auth', a.test.app.get(Authentication).firstFactor(new Knock(v, { login: p.login, password: 'x' }, null, null)));
  await within('http wrong', a.browser().enterPassword(p.login, 'x'));
  await within('execute', a.test.app.get(EnterPassword).execute(new Knock(v, { login: p.login, password: 'Correct-Horse-111' }, null, null)));
  await within('http', a.browser().enterPassword(p.login));
  await a.close();
});
