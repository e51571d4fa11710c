import { RunningApi } from './testing/running-api';

jest.setTimeout(30_000);
describe('probe', () => {
  let api: RunningApi;
  beforeAll(async () => (api = await RunningApi.start()));
  afterAll(() => api.close());
  it('probes', async () => {
    const unit = await api.unit();
    const t0 = Date.now();
    const user = await api.signedIn(unit, 'user', 1000);
    console.log('sign in', Date.now() - t0);
    const t1 = Date.now();
    await api.signedIn(unit, 'group-manager', 1000);
    console.log('sign in', Date.now() - t1);
    const system = await api.system(unit, { quota: 1000 });
    const show = async (a: Promise<import('./testing/caller').Answer>) => {
      const { status, text, headers } = await a;
      console.log(status, headers['content-type'], text.slice(0, 600));
    };
    await show(user.get('/web/home'));
    const c = system.caller;
    await show(
      c.post('/api/v1/messages', { to: '0912345678', content: '測試公共服務平臺\n您好', clientRef: 'A1' }),
    );
    await show(c.post('/api/v1/messages', { to: '0912345678', content: '您好', clientRef: 'A2' }));
    await show(
      c.call('POST', '/api/v1/messages', { body: '{"to":', headers: { 'content-type': 'application/json' } }),
    );
    await show(
      c.call('POST', '/api/v1/messages', {
        body: 'to=0912345678&content=x',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      }),
    );
    await show(c.call('POST', '/api/v1/messages', { body: 'x', headers: { 'content-type': 'text/plain' } }));
    await show(c.call('POST', '/api/v1/messages', { body: 'x' }));
    await show(
      c.call('POST', '/api/v1/messages', {
        body: Buffer.concat([
          Buffer.from('{"to":"0912345678","content":"'),
          Buffer.from([0xb4, 0xfa]),
          Buffer.from('"}'),
        ]),
        headers: { 'content-type': 'application/json' },
      }),
    );
    await show(c.call('POST', '/api/v1/messages', { headers: { 'content-type': 'application/json' } }));
    await show(c.get('/api/v1/messages/%E0%A4%A'));
    await show(c.get('/api/v1/messages/' + 'x'.repeat(300)));
    await show(c.get('/api/v1/nothing'));
    await show(c.call('PUT', '/api/v1/messages', { body: {} }));
    await show(c.post('/api/v1/messages', { to: 912345678, content: null, clientRef: '', x: 1, 'a/b~c': 2 }));
    await show(c.post('/api/v1/batches', { items: [], name: '\u0000' }));
    await show(
      c.post('/api/v1/batches', {
        name: 'a\u0000b',
        items: [
          {
            to: '0912345678',
            content: '測試公共服務平臺\n您好',
            clientRef: 'x\u001e0912000111\u001f沒有署名\u001fy',
          },
          { to: '0912345679', content: '測試公共服務平臺\n您好' },
        ],
      }),
    );
    await show(
      c.post('/api/v1/batches', {
        items: [
          {
            to: '0912345678',
            content: '測試公共服務平臺\n您好',
            clientRef: 'x\u001e0912000111\u001f沒有署名\u001fy',
          },
          { to: '0912345679', content: '測試公共服務平臺\n您好' },
        ],
      }),
    );
    await show(c.get('/api/v1/messages?clientRef=A1'));
    await show(c.get('/api/v1/messages'));
    await show(c.get('/api/v1/messages?clientRef=a&clientRef=b'));
    await show(c.get('/api/v1/quota'));
    await show(user.get('/web/batches?cursor=' + Buffer.from('["abc"]').toString('base64url')));
    await show(user.get('/web/batches?cursor=' + Buffer.from('[1.5]').toString('base64url')));
    await show(user.get('/web/messages?cursor=' + Buffer.from('[1.5,"a"]').toString('base64url')));
    await show(user.get('/web/messages?batch=biiiiiiiiiii'));
    await show(user.get('/web/messages?cursor=%00'));
    await show(user.get('/web/messages?number=0212345678'));
    await show(user.post('/web/session/password', { login: 'a\u0000', password: 'x' }));
  });
});
