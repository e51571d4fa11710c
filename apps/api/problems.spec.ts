import { PROBLEM_CODES } from '@sms111/contracts';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { RunningApi, type System } from './testing/running-api';
import type { Answer, Caller } from './testing/caller';
import { numberOf, TEXT } from './testing/texts';
import { until } from './testing/until';

/** What never leaves the server: traces of code, of statements, of the machine. */
const INNARDS =
  /\bat \w+.*:\d+|node_modules|\.ts\b|\.js\b|SELECT|INSERT|UPDATE|relation|column|ECONN|127\.0\.0\.1|postgres|stack|Error:/i;

const expectProblem = (answer: Answer, status: number, code: string): void => {
  expect([answer.status, answer.code]).toEqual([status, code]);
  expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8');
  expect(answer.body).toMatchObject({
    type: `urn:sms111:problem:${code}`,
    title: expect.any(String),
    status,
    detail: expect.any(String),
    traceId: expect.stringMatching(/^[0-9a-f-]{36}$/),
  });
  expect(PROBLEM_CODES).toContain(answer.code);
  expect(answer.headers['x-trace-id']).toBe(answer.body.traceId);
  expect(INNARDS.test(answer.text.replaceAll(answer.body.traceId, ''))).toBe(false);
};

describe('a problem', () => {
  let api: RunningApi;
  let system: System;
  let user: Caller;

  beforeAll(async () => {
    api = await RunningApi.start();
    system = await api.system(await api.unit(), { quota: 100 });
    user = await api.signedIn(system.unit, 'user', 100);
  });
  afterAll(() => api.close());

  it.each<[string, number, string, () => Promise<Answer>]>([
    ['nobody', 401, 'not-signed-in', () => api.caller().get('/web/home')],
    ['no key', 401, 'api-key-wrong', () => api.caller().get('/api/v1/quota')],
    ['no right', 403, 'permission-missing', () => user.get('/web/carriers/links')],
    ['the wrong door', 403, 'wrong-door', () => user.get('/api/v1/quota')],
    ['an address', 403, 'address-not-allowed', () => api.caller({}, '198.51.100.1').get('/web/home')],
    ['no such path', 404, 'not-found', () => user.get('/web/nothing')],
    ['no such path at all', 404, 'not-found', () => api.caller().get('/..%2f..%2fetc/passwd')],
    ['an unreadable path', 404, 'not-found', () => api.caller().get('/web/batches/%C0%AF')],
    ['no such method', 404, 'not-found', () => user.call('PATCH', '/web/home', { body: {} })],
    ['no such record', 404, 'not-found', () => user.get('/web/batches/b00000000000')],
    [
      'a broken body',
      400,
      'malformed-body',
      () =>
        system.caller.call('POST', '/api/v1/messages', {
          body: '{',
          headers: { 'content-type': 'application/json' },
        }),
    ],
    [
      'another type',
      415,
      'unsupported-media-type',
      () => system.caller.call('POST', '/api/v1/messages', { body: 'x' }),
    ],
    ['a wrong field', 422, 'invalid-request', () => system.caller.post('/api/v1/messages', { to: 1 })],
    ['a wrong cursor', 422, 'invalid-request', () => user.get('/web/batches?cursor=%27%3B--')],
    ['an upload that is none', 415, 'unsupported-media-type', () => user.post('/web/uploads', {})],
  ])('for %s has one form', async (_, status, code, ask) => expectProblem(await ask(), status, code));

  it.each([
    [undefined, 'zh'],
    ['zh-TW', 'zh'],
    ['zh-TW,zh;q=0.9,en-US;q=0.8,en;q=0.7', 'zh'],
    ['en', 'en'],
    ['EN-us, zh;q=0.5', 'en'],
    ['ja', 'zh'],
    ['fr-FR, en;q=0.3', 'en'],
    ['zh;q=0.2, en;q=0.9', 'en'],
    ['*', 'zh'],
    [';;;,,q=', 'zh'],
  ])('is said to %s in %s', async (language, expected) => {
    const answer = await system.caller.post(
      '/api/v1/messages',
      { to: '02', content: '您好' },
      language === undefined ? {} : { 'accept-language': language },
    );
    const said = [
      answer.body.title,
      answer.body.detail,
      ...answer.body.errors.map((each: { detail: string }) => each.detail),
    ];
    for (const words of said)
      expect([words, /[\u4e00-\u9fff]/.test(words)]).toEqual([words, expected === 'zh']);
  });

  it('has the id of its answer; every other answer has one too, and no two the same', async () => {
    const answers = [
      await user.get('/web/home'),
      await user.get('/web/home'),
      await api.caller().get('/health/live'),
      await api.caller().get('/api/docs'),
      await api
        .caller({ 'x-trace-id': 'mine', 'x-request-id': 'mine', 'request-id': 'mine' })
        .get('/web/home'),
    ];
    const traces = answers.map(answer => String(answer.headers['x-trace-id']));
    for (const trace of traces) expect(trace).toMatch(/^[0-9a-f-]{36}$/);
    expect(new Set(traces).size).toBe(traces.length);
  });

  it('of our own making is a 500 that says nothing of the inside', async () => {
    await api.db.query('ALTER TABLE batch_tally RENAME COLUMN carrier TO carrier_gone');
    try {
      const answers = [
        await user.get('/web/batches'),
        await system.caller.post('/api/v1/messages', { to: numberOf(1), content: TEXT }),
      ];
      for (const answer of answers) expectProblem(answer, 500, 'internal');
    } finally {
      await api.db.query('ALTER TABLE batch_tally RENAME COLUMN carrier_gone TO carrier');
    }
    expect(await user.get('/web/batches')).toMatchObject({ status: 200 });
  });
});

/** A wire to a server that can be cut and mended. */
class Wire {
  private readonly sockets = new Set<Socket>();
  private cut = false;

  private constructor(
    private readonly server: Server,
    readonly url: string,
  ) {}

  static async to(target: string): Promise<Wire> {
    const url = new URL(target);
    const server = createServer(socket => wire.join(socket, url));
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    const through = new URL(target);
    through.hostname = '127.0.0.1';
    through.port = String((server.address() as AddressInfo).port);
    const wire = new Wire(server, through.toString());
    return wire;
  }

  private join(near: Socket, { hostname, port }: URL): void {
    if (this.cut) return void near.destroy();
    const far = connect(Number(port), hostname);
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      this.sockets.add(one);
      one.on('error', () => other.destroy());
      one.on('close', () => other.destroy());
      one.pipe(other);
    }
  }

  /** Ends that are held now, two a connection. */
  get wires(): number {
    return this.sockets.size;
  }

  sever(): void {
    this.cut = true;
    for (const socket of this.sockets) socket.destroy();
    this.sockets.clear();
  }

  mend(): void {
    this.cut = false;
  }

  close(): Promise<unknown> {
    this.sever();
    return new Promise(resolve => this.server.close(resolve));
  }
}

describe('an outage', () => {
  let api: RunningApi;
  let system: System;
  let user: Caller;
  let wire: Wire;

  beforeAll(async () => {
    wire = await Wire.to(process.env['TEST_PG_URL'] ?? '');
    api = await RunningApi.start({}, url => {
      const through = new URL(wire.url);
      through.pathname = new URL(url).pathname;
      return through.toString();
    });
    system = await api.system(await api.unit(), { quota: 100 });
    user = await api.signedIn(system.unit, 'user', 100);
  });
  afterAll(async () => {
    await wire.close();
    await api.close();
  });

  const body = { to: numberOf(1), content: TEXT, clientRef: 'A' };

  /** Connections that were cut are only found out by use: a caller who was told to come again comes again. */
  const mended = async () => {
    wire.mend();
    await until(async () => {
      const asked = Array.from({ length: 12 }, () => api.caller().get('/health/ready'));
      return (await Promise.all(asked)).every(answer => answer.status === 200);
    });
  };

  it('of the database is a 503 that says when to come again; nothing is lost or doubled', async () => {
    expect(await system.caller.post('/api/v1/messages', body)).toMatchObject({ status: 202 });
    wire.sever();
    const refused = [
      await system.caller.post('/api/v1/messages', { ...body, clientRef: 'B' }),
      await system.caller.get('/api/v1/quota'),
      await user.get('/web/home'),
      await api.caller().get('/health/ready'),
    ];
    for (const answer of refused) {
      expectProblem(answer, 503, 'unavailable');
      expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
    }
    expect(await api.caller().get('/health/live')).toMatchObject({ status: 200 });
    await mended();
    expect(await system.caller.post('/api/v1/messages', body)).toMatchObject({
      body: { status: 'repeated' },
    });
    expect(await user.get('/web/home')).toMatchObject({ status: 200 });
    expect((await system.caller.get('/api/v1/quota')).body).toMatchObject({ reserved: 1 });
  });

  it('of Redis stops nobody: what is accepted waits in the database', async () => {
    const redis = await Wire.to(process.env['TEST_REDIS_URL'] ?? '');
    const without = await RunningApi.start({ REDIS_URL: redis.url });
    try {
      redis.sever();
      const { caller } = await without.system(await without.unit(), { quota: 10 });
      expect(await caller.post('/api/v1/messages', body)).toMatchObject({ status: 202 });
      expect((await caller.get('/api/v1/messages?clientRef=A')).body.items).toMatchObject([
        { state: 'accepted' },
      ]);
      expect(await without.caller().get('/health/ready')).toMatchObject({ status: 200 });
    } finally {
      redis.mend();
      // Closing waits for its queues to say goodbye.
      await until(async () => redis.wires > 0);
      await without.close();
      await redis.close();
    }
  });

  it('in the middle of sending leaves either everything or nothing', async () => {
    const before = (await system.caller.get('/api/v1/quota')).body.reserved;
    const items = Array.from({ length: 20 }, (_, i) => ({
      to: numberOf(100 + i),
      content: TEXT,
      clientRef: `mid-${i}`,
    }));
    const asking = system.caller.post('/api/v1/batches', { items }, { 'idempotency-key': 'mid' });
    setImmediate(() => wire.sever());
    const answer = await asking;
    wire.sever();
    await mended();
    expect([202, 503]).toContain(answer.status);
    // The key's lease ends, if it was left behind; then the same request brings the whole, once.
    api.clock.advance(61_000);
    const again = await system.caller.post('/api/v1/batches', { items }, { 'idempotency-key': 'mid' });
    expect(again).toMatchObject({ status: 202 });
    expect((await system.caller.get('/api/v1/quota')).body.reserved).toBe(before + 20);
  });
});
