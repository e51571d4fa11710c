import { generate } from 'otplib';

/**
 * A person's session with the platform, as a browser has it.
 * @param {string} url
 * @param {{ login: string, password: string, totpSecret: string }} account
 */
export async function signIn(url, account) {
  /** @type {Map<string, string>} */
  const cookies = new Map();
  let csrf = '';
  /** @param {string} method @param {string} path @param {BodyInit | object} [body] */
  const call = async (method, path, body) => {
    const form = body instanceof FormData;
    const response = await fetch(url + path, {
      method,
      headers: {
        cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        'x-csrf-token': csrf,
        ...(body && !form && { 'content-type': 'application/json' }),
      },
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
  return { call };
}
