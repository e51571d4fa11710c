import { createApiKey, endSession, listSessions, showBatch } from '@sms111/contracts';
import { FakeServer, refuse } from '@sms111/web/testing';
import { call } from './call';
import { connection } from './connection';
import { ProblemError, UnexpectedAnswer, UnreachableError } from './problem-error';

const accountId = '0192f0c0-0000-7000-8000-000000000001';
let server: FakeServer;

beforeEach(() => {
  server = new FakeServer();
  globalThis.fetch = server.fetch;
  Object.assign(connection, { csrfToken: 'token', language: 'zh-TW', clockOffset: 0, lastActivity: 0 });
});

describe('call', () => {
  it('sends what the endpoint says, and answers what the contract declares', async () => {
    const key = {
      id: accountId,
      label: '正式機',
      hint: 'sk_1',
      createdAt: '2026-11-20T06:00:00Z',
      lastUsedAt: null,
      revokedAt: null,
    };
    server.on(createApiKey, { key, secret: 'sk_123', undeclared: true });
    const answer = await call(createApiKey, { params: { accountId }, body: { label: '正式機' } });
    expect(answer).toEqual({ key, secret: 'sk_123' });
    const [seen] = server.calls(createApiKey);
    expect(seen?.params).toEqual({ accountId });
    expect(seen?.body).toEqual({ label: '正式機' });
    expect(seen?.headers.get('content-type')).toBe('application/json');
  });

  it('carries the CSRF token on writes and the language on all', async () => {
    connection.language = 'en';
    server.on(endSession, () => undefined).on(listSessions, { items: [] });
    await call(endSession);
    await call(listSessions);
    expect(server.calls(endSession)[0]?.headers.get('x-csrf-token')).toBe('token');
    expect(server.calls(listSessions)[0]?.headers.get('x-csrf-token')).toBeNull();
    expect(server.calls(listSessions)[0]?.headers.get('accept-language')).toBe('en');
  });

  it('says of polling that nobody is there, and does not take it for activity', async () => {
    server.on(listSessions, { items: [] });
    await call(listSessions, {}, { background: true });
    expect(server.calls(listSessions)[0]?.headers.get('x-background')).toBe('1');
    expect(connection.lastActivity).toBe(0);
    await call(listSessions);
    expect(server.calls(listSessions)[1]?.headers.get('x-background')).toBeNull();
    expect(connection.lastActivity).toBeGreaterThan(0);
  });

  it('learns the clock of the server', async () => {
    const ahead = new Date(Date.now() + 3_600_000).toUTCString();
    server.on(listSessions, () => ({ status: 200, body: { items: [] }, headers: { date: ahead } }));
    await call(listSessions);
    expect(connection.clockOffset / 1000).toBeCloseTo(3600, -1);
  });

  it('throws a refusal with its code, sentence, parameters and pointers', async () => {
    server.on(createApiKey, () =>
      refuse('invalid-request', {
        detail: '請依標示的欄位修正後再送出。',
        params: { limit: 60 },
        errors: [{ pointer: '/label', code: 'too_big', detail: '內容太長' }],
      }),
    );
    const refused = await call(createApiKey, { params: { accountId }, body: { label: '' } }).catch(
      (e: unknown) => e,
    );
    expect(refused).toBeInstanceOf(ProblemError);
    expect(refused).toMatchObject({
      code: 'invalid-request',
      status: 422,
      message: '請依標示的欄位修正後再送出。',
      traceId: 'trace-1',
      params: { limit: 60 },
      errors: [{ pointer: '/label', code: 'too_big' }],
    });
  });

  it('tells a platform out of reach from a platform that refuses', async () => {
    globalThis.fetch = () => Promise.reject(new TypeError('fetch failed'));
    await expect(call(listSessions)).rejects.toBeInstanceOf(UnreachableError);
  });

  it('takes a page of a proxy, and an answer that breaks the contract, for what they are', async () => {
    globalThis.fetch = () => Promise.resolve(new Response('<html>Bad gateway</html>', { status: 502 }));
    await expect(call(listSessions)).rejects.toBeInstanceOf(UnexpectedAnswer);
    server.on(showBatch, { id: 'b0' });
    globalThis.fetch = server.fetch;
    await expect(call(showBatch, { params: { batchId: 'b0fz3k9x2a01' } })).rejects.toBeInstanceOf(
      UnexpectedAnswer,
    );
  });
});
