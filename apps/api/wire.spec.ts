import { RunningApi, type System } from './testing/running-api';
import { numberOf, TEXT } from './testing/texts';

const JSON_TYPE = { 'content-type': 'application/json' };
/** 測試 in Big5. */
const BIG5 = Buffer.from([0xb4, 0xfa, 0xb8, 0xd5]);

describe('what comes over the wire', () => {
  let api: RunningApi;
  let system: System;

  beforeAll(async () => {
    api = await RunningApi.start();
    system = await api.system(await api.unit(), { quota: 100 });
  });
  afterAll(() => api.close());

  const send = (body: string | Buffer, headers: Record<string, string> = JSON_TYPE, path = 'messages') =>
    system.caller.call('POST', `/api/v1/${path}`, { body, headers });
  const good = JSON.stringify({ to: numberOf(1), content: TEXT });

  describe('a body', () => {
    it.each([
      ['cut short', good.slice(0, -3)],
      ['no JSON', 'to=0912345678'],
      ['with a comma too many', `${good.slice(0, -1)},}`],
      ['that reaches for the prototype', `{"__proto__":{"admin":true},${good.slice(1)}`],
      ['that reaches for the constructor', `{"constructor":{"prototype":{"x":1}},${good.slice(1)}`],
      ['in Big5', Buffer.concat([Buffer.from(`{"to":"0912345678","content":"`), BIG5, Buffer.from('\\n"}')])],
      ['in UTF-16', Buffer.from(good, 'utf16le')],
      ['with bytes that are no character', Buffer.from([0x7b, 0xff, 0x7d])],
    ])('%s is malformed', async (_, body) => {
      const refused = await send(body);
      expect(refused).toMatchObject({ status: 400, code: 'malformed-body' });
      expect(refused.body.detail).toContain('UTF-8');
    });

    it.each([
      ['a form', 'application/x-www-form-urlencoded'],
      ['plain text', 'text/plain'],
      ['XML', 'application/xml'],
      ['JSON of another kind', 'application/merge-patch+json'],
      ['JSON in Big5', 'application/json; charset=big5'],
      ['a file', 'multipart/form-data; boundary=x'],
      ['no media type', 'x'],
    ])('declared as %s is not read', async (_, type) => {
      expect(await send(good, { 'content-type': type })).toMatchObject({
        status: 415,
        code: 'unsupported-media-type',
      });
    });

    it('without a media type is not read', async () => {
      expect(await send(good, {})).toMatchObject({ status: 415, code: 'unsupported-media-type' });
    });

    it.each(['application/json', 'application/json; charset=utf-8', 'Application/JSON;charset="UTF-8"'])(
      'declared as %s is read',
      async type => expect(await send(good, { 'content-type': type })).toMatchObject({ status: 202 }),
    );

    it('may begin with a byte order mark, as some programs write it', async () => {
      const body = Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(good)]);
      expect(await send(body)).toMatchObject({ status: 202 });
    });

    it('may spell its characters as escapes', async () => {
      const escaped = good.replace(
        /[^\x20-\x7e]/g,
        char => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
      );
      expect(await send(escaped)).toMatchObject({ status: 202, body: { units: TEXT.length } });
    });

    it('of nine megabytes is too large', async () => {
      const refused = await send(`{"content":"${'x'.repeat(9 * 1024 * 1024)}"}`);
      expect(refused).toMatchObject({ status: 413, code: 'body-too-large' });
    });

    it('with a thousand texts of the greatest length fits', async () => {
      const items = Array.from({ length: 1_000 }, () => ({ to: 'x', content: '長'.repeat(2_000) }));
      const { status, body } = await send(JSON.stringify({ items }), JSON_TYPE, 'batches');
      expect(status).toBe(202);
      expect(body).toMatchObject({ accepted: 0, returned: 1_000 });
    });

    it('that is missing is missing field by field', async () => {
      for (const body of ['', '{}']) {
        const refused = await send(body);
        expect(refused).toMatchObject({ status: 422, code: 'invalid-request' });
        expect(refused.body.errors.map((each: { pointer: string }) => each.pointer)).toEqual([
          '/to',
          '/content',
        ]);
      }
    });

    it.each(['[]', '"x"', '1', 'null', '[1,2]'])('that is %s is none', async body => {
      expect(await send(body)).toMatchObject({ status: 422, code: 'invalid-request' });
    });
  });

  describe('a field', () => {
    const faults = async (body: object, path = 'batches', headers: Record<string, string> = {}) => {
      const refused = await send(JSON.stringify(body), { ...JSON_TYPE, ...headers }, path);
      expect(refused).toMatchObject({ status: 422, code: 'invalid-request' });
      return refused.body.errors as { pointer: string; code: string; detail: string }[];
    };
    const item = { to: numberOf(1), content: TEXT };

    it('that nobody knows is named, wherever it stands', async () => {
      const found = await faults({
        Items: [],
        items: [
          { ...item, mobile: '0912' },
          { ...item, 'a/b~c': 1 },
        ],
      });
      expect(found.map(({ pointer, code }) => [pointer, code])).toEqual([
        ['/items/0/mobile', 'unknown-field'],
        ['/items/1/a~1b~0c', 'unknown-field'],
        ['/Items', 'unknown-field'],
      ]);
    });

    it('that is wrong a hundred thousand times is named two hundred times, and counted', async () => {
      const body = Object.fromEntries(Array.from({ length: 100_000 }, (_, i) => [`f${i}`, 1]));
      const refused = await send(JSON.stringify({ ...body, ...item }), JSON_TYPE);
      expect([refused.body.errors.length, refused.body.params]).toEqual([200, { faults: 100_000 }]);
      expect(refused.text.length).toBeLessThan(50_000);
    });

    it('that is nested without end is refused like any other', async () => {
      const deep = '['.repeat(500_000) + ']'.repeat(500_000);
      expect(await send(`{"to":"0912345678","content":${deep}}`)).toMatchObject({
        status: 422,
        body: { errors: [{ pointer: '/content', code: 'invalid_type' }] },
      });
    });

    it('of another type says which one it should be', async () => {
      const body = { to: 912345678, content: null, clientRef: 7 };
      const zh = await faults(body, 'messages');
      const en = await faults(body, 'messages', { 'accept-language': 'en' });
      expect(zh.map(({ pointer, code }) => [pointer, code])).toEqual([
        ['/clientRef', 'invalid_type'],
        ['/to', 'invalid_type'],
        ['/content', 'invalid_type'],
      ]);
      expect(zh[1]?.detail).toBe('資料型別不正確：應為字串（string），收到數字（number）。');
      expect(en[1]?.detail).toBe('Wrong type: expected string, got number.');
    });

    it.each([
      ['no items', { items: [] }, ['/items', 'too_small']],
      ['1,001 items', { items: Array.from({ length: 1_001 }, () => item) }, ['/items', 'too_big']],
      ['items that are no list', { items: item }, ['/items', 'invalid_type']],
      ['an item that is none', { items: [null] }, ['/items/0', 'invalid_type']],
      ['no list at all', { name: '催繳' }, ['/items', 'invalid_type']],
      ['a name of 101 characters', { name: '長'.repeat(101), items: [item] }, ['/name', 'too_big']],
      ['a name of two lines', { name: 'a\nb', items: [item] }, ['/name', 'invalid_format']],
      [
        'a name that the database cannot hold',
        { name: 'a\u0000b', items: [item] },
        ['/name', 'invalid_format'],
      ],
      ['a text of 2,001 characters', { content: 'x'.repeat(2_001), items: [item] }, ['/content', 'too_big']],
      ['a flag that is none', { allOrNothing: 'true', items: [item] }, ['/allOrNothing', 'invalid_type']],
    ])('is refused: %s', async (_, body, expected) => {
      const found = await faults(body);
      expect(found.map(({ pointer, code }) => [pointer, code])).toEqual([expected]);
      expect(found[0]?.detail).not.toBe('');
    });
  });

  describe('a door', () => {
    it('of systems stays shut to people, and says that it is the wrong one', async () => {
      const user = await api.signedIn(system.unit, 'user', 10);
      for (const path of ['quota', 'messages?clientRef=A'])
        expect(await user.get(`/api/v1/${path}`)).toMatchObject({ status: 403, code: 'wrong-door' });
      expect(await user.post('/api/v1/messages', { to: numberOf(1), content: TEXT })).toMatchObject({
        code: 'wrong-door',
      });
    });

    it('of people stays shut to systems, and says that it is the wrong one', async () => {
      for (const path of ['home', 'batches', 'messages', 'session'])
        expect(await system.caller.get(`/web/${path}`)).toMatchObject({ status: 403, code: 'wrong-door' });
    });

    it('opens to no key but a living one', async () => {
      const other = await api.system(system.unit, { quota: 1 });
      expect(await other.caller.get('/api/v1/quota')).toMatchObject({ status: 200 });
      await api.db.query('UPDATE api_key SET revoked_at = now() WHERE account_id = $1', [other.accountId]);
      const refused = await other.caller.get('/api/v1/quota');
      expect(refused).toMatchObject({ status: 401, code: 'api-key-wrong' });
      expect(refused.headers['www-authenticate']).toContain('Bearer');
      for (const authorization of ['Bearer', 'Bearer x', 'Basic dXNlcjpwYXNz', 'Token abc', ' '])
        expect([401, 403]).toContain((await api.caller({ authorization }).get('/api/v1/quota')).status);
      expect(await api.caller().get('/api/v1/quota')).toMatchObject({ status: 401, code: 'api-key-wrong' });
    });

    it('takes no key from the query string', async () => {
      const key = system.caller.headers['authorization']?.slice(7) ?? '';
      for (const name of ['key', 'api_key', 'access_token', 'Authorization'])
        expect((await api.caller().get(`/api/v1/quota?${name}=${key}`)).status).toBe(401);
    });

    it('stays shut to every address that nobody opened', async () => {
      const outside = api.caller(system.caller.headers, '203.0.113.9');
      for (const path of [
        '/api/v1/quota',
        '/api/v1/openapi.json',
        '/api/docs',
        '/api/v1/nothing',
        '/web/session',
        '/',
      ])
        expect(await outside.get(path)).toMatchObject({ status: 403, code: 'address-not-allowed' });
      expect(await outside.get('/health/live')).toMatchObject({ status: 200 });
    });

    it('stays shut to an account outside of its own addresses', async () => {
      const bound = await api.system(system.unit, { quota: 1 });
      await api.allow('api', '10.1.0.0/16', bound.accountId);
      expect(await bound.caller.get('/api/v1/quota')).toMatchObject({
        status: 403,
        code: 'address-not-allowed',
      });
      const home = api.caller(bound.caller.headers, '10.1.2.3');
      expect(await home.get('/api/v1/quota')).toMatchObject({ status: 200 });
      const stranger = api.caller(system.caller.headers, '10.1.2.3');
      expect(await stranger.get('/api/v1/quota')).toMatchObject({ status: 403, code: 'address-not-allowed' });
    });

    it('believes no address that the caller claims', async () => {
      const outside = api.caller({ ...system.caller.headers, 'x-forwarded-for': '127.0.0.1' }, '203.0.113.9');
      expect(await outside.get('/api/v1/quota')).toMatchObject({ status: 403 });
    });
  });
});
