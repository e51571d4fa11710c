import { BatchViews, MessageContents, MessageViews, type Scope } from '@sms111/api/messages';
import { formatBatchId, parseBatchId, STAGES, type Stage } from '@sms111/domain';
import { accept, type Sender } from './testing/accepting';
import { settle } from './testing/carriers';
import { largestSort, messageRows, planning, wholeReads, type Asked } from './testing/plans';
import { RunningApi } from './testing/running-api';
import { numberOf } from './testing/texts';

jest.setTimeout(60_000);

type Search = Parameters<MessageViews['search']>[2];

/** Rows of messages that a page of fifty may look at: its own, the next page's first, their contents' blocks. */
const PAGE = 50;
const FEW = 12 * PAGE;
/** A number that gets a message whenever somebody tests. */
const HOT = '0911000111';

describe('the plans of the pages, over thousands of messages', () => {
  let api: RunningApi;
  const scopes = new Map<string, Scope>();
  let large: number;
  let months: string[];

  beforeAll(async () => {
    api = await RunningApi.start();
    months = ['2026-09-10', '2026-10-10', '2026-11-10'].map(day => `${day}T00:00:00Z`);
    api.clock.set(new Date(months[0] ?? ''));
    const sender = async (): Promise<Sender> => {
      const unit = await api.unit();
      return { unit, accountId: (await api.person(unit, 'user', 1_000_000)).id };
    };
    const [rare, busy] = [await sender(), await sender()];
    const many = (count: number, from = 0) =>
      Array.from({ length: count }, (_, i) => ({ number: numberOf((from + i) % 997) }));
    for (const month of months) {
      api.clock.set(new Date(month));
      for (let b = 0; b < 25; b++) {
        api.clock.advance(60_000);
        const batchId = await accept(api, busy, [...many(60, b * 60), { number: HOT }]);
        await settle(
          api,
          batchId,
          seq => (b < 2 && seq < 3 ? 'failed' : 'delivered'),
          seq => (seq % 2 ? 'CHT' : 'TWM'),
        );
        if (b % 8 === 0) await accept(api, rare, many(3, b), 'api');
      }
      await settle(api, await accept(api, rare, many(2_000)), () => 'failed');
    }
    const largeId = await accept(api, busy, many(3_000));
    await settle(api, largeId, seq => (seq % 600 === 599 ? 'unconfirmed' : 'delivered'));
    large = parseBatchId(largeId) ?? 0;
    api.clock.set(new Date('2026-11-20T06:00:00Z'));
    await api.db.query('ANALYZE');
    const unitOf = ({ unit }: Sender) => unit.unitId;
    scopes.set('a user with much', { accountId: busy.accountId, unitId: unitOf(busy), contents: true });
    scopes.set('a user with little', { accountId: rare.accountId, unitId: unitOf(rare), contents: true });
    scopes.set('a manager', { accountId: null, unitId: unitOf(busy), contents: true });
    scopes.set('the ministry', { accountId: null, unitId: null, contents: false });
  });
  afterAll(() => api.close());

  const expectCheap = (asked: readonly Asked[], most: number): void => {
    expect(asked.length).toBeGreaterThan(0);
    for (const { sql, plan } of asked) {
      const found = {
        whole: wholeReads(plan),
        offset: /\boffset\b/i.test(sql),
        sorts: largestSort(plan) > PAGE + 1,
      };
      expect({ sql, ...found }).toEqual({ sql, whole: [], offset: false, sorts: false });
    }
    const rows = asked.reduce((sum, { plan }) => sum + messageRows(plan), 0);
    expect({ rows, cheap: rows <= most }).toEqual({ rows, cheap: true });
  };

  const WHO = ['a user with much', 'a user with little', 'a manager', 'the ministry'];
  const scopeOf = (who: string): Scope => {
    const scope = scopes.get(who);
    if (!scope) throw new Error(`nobody is ${who}`);
    return scope;
  };

  describe.each(WHO)('for %s', who => {
    const search = async (query: Partial<Search>, pages = 2): Promise<Asked[]> => {
      const { reader, asked } = planning(api);
      let cursor: string | undefined;
      for (let page = 0; page < pages; page++) {
        const { next } = await api
          .get(MessageViews)
          .search(reader, scopeOf(who), { limit: PAGE, ...query, ...(cursor && { cursor }) });
        if (!next) break;
        cursor = next;
      }
      return asked;
    };

    it.each<[string, Partial<Search>]>([
      ['nothing', {}],
      ['a common state', { state: 'delivered' }],
      ['a state that nothing has', { state: 'cancelled' }],
      ['a state that only the oldest have', { state: 'accepted' }],
      ['a rare state', { state: 'failed' }],
      ['the rarest state', { state: 'unconfirmed' }],
      ['a carrier', { carrier: 'TWM' }],
      ['a carrier that had nothing', { carrier: 'FET' }],
      ['a channel', { channel: 'api' }],
      ['a channel that had nothing', { channel: 'sftp' }],
      ['a period', { from: '2026-10-01T00:00:00Z', to: '2026-10-15T00:00:00Z' }],
      ['state, carrier and channel', { state: 'delivered', carrier: 'CHT', channel: 'web' }],
    ])('the search by %s walks the keys', async (_, query) => expectCheap(await search(query), 2 * FEW));

    it.each<[string, Partial<Search>]>([
      ['a number', { number: numberOf(7) }],
      ['a number that every batch holds', { number: HOT }],
      ['a number that has none', { number: '0988111222' }],
      ['a number and a state', { number: numberOf(7), state: 'failed' }],
    ])('the search by %s goes by its hash', async (_, query) => expectCheap(await search(query), 4 * FEW));

    it('the search in a large batch reads a page of it', async () => {
      expectCheap(await search({ batch: formatBatchId(large) }), 2 * FEW);
      expectCheap(await search({ batch: formatBatchId(large), state: 'unconfirmed' }), 2 * FEW);
    });

    it('the list of batches and the home page read no message', async () => {
      const { reader, asked } = planning(api);
      const views = api.get(BatchViews);
      const first = await views.list(reader, scopeOf(who), { limit: PAGE });
      if (first.next) await views.list(reader, scopeOf(who), { limit: PAGE, cursor: first.next });
      await views.list(reader, scopeOf(who), { limit: PAGE, state: 'completed' });
      await views.running(reader, scopeOf(who));
      expectCheap(asked, 0);
    });
  });

  it.each<Stage | undefined>([undefined, ...STAGES])(
    'the messages of a large batch, stage %s, are read by their key',
    async stage => {
      const { reader, asked } = planning(api);
      const views = api.get(MessageViews);
      const scope = scopeOf('a manager');
      let cursor: string | undefined;
      for (let page = 0; page < 3; page++) {
        const { next } = await views.ofBatch(reader, scope, large, { limit: PAGE, stage, cursor });
        cursor = next ?? undefined;
        if (!cursor) break;
      }
      // A common stage that a batch has nothing of is looked for once through the batch, never through another.
      expectCheap(asked, stage === undefined || stage === 'delivered' ? 3 * FEW : 3_100);
      if (stage === 'unconfirmed' || stage === 'failed') expectCheap(asked, FEW);
    },
  );

  it('a page of fifty messages of fifty batches opens fifty blocks', async () => {
    const { reader, asked } = planning(api);
    const keys = await api.db.query<{ batch: number; seq: number }>(
      'SELECT batch, max(seq) AS seq FROM message_state GROUP BY batch ORDER BY batch DESC LIMIT 50',
    );
    expect((await api.get(MessageContents).some(reader, keys)).size).toBe(50);
    expectCheap(asked, FEW);
  });
});
