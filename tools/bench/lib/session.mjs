import { generate } from 'otplib';

/**
 * @typedef {object} Person somebody who has signed in, as a browser has it
 * @property {string} url
 * @property {() => Record<string, string>} headers cookies and the token against forged requests
 * @property {(method: string, path: string, body?: BodyInit | object) => Promise<any>} call a form goes as it is; throws when the answer is a problem
 */

/**
 * A person's session with the platform.
 * @param {string} url
 * @param {{ login: string, password: string, totpSecret: string }} account
 * @returns {Promise<Person>}
 */
export async function signIn(url, account) {
  /** @type {Map<string, string>} */
  const cookies = new Map();
  let csrf = '';
  const headers = () => ({
    cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
    'x-csrf-token': csrf,
  });
  /** @param {string} method @param {string} path @param {BodyInit | object} [body] */
  const call = async (method, path, body) => {
    const form = body instanceof FormData;
    const response = await fetch(url + path, {
      method,
      headers: { ...headers(), ...(body && !form && { 'content-type': 'application/json' }) },
      ...(body && { body: form ? body : JSON.stringify(body) }),
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [pair = ''] = cookie.split(';');
      const [name = '', ...value] = pair.split('=');
      cookies.set(name, value.join('='));
    }
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text.slice(0, 300)}`);
    return text ? JSON.parse(text) : null;
  };
  const { login, password, totpSecret } = account;
  await call('POST', '/web/session/password', { login, password });
  const code = await generate({ secret: totpSecret });
  const session = await call('POST', '/web/session/second-factor', { method: 'totp', code });
  csrf = session.csrfToken;
  return { url, headers, call };
}

/**
 * An account of the demonstration.
 * @param {import('../../stack.mjs').Stack} stack @param {string} login
 * @returns {any} a person's has `password` and `totpSecret`, a system's has `apiKey`
 */
export function demoAccount(stack, login) {
  const account = stack.demoAccounts.find(each => each.login === login);
  if (!account) throw new Error(`no demo account ${login}`);
  return account;
}
