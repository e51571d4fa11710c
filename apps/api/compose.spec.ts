import { QuotaViews } from '@sms111/api/quota';
import type { TestUnit } from '@sms111/api/testing';
import type { Caller } from './testing/caller';
import { RunningApi } from './testing/running-api';
import { NAME, numberOf, textOf } from './testing/texts';

describe('a person who sends from the form', () => {
  let api: RunningApi;
  let unit: TestUnit;
  let user: Caller;

  beforeAll(async () => (api = await RunningApi.start()));
  beforeEach(async () => {
    unit = await api.unit();
    user = await api.signedIn(unit, 'user', 1_000);
  });
  afterEach(async () => expect(await api.get(QuotaViews).unbalanced(api.db)).toEqual([]));
  afterAll(() => api.close());

  const form = (given: object = {}) => ({
    sendKey: crypto.randomUUID(),
    signatureId: unit.signatureId,
    content: '您的申請已受理。',
    recipients: [numberOf(1), numberOf(2)],
    ...given,
  });
  const send = (given: object = {}, headers?: Record<string, string>) =>
    user.post('/web/batches', form(given), headers);
  const batches = async () => (await user.get('/web/batches')).body.items;
  const faultsOf = (body: { errors: { pointer: string; code: string }[] }) =>
    body.errors.map(({ pointer, code }) => [pointer, code]);

  it('is told what the form needs to know', async () => {
    const { body } = await user.get('/web/compose');
    expect(body).toMatchObject({
      signatures: [{ id: unit.signatureId, name: NAME, isDefault: true }],
      unitPrice: '0.7500',
      quota: { ordered: 1_000, remaining: 1_000 },
      contract: { open: true },
      maxPasted: 10_000,
    });
  });

  it('gets a batch that bears the name in front, counted', async () => {
    const sent = await send({ content: '長'.repeat(62), name: '催繳' });
    expect(sent).toMatchObject({ status: 201, body: { messages: 2, segments: 4 } });
    const page = await user.get(`/web/batches/${sent.body.batchId}`);
    expect(page.body).toMatchObject({
      name: '催繳',
      content: textOf('長'.repeat(62)),
      signature: NAME,
      reserved: 4,
    });
    expect((await user.get('/web/quota')).body.own).toMatchObject({ remaining: 996, reserved: 4 });
  });

  it('never gets the name twice', async () => {
    const { body } = await send({ content: textOf('您好') });
    expect((await user.get(`/web/batches/${body.batchId}`)).body.content).toBe(textOf('您好'));
  });

  it.each([
    ['of another unit', async () => (await api.unit()).signatureId],
    ['that does not exist', async () => crypto.randomUUID()],
  ])('cannot sign with a name %s', async (_, id) => {
    expect(await send({ signatureId: await id() })).toMatchObject({ status: 422, code: 'signature-unknown' });
    expect(await batches()).toEqual([]);
  });

  it.each([
    ['nothing but blanks', '   \n ', ['E_EMPTY_BODY']],
    ['nothing but the name', NAME, ['E_EMPTY_BODY']],
    ['too much', '長'.repeat(325), ['E_TOO_LONG']],
    ['too many segments', '𠮷'.repeat(162), ['E_TOO_MANY_SEGMENTS']],
    ['garbled text', '您\ufffd好', ['E_GARBLED']],
    ['half a character', '您\ud842好', ['E_GARBLED']],
    ['controls', '您\u0000好', ['E_CONTROL_CHAR']],
    ['private characters', '您\ue000好', ['E_PRIVATE_USE']],
    ['two faults', '\ue000\ufffd', ['E_PRIVATE_USE', 'E_GARBLED']],
  ])('is refused with %s, and told where', async (_, content, codes) => {
    const refused = await send({ content });
    expect(refused).toMatchObject({ status: 422, code: 'not-acceptable-content' });
    expect(new Set(refused.body.errors.map((each: { code: string }) => each.code))).toEqual(new Set(codes));
    for (const { pointer, detail } of refused.body.errors)
      expect([pointer, detail !== '']).toEqual(['/content', true]);
    expect(await batches()).toEqual([]);
  });

  it('is refused as long as a number must be corrected, with a pointer to each', async () => {
    const recipients = [
      '0912345678',
      '02-23456789',
      '',
      '+886912345678',
      '0912',
      ' 0922 000 111 ',
      '0922000111',
    ];
    const refused = await send({ recipients });
    expect(refused).toMatchObject({
      status: 422,
      code: 'recipients-returned',
      body: { params: { returned: 5 } },
    });
    expect(faultsOf(refused.body)).toEqual([
      ['/recipients/1', 'E_NOT_MOBILE'],
      ['/recipients/2', 'E_MOBILE_MISSING'],
      ['/recipients/3', 'E_DUPLICATE'],
      ['/recipients/4', 'E_LENGTH'],
      ['/recipients/6', 'E_DUPLICATE'],
    ]);
    expect(refused.body.errors[0].detail).toContain('09');
    expect(await batches()).toEqual([]);
  });

  it('is told of the first hundred faults, and how many there are', async () => {
    const { body } = await send({ recipients: Array.from({ length: 300 }, () => 'x') });
    expect([body.errors.length, body.params.returned]).toEqual([100, 300]);
  });

  it.each([
    ['nobody', { recipients: [] }, '/recipients', 'too_small'],
    [
      'too many',
      { recipients: Array.from({ length: 10_001 }, () => '0912345678') },
      '/recipients',
      'too_big',
    ],
    ['a number as a number', { recipients: [912345678] }, '/recipients/0', 'invalid_type'],
    ['no key', { sendKey: 'again' }, '/sendKey', 'invalid_format'],
    ['no text', { content: '' }, '/content', 'too_small'],
    ['a name that cannot be kept', { name: 'a\u0000' }, '/name', 'invalid_format'],
    ['something more', { allOrNothing: true }, '/allOrNothing', 'unknown-field'],
  ])('is refused with %s', async (_, given, pointer, code) => {
    const refused = await send(given);
    expect(refused).toMatchObject({ status: 422, code: 'invalid-request' });
    expect(faultsOf(refused.body)).toContainEqual([pointer, code]);
  });

  describe('and presses the button again', () => {
    it('gets the batch of the first time, and nothing is sent again', async () => {
      const body = form();
      const first = await user.post('/web/batches', body);
      const again = await user.post('/web/batches', { ...body, name: undefined });
      expect(again).toMatchObject({ status: 201, body: first.body });
      expect(await batches()).toHaveLength(1);
    });

    it('gets one batch from ten clicks at once, every time the same answer', async () => {
      const body = form();
      const answers = await Promise.all(Array.from({ length: 10 }, () => user.post('/web/batches', body)));
      for (const answer of answers) expect(answer).toMatchObject({ status: 201, body: answers[0]?.body });
      expect(await batches()).toHaveLength(1);
      expect((await user.get('/web/quota')).body.own).toMatchObject({ remaining: 998 });
    });

    it('gets the same answer though the name was changed meanwhile', async () => {
      const body = form();
      const first = await user.post('/web/batches', body);
      await api.db.query(`UPDATE unit_signature SET name = '新名稱' WHERE id = $1`, [unit.signatureId]);
      expect(await user.post('/web/batches', body)).toMatchObject({ status: 201, body: first.body });
    });

    it('is refused when the list was changed meanwhile', async () => {
      const body = form();
      await user.post('/web/batches', body);
      const refused = await user.post('/web/batches', { ...body, recipients: [numberOf(3)] });
      expect(refused).toMatchObject({ status: 422, code: 'idempotency-key-reused' });
    });

    it('may correct the list and send it with the same key', async () => {
      const body = form({ recipients: ['02'] });
      expect(await user.post('/web/batches', body)).toMatchObject({ code: 'recipients-returned' });
      expect(await user.post('/web/batches', { ...body, recipients: [numberOf(3)] })).toMatchObject({
        status: 201,
      });
    });

    it('does not meet the keys of colleagues', async () => {
      const body = form();
      const colleague = await api.signedIn(unit, 'user', 10);
      const [mine, theirs] = [
        await user.post('/web/batches', body),
        await colleague.post('/web/batches', body),
      ];
      expect(theirs.status).toBe(201);
      expect(theirs.body.batchId).not.toBe(mine.body.batchId);
    });
  });

  it('is refused when the quota is short, with both figures', async () => {
    const poor = await api.signedIn(unit, 'user', 3);
    const refused = await poor.post(
      '/web/batches',
      form({ recipients: Array.from({ length: 4 }, (_, i) => numberOf(i)) }),
    );
    expect(refused).toMatchObject({
      status: 409,
      code: 'quota-short',
      body: { params: { needed: 4, remaining: 3 } },
    });
    expect(refused.body.detail).toContain('4 則');
    const fits = await poor.post(
      '/web/batches',
      form({ recipients: [numberOf(1), numberOf(2), numberOf(3)] }),
    );
    expect(fits.status).toBe(201);
  });

  it('cannot send more than there is by sending at once', async () => {
    const poor = await api.signedIn(unit, 'user', 10);
    const answers = await Promise.all(Array.from({ length: 12 }, () => poor.post('/web/batches', form())));
    expect(answers.filter(answer => answer.status === 201)).toHaveLength(5);
    for (const answer of answers) if (answer.status !== 201) expect(answer.code).toBe('quota-short');
    expect((await poor.get('/web/quota')).body.own).toMatchObject({ remaining: 0, reserved: 10 });
  });

  it('sends ten thousand pasted numbers', async () => {
    const rich = await api.signedIn(unit, 'user', 10_000);
    const sent = await rich.post(
      '/web/batches',
      form({ recipients: Array.from({ length: 10_000 }, (_, i) => numberOf(i)) }),
    );
    expect(sent).toMatchObject({ status: 201, body: { messages: 10_000, segments: 10_000 } });
  });
});
