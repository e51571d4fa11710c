import { QuotaViews } from '@sms111/api/quota';
import { RunningApi, type System } from './testing/running-api';
import { NAME, numberOf, TEXT, textOf } from './testing/texts';

describe('a system that posts', () => {
  let api: RunningApi;
  let system: System;

  beforeAll(async () => (api = await RunningApi.start()));
  beforeEach(async () => (system = await api.system(await api.unit(), { quota: 2_000 })));
  afterEach(async () => expect(await api.get(QuotaViews).unbalanced(api.db)).toEqual([]));
  afterAll(() => api.close());

  const batch = (body: object, headers?: Record<string, string>) =>
    system.caller.post('/api/v1/batches', body, headers);
  const message = (body: object, headers?: Record<string, string>) =>
    system.caller.post('/api/v1/messages', body, headers);
  const remaining = async () => (await system.caller.get('/api/v1/quota')).body.remaining as number;

  describe('a batch', () => {
    it('of a thousand items gets one result an item, in the order of the input', async () => {
      const items = Array.from({ length: 1_000 }, (_, i) => ({
        clientRef: `ref-${999 - i}`,
        to: i % 10 === 3 ? '0212345678' : numberOf(i),
        content: i % 10 === 7 ? '您好' : textOf(`第 ${i} 號`),
      }));
      const { status, body } = await batch({ name: '催繳', items });
      expect(status).toBe(202);
      expect(body).toMatchObject({ accepted: 800, returned: 200, repeated: 0, segments: 800 });
      expect(body.items.map((item: { index: number }) => item.index)).toEqual(items.map((_, i) => i));
      expect(body.items.map((item: { clientRef: string }) => item.clientRef)).toEqual(
        items.map(item => item.clientRef),
      );
      for (const [i, item] of body.items.entries()) {
        const code = i % 10 === 3 ? 'E_NOT_MOBILE' : i % 10 === 7 ? 'E_SIGNATURE_MISSING' : null;
        const status = code ? 'returned' : 'accepted';
        expect(item).toMatchObject({ status, code });
        expect(item.messageId === null).toBe(code !== null);
      }
      expect(await remaining()).toBe(1_200);
      const ids = body.items.flatMap((item: { messageId: string | null }) => item.messageId ?? []);
      expect(new Set(ids).size).toBe(800);
      const last = await system.caller.get(`/api/v1/messages/${ids.at(-1)}`);
      expect(last.body).toMatchObject({ batchId: body.batchId, clientRef: 'ref-0', to: '+886912000999' });
    });

    it('says what is wrong with an item, and what to do, in Chinese or English', async () => {
      const items = [{ to: '0212345678', content: '您好', clientRef: 'A' }];
      const zh = await batch({ items });
      const en = await batch({ items }, { 'accept-language': 'de, en;q=0.9, zh-TW;q=0.5' });
      expect(zh.body).toMatchObject({ batchId: null, accepted: 0, returned: 1, segments: 0 });
      expect(zh.body.items[0].errors).toMatchObject([
        { code: 'E_NOT_MOBILE', detail: expect.stringContaining('不是手機號碼') },
        {
          code: 'E_SIGNATURE_MISSING',
          value: NAME,
          suggestion: `${NAME}\n`,
          detail: expect.stringContaining('第一行'),
        },
      ]);
      expect(en.body.items[0].errors).toMatchObject([
        { code: 'E_NOT_MOBILE', detail: expect.stringContaining('Landlines') },
        { code: 'E_SIGNATURE_MISSING', detail: expect.stringContaining('first line') },
      ]);
    });

    it('takes the common text for items without one, and the item’s own where it has one', async () => {
      const own = textOf('只給您的內容');
      const { body } = await batch({
        content: TEXT,
        items: [{ to: numberOf(1) }, { to: numberOf(2), content: own }],
      });
      expect(body).toMatchObject({ accepted: 2 });
      expect(body.items.map((item: { units: number }) => item.units)).toEqual([TEXT.length, own.length]);
    });

    it('returns an item that has no text at all', async () => {
      const { body } = await batch({ items: [{ to: numberOf(1) }, { to: numberOf(2), content: '' }] });
      expect(body.items.map((item: { code: string }) => item.code)).toEqual([
        'E_CONTENT_EMPTY',
        'E_CONTENT_EMPTY',
      ]);
    });

    it.each([
      ['0912345678', []],
      ['+886912345678', ['W_COUNTRY_CODE']],
      ['886912345678', ['W_COUNTRY_CODE']],
      ['0912-345-678', ['W_SEPARATOR']],
      [' ０９１２３４５６７８ ', ['W_TRIMMED', 'W_FULLWIDTH']],
    ])('accepts the number %s', async (to, warnings) => {
      const { body } = await batch({ items: [{ to, content: TEXT }] });
      const [item] = body.items;
      expect(item).toMatchObject({ status: 'accepted', errors: [] });
      expect(item.warnings.map((warning: { code: string }) => warning.code)).toEqual(warnings);
      expect(item.warnings.every((warning: { detail: string }) => warning.detail !== '')).toBe(true);
      const shown = await system.caller.get(`/api/v1/messages/${item.messageId}`);
      expect(shown.body.to).toBe('+886912345678');
    });

    it.each([
      ['', 'E_MOBILE_MISSING'],
      ['0912', 'E_LENGTH'],
      ['0912345678,0922345678', 'E_MULTIPLE'],
      ['+8613800138000', 'E_FOREIGN'],
      ['=HYPERLINK("x")', 'E_FORMULA'],
      ['9.12E+08', 'E_SCIENTIFIC'],
      ['111', 'E_NOT_MOBILE'],
      ['abc', 'E_CHARS'],
    ])('returns the number "%s" with %s', async (to, code) => {
      const { body } = await batch({ items: [{ to, content: TEXT }] });
      expect(body.items[0]).toMatchObject({ status: 'returned', code, messageId: null });
    });

    it.each([
      ['no name in the first line', '您好', 'E_SIGNATURE_MISSING'],
      ['another agency’s name', '別的機關\n您好', 'E_SIGNATURE_MISSING'],
      ['the name somewhere else', `您好\n${NAME}`, 'E_SIGNATURE_MISSING'],
      ['the name and nothing more', NAME, 'E_EMPTY_BODY'],
      ['334 characters', textOf('長'.repeat(325)), 'E_TOO_LONG'],
      ['a replacement character', textOf('亂\ufffd碼'), 'E_GARBLED'],
      ['half of a surrogate pair', textOf('半\ud83d個'), 'E_GARBLED'],
      ['a control character', textOf('\u0000您好'), 'E_CONTROL_CHAR'],
      ['separators of records', textOf('\u001e0912000111\u001f您好'), 'E_CONTROL_CHAR'],
      ['a character of private use', textOf('\ue000'), 'E_PRIVATE_USE'],
    ])('returns a text with %s', async (_, content, code) => {
      const { body } = await batch({ items: [{ to: numberOf(1), content }] });
      expect(body.items[0].errors.map((error: { code: string }) => error.code)).toContain(code);
      expect(body).toMatchObject({ accepted: 0, batchId: null });
    });

    it('returns later copies of number and text, and of a reference', async () => {
      const { body } = await batch({
        content: TEXT,
        items: [
          { to: numberOf(1), clientRef: 'A' },
          { to: '+886912000001', clientRef: 'B' },
          { to: numberOf(1), clientRef: 'C', content: textOf('另一則') },
          { to: numberOf(2), clientRef: 'A' },
          { to: numberOf(1), clientRef: 'A' },
        ],
      });
      expect(body.items.map((item: { code: string | null }) => item.code)).toEqual([
        null,
        'E_DUPLICATE',
        null,
        'E_DUPLICATE_REF',
        'E_DUPLICATE_REF',
      ]);
      expect(body.items[3].errors[0].detail).toContain('自訂序號');
    });

    it('is refused as a whole with `allOrNothing`, with a pointer to each fault', async () => {
      const refused = await batch({
        allOrNothing: true,
        items: [
          { to: numberOf(1), content: TEXT },
          { to: '0212345678', content: '您好' },
          { to: numberOf(1), content: TEXT },
        ],
      });
      expect(refused).toMatchObject({ status: 422, code: 'batch-refused' });
      expect(refused.body.params).toEqual({ returned: 2 });
      expect(
        refused.body.errors.map(({ pointer, code }: { pointer: string; code: string }) => [pointer, code]),
      ).toEqual([
        ['/items/1/to', 'E_NOT_MOBILE'],
        ['/items/1/content', 'E_SIGNATURE_MISSING'],
        ['/items/2/content', 'E_DUPLICATE'],
      ]);
      expect(await remaining()).toBe(2_000);
      expect(await api.db.query('SELECT FROM batch WHERE account_id = $1', [system.accountId])).toEqual([]);
    });

    it('is refused as a whole when the quota is short by one segment', async () => {
      const poor = await api.system(await api.unit(), { quota: 5 });
      const items = Array.from({ length: 6 }, (_, i) => ({
        to: numberOf(i),
        content: TEXT,
        clientRef: `r${i}`,
      }));
      const refused = await poor.caller.post('/api/v1/batches', { items });
      expect(refused).toMatchObject({ status: 409, code: 'quota-short' });
      expect(refused.body.params).toEqual({ needed: 6, remaining: 5 });
      expect(refused.body.detail).toContain('6 則');
      // Nothing stands: the references are free, and five of them fit.
      const fits = await poor.caller.post('/api/v1/batches', { items: items.slice(0, 5) });
      expect(fits.body).toMatchObject({ accepted: 5, repeated: 0 });
    });

    it('counts the segments of long texts', async () => {
      const long = textOf('長'.repeat(62));
      const { body } = await batch({ items: [{ to: numberOf(1), content: long }] });
      expect(body.items[0]).toMatchObject({ units: 71, segments: 2 });
      expect(body.segments).toBe(2);
      expect(await remaining()).toBe(1_998);
    });

    it('bears the name of its unit where it was given none, so that pages can show it', async () => {
      const { body } = await batch({ items: [{ to: numberOf(1), content: textOf('您好') }] });
      expect((await system.caller.get(`/api/v1/batches/${body.batchId}`)).body.name).toBe(NAME);
    });
  });

  describe('with the name put in front by the platform (A14)', () => {
    beforeEach(async () => (system = await api.system(await api.unit(), { quota: 100, autoPrefix: true })));

    it('counts it and says so', async () => {
      const { body } = await message({ to: numberOf(1), content: '您好' });
      expect(body).toMatchObject({
        status: 'accepted',
        signatureAdded: true,
        units: NAME.length + 3,
        segments: 1,
      });
    });

    it.each([TEXT, `${NAME}：\n您好`, `${NAME}:\n您好`])('never doubles it: %j', async content => {
      const { body } = await message({ to: numberOf(1), content });
      expect(body).toMatchObject({ status: 'accepted', signatureAdded: false, units: content.length });
    });

    it('knows the name also in a text with the line breaks of Windows', async () => {
      const { body } = await message({ to: numberOf(1), content: `${NAME}\r\n您好` });
      expect(body).toMatchObject({ status: 'accepted', signatureAdded: false, units: NAME.length + 3 });
    });

    it('returns a text that has grown too long by it', async () => {
      const refused = await message({ to: numberOf(1), content: '長'.repeat(325) });
      expect(refused.body.errors).toMatchObject([{ pointer: '/content', code: 'E_TOO_LONG' }]);
    });
  });

  describe('a single message', () => {
    it('is answered with its id, its length and its price in segments', async () => {
      const { status, body } = await message({ to: '+886912345678', content: TEXT, clientRef: 'one' });
      expect(status).toBe(202);
      expect(body).toEqual({
        clientRef: 'one',
        messageId: expect.stringMatching(/^b[0-9a-z]{11}-0$/),
        status: 'accepted',
        code: null,
        errors: [],
        warnings: [{ code: 'W_COUNTRY_CODE', detail: expect.any(String) }],
        units: TEXT.length,
        segments: 1,
        signatureAdded: false,
      });
    });

    it('is returned as a problem that points to its fields', async () => {
      const refused = await message({ to: '0212345678', content: '您好' }, { 'accept-language': 'en' });
      expect(refused).toMatchObject({ status: 422, code: 'message-returned' });
      expect(refused.body.title).toBe('The message was returned');
      expect(refused.body.errors).toEqual([
        { pointer: '/to', code: 'E_NOT_MOBILE', detail: expect.stringContaining('starts with 09') },
        { pointer: '/content', code: 'E_SIGNATURE_MISSING', detail: expect.stringContaining('first line') },
      ]);
    });

    it('needs a text of its own', async () => {
      const refused = await message({ to: numberOf(1) });
      expect(refused.body.errors).toMatchObject([{ pointer: '/content', code: 'invalid_type' }]);
    });
  });

  describe('single messages that come at once', () => {
    const together = (count: number, of: System) =>
      Promise.all(
        Array.from({ length: count }, (_, i) =>
          of.caller.post('/api/v1/messages', { to: numberOf(i), content: TEXT }),
        ),
      );

    it('are accepted together, each once and for itself', async () => {
      const answers = await together(60, system);
      expect(answers.map(answer => answer.status)).toEqual(answers.map(() => 202));
      expect(new Set(answers.map(answer => answer.body.messageId)).size).toBe(60);
      const [rows] = await api.db.query<{ messages: number; commits: number; audited: number }>(
        `SELECT count(*)::int AS messages, count(DISTINCT b.xmin::text)::int AS commits,
                (SELECT count(*)::int FROM audit_entry e WHERE e.account_id = $1 AND e.action = 'batch.accepted') AS audited
           FROM batch b JOIN message_state s ON s.batch = b.id WHERE b.account_id = $1`,
        [system.accountId],
      );
      expect(rows).toMatchObject({ messages: 60, audited: 60 });
      expect(rows?.commits).toBeLessThan(30);
      expect(await remaining()).toBe(2_000 - 60);
    });

    it('take what quota there is; the others are refused, each with the reason', async () => {
      const poor = await api.system(await api.unit(), { quota: 10 });
      const answers = await together(30, poor);
      const accepted = answers.filter(answer => answer.status === 202);
      const refused = answers.filter(answer => answer.status !== 202);
      expect([accepted.length, refused.length]).toEqual([10, 20]);
      for (const answer of refused) expect(answer).toMatchObject({ status: 409, code: 'quota-short' });
    });

    it('are not refused for what is wrong with another', async () => {
      const [good, wrong, disallowed] = await Promise.all([
        message({ to: numberOf(1), content: TEXT }),
        message({ to: '02-23456789', content: TEXT }),
        message({ to: numberOf(2), content: TEXT, lane: 'disaster' }),
      ]);
      expect(good).toMatchObject({ status: 202 });
      expect(wrong).toMatchObject({ status: 422, code: 'message-returned' });
      expect(disallowed).toMatchObject({ status: 403, code: 'lane-not-granted' });
    });
  });

  describe('outside of what is allowed', () => {
    it('is refused when its agency is suspended', async () => {
      await api.db.query(`UPDATE agency SET status = 'suspended' WHERE id = $1`, [system.unit.agencyId]);
      expect(await message({ to: numberOf(1), content: TEXT })).toMatchObject({
        status: 403,
        code: 'agency-suspended',
      });
    });

    it('is refused without an allocation', async () => {
      const bare = await api.system(await api.unit());
      const refused = await bare.caller.post('/api/v1/messages', { to: numberOf(1), content: TEXT });
      expect(refused).toMatchObject({ status: 409, code: 'allocation-missing' });
      expect(await bare.caller.get('/api/v1/quota')).toMatchObject({
        status: 409,
        code: 'allocation-missing',
      });
    });

    it('is refused outside of the contract, and told so by its quota', async () => {
      const then = api.clock.now();
      api.clock.set(new Date('2027-01-01T00:00:00+08:00'));
      const refused = await message({ to: numberOf(1), content: TEXT });
      const quota = await system.caller.get('/api/v1/quota');
      api.clock.set(then);
      expect(refused).toMatchObject({ status: 409, code: 'contract-closed' });
      expect(quota.body.contract).toMatchObject({ open: false });
    });
  });
});
