import { readConfig } from '../config/config';
import { Metrics } from './metrics';
import { metricsAccess } from './metrics-access';

const KEY = Buffer.alloc(32, 1).toString('base64');
const config = (env: Record<string, string>) =>
  readConfig({
    NODE_ENV: 'test',
    DATABASE_URL: 'postgres://a/b',
    REDIS_URL: 'redis://a',
    MASTER_KEY: KEY,
    SESSION_SECRET: KEY,
    ...env,
  });
const TOKEN = 'a-token-of-twenty-four-signs';

describe('who may read the metrics', () => {
  it.each<[string, Record<string, string>, string, string | undefined, boolean]>([
    ['nobody by default', {}, '127.0.0.1', undefined, false],
    ['nobody with a guess', {}, '127.0.0.1', 'Bearer undefined', false],
    ['a bearer of the token', { METRICS_TOKEN: TOKEN }, '203.0.113.9', `Bearer ${TOKEN}`, true],
    ['nobody with another token', { METRICS_TOKEN: TOKEN }, '203.0.113.9', `Bearer ${TOKEN}x`, false],
    ['nobody without the scheme', { METRICS_TOKEN: TOKEN }, '203.0.113.9', TOKEN, false],
    ['an address of the list', { METRICS_ADDRESSES: '10.1.2.3' }, '10.1.2.3', undefined, true],
    ['an address of a network', { METRICS_ADDRESSES: '10.1.0.0/16, fd00::/8' }, '10.1.9.9', undefined, true],
    [
      'the same in the form of IPv6',
      { METRICS_ADDRESSES: '10.1.0.0/16' },
      '::ffff:10.1.9.9',
      undefined,
      true,
    ],
    ['an address of a network of IPv6', { METRICS_ADDRESSES: 'fd00::/8' }, 'fd12::1', undefined, true],
    ['nobody beside the network', { METRICS_ADDRESSES: '10.1.0.0/16' }, '10.2.0.1', undefined, false],
    ['nobody without an address', { METRICS_ADDRESSES: '10.1.0.0/16' }, '', undefined, false],
  ])('%s', (_, env, address, authorization, may) => {
    expect(metricsAccess(config(env))({ address, authorization })).toBe(may);
  });

  it('refuses to start with a list that cannot be read', () => {
    expect(() => metricsAccess(config({ METRICS_ADDRESSES: 'monitor.local' }))).toThrow('monitor.local');
  });
});

describe('the metrics of a process', () => {
  it('are the same for whoever asks for a name again', async () => {
    const metrics = new Metrics();
    metrics.counter('a_total', 'a', ['kind']).add({ kind: 'x' }, 2);
    metrics.counter('a_total', 'a', ['kind']).add({ kind: 'x' });
    expect(await metrics.text()).toContain('a_total{kind="x"} 3');
  });

  it('take over totals that are counted elsewhere', async () => {
    const metrics = new Metrics();
    const total = metrics.counter('b_total', 'b', ['link']);
    total.set({ link: 'CHT-A' }, 7);
    total.set({ link: 'CHT-A' }, 9);
    expect(await metrics.text()).toContain('b_total{link="CHT-A"} 9');
  });

  it('look before they answer, and answer when a look fails', async () => {
    const metrics = new Metrics();
    const depth = metrics.gauge('depth', 'depth');
    metrics.onLook(() => Promise.reject(new Error('away')));
    metrics.onLook(() => depth.set({}, 5));
    expect(await metrics.text()).toContain('depth 5');
  });
});
