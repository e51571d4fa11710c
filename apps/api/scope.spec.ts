import { maskMobile } from '@sms111/domain';
import type { TestUnit } from '@sms111/api/testing';
import { settle } from './testing/carriers';
import type { Caller } from './testing/caller';
import { RunningApi, type System } from './testing/running-api';
import { textOf } from './testing/texts';

const SECRET = '只給王小明看的內容';
const REF = 'A123456789';

describe('whose records one sees', () => {
  let api: RunningApi;
  let unit: TestUnit;
  let system: System;
  let readers: Record<
    'user' | 'colleague' | 'manager' | 'stranger' | 'otherManager' | 'ministry' | 'admin',
    Caller
  >;
  /** Batches by who sent them, each with one message of its own number. */
  let batches: Record<'user' | 'colleague' | 'system' | 'stranger', string>;
  const numbers = {
    user: '0912000001',
    colleague: '0912000002',
    system: '0912000003',
    stranger: '0912000004',
  };

  beforeAll(async () => {
    api = await RunningApi.start();
    unit = await api.unit();
    const other = await api.unit();
    const office = await api.unit();
    readers = {
      user: await api.signedIn(unit, 'user', 100),
      colleague: await api.signedIn(unit, 'user', 100),
      manager: await api.signedIn(unit, 'group-manager'),
      stranger: await api.signedIn(other, 'user', 100),
      otherManager: await api.signedIn(other, 'group-manager'),
      ministry: await api.signedIn(office, 'ministry-admin'),
      admin: await api.signedIn(office, 'system-admin'),
    };
    system = await api.system(unit, { quota: 100 });
    const send = async (caller: Caller, of: TestUnit, number: string): Promise<string> => {
      const { body } = await caller.post('/web/batches', {
        sendKey: crypto.randomUUID(),
        signatureId: of.signatureId,
        content: SECRET,
        recipients: [number],
      });
      return body.batchId;
    };
    const posted = await system.caller.post('/api/v1/batches', {
      items: [{ to: numbers.system, content: textOf(SECRET), clientRef: REF }],
    });
    batches = {
      user: await send(readers.user, unit, numbers.user),
      colleague: await send(readers.colleague, unit, numbers.colleague),
      system: posted.body.batchId,
      stranger: await send(readers.stranger, other, numbers.stranger),
    };
  });
  afterAll(() => api.close());

  const all = ['user', 'colleague', 'system', 'stranger'] as const;
  const VISIBLE = {
    user: ['user'],
    colleague: ['colleague'],
    manager: ['user', 'colleague', 'system'],
    stranger: ['stranger'],
    otherManager: ['stranger'],
    ministry: all,
    admin: all,
  } as const satisfies Record<keyof typeof readers, readonly (typeof all)[number][]>;
  const rows = Object.entries(VISIBLE) as [keyof typeof readers, readonly (typeof all)[number][]][];
  const sorted = (values: readonly string[]) => [...values].sort();

  describe.each(rows)('%s', (who, visible) => {
    const ids = () => sorted(visible.map(owner => batches[owner]));
    const get = (path: string) => readers[who].get(`/web${path}`);

    it('lists those batches, and no other', async () => {
      const { body } = await get('/batches');
      expect(sorted(body.items.map((item: { id: string }) => item.id))).toEqual(ids());
    });

    it('finds those messages, and no other, by walking and by number', async () => {
      const { body } = await get('/messages');
      expect(sorted(body.items.map((item: { batchId: string }) => item.batchId))).toEqual(ids());
      for (const owner of all) {
        const found = await get(`/messages?number=${numbers[owner]}`);
        expect([owner, found.body.items.length]).toEqual([
          owner,
          visible.some(each => each === owner) ? 1 : 0,
        ]);
        const inBatch = await get(`/messages?batch=${batches[owner]}`);
        expect(inBatch.body.items.length).toBe(found.body.items.length);
      }
    });

    it('opens those batches and messages; the others are not there', async () => {
      for (const owner of all) {
        const status = visible.some(each => each === owner) ? 200 : 404;
        for (const path of [
          `/batches/${batches[owner]}`,
          `/batches/${batches[owner]}/messages`,
          `/messages/${batches[owner]}-0`,
        ]) {
          const answer = await get(path);
          expect([path, answer.status]).toEqual([path, status]);
          if (status === 404) expect(answer.code).toBe('not-found');
        }
      }
    });

    it('sees those on the home page', async () => {
      const { body } = await get('/home');
      expect(sorted(body.recent.map((item: { id: string }) => item.id))).toEqual(ids());
      expect(sorted(body.running.map((item: { id: string }) => item.id))).toEqual(ids());
      expect(body.today.accepted).toBe(visible.length);
    });
  });

  it.each([
    ['user', ['user']],
    ['manager', ['user', 'colleague', 'system']],
    ['otherManager', ['stranger']],
    ['admin', all],
  ] as const)('%s stops and resumes those, and no other', async (who, controlled) => {
    for (const owner of all) {
      const mine = controlled.some(each => each === owner);
      for (const [deed, state] of [
        ['pause', 'paused'],
        ['resume', 'dispatching'],
      ] as const) {
        const answer = await readers[who].post(`/web/batches/${batches[owner]}/${deed}`);
        expect([owner, deed, answer.status]).toEqual([owner, deed, mine ? 200 : 404]);
        if (mine) expect(answer.body.state).toBe(state);
      }
    }
  });

  it.each(['stranger', 'otherManager', 'colleague'] as const)(
    '%s cannot cancel what is not theirs',
    async who => {
      expect(await readers[who].post(`/web/batches/${batches.user}/cancel`)).toMatchObject({ status: 404 });
      expect((await readers.user.get(`/web/batches/${batches.user}`)).body.state).toBe('dispatching');
    },
  );

  describe('what the ministry is shown', () => {
    const paths = () => [
      '/home',
      '/batches',
      '/messages',
      ...all.flatMap(owner => [
        `/batches/${batches[owner]}`,
        `/batches/${batches[owner]}/messages`,
        `/messages/${batches[owner]}-0`,
        `/messages?number=${numbers[owner]}`,
      ]),
    ];

    it('has no content, no whole number and no reference of an agency, anywhere', async () => {
      for (const path of paths()) {
        const { status, text } = await readers.ministry.get(`/web${path}`);
        expect([path, status]).toEqual([path, 200]);
        expect([path, text.includes(SECRET), text.includes(REF)]).toEqual([path, false, false]);
        for (const number of Object.values(numbers))
          expect([path, text.includes(number), text.includes(number.slice(1))]).toEqual([path, false, false]);
      }
    });

    it('has masked numbers and states', async () => {
      const { body } = await readers.ministry.get(`/web/messages/${batches.system}-0`);
      expect(body).toMatchObject({
        number: maskMobile(numbers.system),
        state: 'accepted',
        content: null,
        excerpt: null,
        clientRef: null,
        parts: [{ part: 1, text: null }],
      });
    });
  });

  it('shows contents, with masked numbers, to those who may read them', async () => {
    for (const who of ['user', 'manager', 'admin'] as const) {
      const { body } = await readers[who].get(`/web/messages/${batches.user}-0`);
      expect(body).toMatchObject({
        number: maskMobile(numbers.user),
        content: textOf(SECRET),
        excerpt: SECRET,
      });
      const page = await readers[who].get(`/web/batches/${batches.user}`);
      expect(page.body.content).toBe(textOf(SECRET));
    }
    const { body } = await readers.manager.get(`/web/messages/${batches.system}-0`);
    expect(body).toMatchObject({ clientRef: REF, channel: 'api' });
  });

  describe('a whole number', () => {
    const reveal = (who: keyof typeof readers, owner: (typeof all)[number], body: object) =>
      readers[who].post(`/web/messages/${batches[owner]}-0/number`, body);
    const revealed = async () => (await api.audit('message.number-revealed')).length;

    it('is shown for a purpose, which is written down', async () => {
      const answer = await reveal('user', 'user', { purpose: '民眾來電查詢' });
      expect(answer).toMatchObject({ status: 200, body: { number: numbers.user } });
      expect((await api.audit('message.number-revealed')).at(-1)).toMatchObject({
        outcome: 'done',
        object_kind: 'message',
        object_id: `${batches.user}-0`,
        detail: { purpose: '民眾來電查詢' },
        trace_id: answer.headers['x-trace-id'],
      });
    });

    it.each([
      {},
      { purpose: '' },
      { purpose: ' ' },
      { purpose: '查' },
      { purpose: '目\u0000的' },
      { purpose: '目\ud83d的' },
      { purpose: 'x'.repeat(201) },
      { purpose: '民眾來電', why: 1 },
    ])('is not shown for %j', async body => {
      const before = await revealed();
      expect(await reveal('user', 'user', body)).toMatchObject({ status: 422, code: 'invalid-request' });
      expect(await revealed()).toBe(before);
    });

    it.each([
      ['colleague', 'user', 404],
      ['stranger', 'user', 404],
      ['otherManager', 'system', 404],
      ['ministry', 'user', 403],
      ['manager', 'user', 200],
      ['admin', 'stranger', 200],
    ] as const)('asked for by %s, of a message of %s: %i', async (who, owner, status) => {
      const before = await revealed();
      expect((await reveal(who, owner, { purpose: '民眾來電查詢' })).status).toBe(status);
      expect(await revealed()).toBe(before + Number(status === 200));
    });

    it('is cut from the purpose itself', async () => {
      await reveal('user', 'user', { purpose: `確認 ${numbers.user} 是否收到` });
      expect((await api.audit('message.number-revealed')).at(-1)?.detail).toEqual({
        purpose: '確認 09******** 是否收到',
      });
    });
  });

  it('keeps an upload to the one who brought it', async () => {
    const form = [
      ['--x', 'Content-Disposition: form-data; name="signatureId"', '', unit.signatureId],
      [
        '--x',
        'Content-Disposition: form-data; name="file"; filename="a.txt"',
        'Content-Type: text/plain',
        '',
        numbers.user,
      ],
      ['--x--', ''],
    ];
    const { status, body } = await readers.user.call('POST', '/web/uploads', {
      headers: { 'content-type': 'multipart/form-data; boundary=x' },
      body: form.flat().join('\r\n'),
    });
    expect(status).toBe(202);
    for (const who of ['colleague', 'manager', 'stranger'] as const) {
      const path = `/web/uploads/${body.id}`;
      for (const url of [path, `${path}/rows`, `${path}/corrections`])
        expect(await readers[who].get(url)).toMatchObject({ status: 404, code: 'not-found' });
      expect(await readers[who].post(`${path}/send`, {})).toMatchObject({ status: 404 });
      expect(await readers[who].call('DELETE', path)).toMatchObject({ status: 404 });
      expect((await readers[who].get('/web/uploads')).body.items).toEqual([]);
    }
    expect(await readers.user.call('DELETE', `/web/uploads/${body.id}`)).toMatchObject({ status: 204 });
  });

  it('keeps an API account to the managers of its unit', async () => {
    const keys = `/web/api-accounts/${system.accountId}/keys`;
    expect(await readers.otherManager.post(keys, { label: '備援' })).toMatchObject({ status: 404 });
    expect((await readers.otherManager.get('/web/api-accounts')).body.items).toEqual([]);
    const made = await readers.manager.post(keys, { label: '備援' });
    expect(made).toMatchObject({ status: 201 });
    const one = `${keys}/${made.body.key.id}`;
    expect(await readers.otherManager.call('DELETE', one)).toMatchObject({ status: 404 });
    expect(await readers.manager.call('DELETE', one)).toMatchObject({ status: 204 });
  });

  it('holds for messages that came to an end as well', async () => {
    await settle(api, batches.stranger, () => 'failed');
    expect((await readers.manager.get('/web/messages?state=failed')).body.items).toEqual([]);
    expect((await readers.otherManager.get('/web/messages?state=failed')).body.items).toHaveLength(1);
    expect(await readers.manager.get(`/web/batches/${batches.stranger}/messages?stage=failed`)).toMatchObject(
      {
        status: 404,
      },
    );
  });
});
