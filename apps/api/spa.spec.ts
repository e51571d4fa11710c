import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { RunningApi } from './testing/running-api';

const PAGE = '<!doctype html><title>111</title>';

describe('the pages that the API serves', () => {
  let folder: string;
  let api: RunningApi;

  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'sms111-spa-'));
    const root = path.join(folder, 'web');
    mkdirSync(path.join(root, 'assets'), { recursive: true });
    writeFileSync(path.join(root, 'index.html'), PAGE);
    writeFileSync(path.join(root, 'assets', 'main-1a2b.js'), 'export {}');
    writeFileSync(path.join(folder, 'secret.txt'), 'not yours');
    api = await RunningApi.start({ WEB_ROOT: root });
  });
  afterAll(async () => {
    await api.close();
    rmSync(folder, { recursive: true });
  });

  const open = (url: string) => api.caller({ accept: 'text/html,*/*;q=0.8' }).get(url);

  it.each(['/', '/batches', '/batches/b0akae2z01p6', '/records?number=0912345678', '/sign-in'])(
    'has the one page at %s, asked for anew each time',
    async url => {
      const { status, headers, text } = await open(url);
      expect([status, text]).toEqual([200, PAGE]);
      expect(headers['cache-control']).toBe('no-cache');
      expect(headers['content-security-policy']).toContain("default-src 'self'");
      expect(headers['x-content-type-options']).toBe('nosniff');
    },
  );

  it('lets browsers keep what bears a hash in its name', async () => {
    const { status, headers } = await open('/assets/main-1a2b.js');
    expect([status, headers['cache-control']]).toEqual([200, 'public, max-age=31536000, immutable']);
  });

  it.each([
    '/assets/main-0000.js',
    '/web/nothing',
    '/api/v1/nothing',
    '/health/nothing',
    '/../secret.txt',
    '/..%2fsecret.txt',
    '/assets/..%2f..%2fsecret.txt',
    '/assets/%2e%2e/%2e%2e/secret.txt',
  ])('has no page and no file at %s', async url => {
    const { status, text, code } = await open(url);
    expect(text).not.toContain('not yours');
    // A path that climbs out is either nothing, or a page of ours like any other unknown one.
    if (text !== PAGE) expect([status, code]).toEqual([404, 'not-found']);
    else expect(url).toContain('secret');
  });

  it('answers programs that ask for no page with a problem', async () => {
    expect(await api.caller({ accept: 'application/json' }).get('/batches')).toMatchObject({
      status: 404,
      code: 'not-found',
    });
  });
});
