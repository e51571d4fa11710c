import { DoubtViews } from '@sms111/api/messages';
import { HeldViews, QueueViews } from '@sms111/api/operations';
import { accept, type Sender } from './testing/accepting';
import { settle } from './testing/carriers';
import { largestSort, messageRows, planning, wholeReads, type Asked } from './testing/plans';
import { RunningApi } from './testing/running-api';
import { numberOf } from './testing/texts';

jest.setTimeout(120_000);

const PAGE = 50;

describe('the plans of the page of the queue, over thousands of messages', () => {
  let api: RunningApi;

  beforeAll(async () => {
    api = await RunningApi.start();
    const unit = await api.unit();
    const sender: Sender = { unit, accountId: (await api.person(unit, 'user', 1_000_000)).id };
    const rows = (count: number) => Array.from({ length: count }, (_, i) => ({ number: numberOf(i % 997) }));
    await settle(api, await accept(api, sender, rows(3_000)), seq => (seq % 3 ? 'delivered' : 'failed'));
    for (let i = 0; i < 30; i++) {
      api.clock.advance(60_000);
      const batch = await accept(api, sender, rows(60));
      await settle(
        api,
        batch,
        seq => (seq < 10 ? 'unconfirmed' : seq < 40 ? 'delivered' : seq < 50 ? 'submitted' : null),
        () => (i % 2 ? 'CHT' : 'TWM'),
      );
    }
    await api.db.query('ANALYZE');
  });
  afterAll(() => api.close());

  const expectCheap = (asked: readonly Asked[], most: number): void => {
    expect(asked.length).toBeGreaterThan(0);
    for (const { sql, plan } of asked) {
      const found = {
        whole: wholeReads(plan),
        sorts: largestSort(plan) > PAGE + 1,
        offset: /\boffset\b/i.test(sql),
      };
      expect({ sql, ...found }).toEqual({ sql, whole: [], sorts: false, offset: false });
    }
    const rows = asked.reduce((sum, { plan }) => sum + messageRows(plan), 0);
    expect({ rows, cheap: rows <= most }).toEqual({ rows, cheap: true });
  };

  it.each([{}, { carrier: 'TWM' as const }, { link: 'CHT-A' }, { from: '2026-11-20T06:10:00.000Z' }])(
    'the list of what is in doubt (%j) goes by its index, a page at a time',
    async filter => {
      const { reader, asked } = planning(api);
      let cursor: string | undefined;
      for (let page = 0; page < 2; page++) {
        const { next } = await api.get(DoubtViews).list(reader, { ...filter, limit: PAGE, cursor });
        cursor = next ?? undefined;
        if (!cursor) break;
      }
      expectCheap(asked, 24 * PAGE);
    },
  );

  it('the figures and what is held read no message', async () => {
    const { reader, asked } = planning(api);
    await api.get(QueueViews).figures(reader, api.clock.now());
    await api.get(HeldViews).list(reader, api.clock.now(), { limit: PAGE });
    expectCheap(asked, 40);
  });
});
