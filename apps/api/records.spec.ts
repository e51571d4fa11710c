import { STATE } from '@sms111/api/messages';
import { formatBatchId, formatMessageId } from '@sms111/domain';
import { accept } from './testing/accepting';
import { settle, type End } from './testing/carriers';
import type { Caller } from './testing/caller';
import { RunningApi, type Person } from './testing/running-api';
import { numberOf } from './testing/texts';
import { ids, queryOf, walk } from './testing/walk';

const CHANNELS = ['web', 'api', 'file', 'sftp'] as const;
const ENDS: (End | null)[] = ['delivered', 'failed', null, 'submitted', 'expired', 'unconfirmed', 'unknown'];
/** Three months; the end of October in Taipei lies within the second group. */
const STARTS = ['2026-09-20T00:00:00Z', '2026-10-31T15:59:00Z', '2026-11-19T00:00:00Z'];

interface Row {
  batch: number;
  seq: number;
  state: string;
  carrier: string;
  channel: string;
  number: string;
  at: number;
}

describe('the send records', () => {
  let api: RunningApi;
  let person: Person;
  let caller: Caller;
  /** What lies in the tables, newest first. */
  const truth: Row[] = [];

  beforeAll(async () => {
    api = await RunningApi.start();
    api.clock.set(new Date(STARTS[0] ?? ''));
    const unit = await api.unit();
    person = await api.person(unit, 'user', 10_000);
    const colleague = await api.person(unit, 'user', 10_000);
    for (const [month, start] of STARTS.entries()) {
      api.clock.set(new Date(start));
      for (let b = 0; b < 8; b++) {
        api.clock.advance(15_000);
        const rows = Array.from({ length: 1 + ((b * 5) % 13) }, (_, i) => ({
          number: numberOf((b + i) % 6),
        }));
        await accept(api, { unit, accountId: colleague.id }, rows, CHANNELS[b % 4]);
        const batchId = await accept(api, { unit, accountId: person.id }, rows, CHANNELS[b % 4]);
        // In November nothing has come to a rare end: those pages must find the older ones.
        const end = (seq: number) => (month === 2 ? 'delivered' : (ENDS[(seq + b) % ENDS.length] ?? null));
        await settle(api, batchId, end, seq => ['CHT', 'TWM', 'FET'][(seq + b) % 3] ?? '');
        truth.unshift(...(await written(batchId, rows)));
      }
    }
    api.clock.set(new Date('2026-11-20T06:00:00Z'));
    caller = await api.signIn(person);
  });
  afterAll(() => api.close());

  const written = async (batchId: string, rows: { number: string }[]): Promise<Row[]> => {
    const found = await api.db.query<{
      batch: number;
      seq: number;
      state: number;
      carrier: string;
      channel: number;
    }>(
      `SELECT s.batch, s.seq, s.state, s.carrier, b.channel FROM message_state s JOIN batch b ON b.id = s.batch
          WHERE s.batch = (SELECT max(id) FROM batch) ORDER BY s.seq DESC`,
    );
    expect(formatBatchId(found[0]?.batch ?? 0)).toBe(batchId);
    return found.map(({ state, channel, ...row }) => ({
      ...row,
      state: STATE.word(state),
      channel: ['web', 'file', 'api', 'sftp'][channel] ?? '',
      number: rows[row.seq]?.number ?? '',
      at: api.clock.ms(),
    }));
  };

  type Filter = Partial<Record<'state' | 'carrier' | 'channel' | 'number' | 'batch' | 'from' | 'to', string>>;
  const expected = (filter: Filter) =>
    truth
      .filter(
        row =>
          (!filter.state || row.state === filter.state) &&
          (!filter.carrier || row.carrier === filter.carrier) &&
          (!filter.channel || row.channel === filter.channel) &&
          (!filter.number || row.number === filter.number) &&
          (!filter.batch || formatBatchId(row.batch) === filter.batch) &&
          (!filter.from || row.at >= Date.parse(filter.from)) &&
          (!filter.to || row.at < Date.parse(filter.to)),
      )
      .map(row => formatMessageId(row));

  const states = [undefined, ...new Set(STATE.words)];
  it.each(states)(
    'are all found by state %s and any other filter, newest first, page by page',
    async state => {
      for (const carrier of [undefined, 'TWM'])
        for (const channel of [undefined, 'api'])
          for (const number of [undefined, numberOf(2)]) {
            const filter = { state, carrier, channel, number } as Filter;
            const found = ids(await walk(caller, '/web/messages', { ...filter, limit: 11 }));
            expect([filter, found]).toEqual([filter, expected(filter)]);
          }
    },
  );

  it.each([1, 2, 50, 100])('are all found, %i a page', async limit => {
    if (limit > 1) expect(ids(await walk(caller, '/web/messages', { limit }))).toEqual(expected({}));
    const number = numberOf(3);
    expect(ids(await walk(caller, '/web/messages', { number, limit }))).toEqual(expected({ number }));
  });

  it('are found in a period, its beginning in it and its end not, also with an offset', async () => {
    const edge = truth.find(row => row.at < Date.parse('2026-10-31T16:00:00Z'))?.at ?? 0;
    const at = new Date(edge).toISOString();
    const local = new Date(edge + 8 * 3_600_000).toISOString().replace('Z', '+08:00');
    for (const filter of [
      { from: at },
      { to: at },
      { from: local },
      { from: '2026-10-01T00:00:00Z', to: local },
    ]) {
      expect(expected(filter).length).toBeGreaterThan(0);
      expect(ids(await walk(caller, '/web/messages', { ...filter, limit: 50 }))).toEqual(expected(filter));
      const numbered = { ...filter, number: numberOf(1) };
      expect(ids(await walk(caller, '/web/messages', { ...numbered, limit: 3 }))).toEqual(expected(numbered));
    }
  });

  it('are found in a batch, of a number in it too', async () => {
    const batch = formatBatchId(truth.at(-20)?.batch ?? 0);
    for (const filter of [{ batch }, { batch, number: numberOf(2) }, { batch, state: 'failed' }])
      expect(ids(await walk(caller, '/web/messages', { ...filter, limit: 3 }))).toEqual(expected(filter));
  });

  it.each([
    ['0912000001'],
    ['+886912000001'],
    ['886912000001'],
    ['0912-000-001'],
    ['0912 000 001'],
    ['(0912)000001'],
    ['０９１２０００００１'],
    ['912000001'],
    [' 0912000001 '],
  ])('are found by a number however it is spelled: %s', async number => {
    const found = await walk(caller, '/web/messages', { number, limit: 100 });
    expect(ids(found)).toEqual(expected({ number: '0912000001' }));
    expect(found.every(item => item['number'] === '0912***001')).toBe(true);
  });

  it.each([
    ['02-2345-6789', 'E_NOT_MOBILE'],
    ['0912', 'E_LENGTH'],
    ['09120000011', 'E_LENGTH'],
    ['王小明', 'E_CHARS'],
    ['0912***001', 'E_CHARS'],
    ['0912000001,0912000002', 'E_MULTIPLE'],
    ['+8613800138000', 'E_FOREIGN'],
  ])('say why nobody can be found by %s', async (number, code) => {
    const refused = await caller.get(`/web/messages?${queryOf({ number })}`);
    expect(refused).toMatchObject({ status: 422, code: 'invalid-request' });
    expect(refused.body.errors).toMatchObject([{ pointer: '/query/number', code }]);
    expect(refused.body.errors[0].detail).not.toBe('');
  });

  it.each([
    'from=yesterday',
    'to=2026-11-20',
    'state=ok',
    'batch=b1',
    'batch=biiiiiiiiiii',
    'carrier=ABC',
    'channel=fax',
  ])('refuse what is no question: %s', async asked => {
    const refused = await caller.get(`/web/messages?${asked}`);
    expect(refused.body.errors).toMatchObject([{ pointer: `/query/${asked.split('=')[0]}` }]);
  });

  it.each([
    { from: '2026-12-01T00:00:00Z' },
    { to: '2020-01-01T00:00:00Z' },
    { from: '2026-11-02T00:00:00Z', to: '2026-11-01T00:00:00Z' },
    { to: '9999-12-31T23:59:59Z', from: '9999-01-01T00:00:00Z' },
    { from: '0001-01-01T00:00:00Z', to: '0002-01-01T00:00:00Z' },
    { batch: 'bzzzzzzzzzzz' },
    { number: '0988999999' },
  ])('are none for %j', async filter => {
    const { status, body } = await caller.get(`/web/messages?${queryOf(filter)}`);
    expect([status, body]).toEqual([200, { items: [], next: null }]);
  });

  it('have no gap and no double while new ones arrive', async () => {
    const before = ids(await walk(caller, '/web/messages', { limit: 100 }));
    const during = await walk(caller, '/web/messages', { limit: 10 }, async () => {
      await accept(api, { unit: person.unit, accountId: person.id }, [{}, {}]);
    });
    expect(ids(during)).toEqual(before);
  });
});
