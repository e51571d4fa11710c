import { signIn } from '../../bench/lib/session.mjs';
import { until } from './until.mjs';

/**
 * @typedef {(method: string, path: string, body?: BodyInit | object) => Promise<any>} Call
 * @typedef {{ get: (path: string) => Promise<any>, post: (path: string, body: BodyInit | object) => Promise<any> }} Person
 *   `get` asks again while the platform is down; `post` does not: nothing is sent twice
 */

/** @param {Call} call @returns {Person} */
export const personOf = call => ({
  get: path => until(`GET ${path}`, async () => call('GET', path)),
  post: (path, body) => call('POST', path, body),
});

/**
 * 使用者 of the demo data, signed in. Once a run: a code of the authenticator is good for one sign-in.
 * @param {import('./product.mjs').Product} product
 */
export async function userOf(product) {
  const account = product.accounts.find(({ role }) => role === 'user');
  if (!account) throw new Error('no demo account');
  const { call } = await signIn(product.now.url, account);
  return personOf(call);
}
