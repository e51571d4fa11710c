import { RunningApi } from './testing/running-api';

jest.setTimeout(120_000);

const TOKEN = 'a-token-of-twenty-four-signs';

describe('the metrics of the API', () => {
  let api: RunningApi;
  beforeAll(async () => {
    api = await RunningApi.start({ METRICS_TOKEN: TOKEN, METRICS_ADDRESSES: '10.9.0.0/16' });
  });
  afterAll(() => api.close());

  const read = () => api.caller({ authorization: `Bearer ${TOKEN}` }, '203.0.113.1').get('/metrics');

  it('are nothing to strangers, also from an address that the pages are open to', async () => {
    expect(await api.caller().get('/metrics')).toMatchObject({ status: 404, code: 'not-found' });
    expect(await api.caller({ authorization: 'Bearer x' }).get('/metrics')).toMatchObject({ status: 404 });
    const person = await api.signedIn(await api.unit(), 'system-admin');
    expect(await person.get('/metrics')).toMatchObject({ status: 404 });
  });

  it('are for a bearer of the token from anywhere, and for the addresses of the list', async () => {
    expect(await read()).toMatchObject({ status: 200 });
    expect(await api.caller({}, '10.9.1.1').get('/metrics')).toMatchObject({ status: 200 });
  });

  it('count answers by endpoint and status, and show no path that somebody made up', async () => {
    await api.caller().get('/health/live');
    await api.caller().get('/web/quota');
    await api.caller().get('/web/batches/b0fz3k9d2m4q');
    await api.caller().get('/no/such/0912345678');
    const { text } = await read();
    const lines = text
      .split('\n')
      .filter(line => line.startsWith('sms111_http_request_duration_seconds_count'));
    expect(lines).toEqual(
      expect.arrayContaining([
        'sms111_http_request_duration_seconds_count{endpoint="health.live",status="200"} 1',
        'sms111_http_request_duration_seconds_count{endpoint="quota.show",status="401"} 1',
        'sms111_http_request_duration_seconds_count{endpoint="batch.show",status="401"} 1',
      ]),
    );
    expect(text).toMatch(/duration_seconds_count\{endpoint="other",status="404"\} \d/);
    expect(text).not.toContain('0912345678');
    expect(text).toContain('sms111_database_up 1');
  });
});
