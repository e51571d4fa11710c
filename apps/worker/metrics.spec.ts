import { REASON, STATE } from '@sms111/api/messages';
import { PlatformFiguresModule } from '@sms111/api/operations';
import { Clock, LifeSigns } from '@sms111/api/platform';
import { numberOf, PipelineBench } from './testing/pipeline-bench';
import { readMetrics, type Sample } from './testing/read-metrics';
import { until } from './testing/until';

jest.setTimeout(120_000);

const TOKEN = 'a-token-of-twenty-four-signs';

describe('the life signs of a worker', () => {
  let bench: PipelineBench;
  beforeAll(async () => {
    bench = await PipelineBench.start({
      imports: [PlatformFiguresModule],
      providers: [LifeSigns],
      env: { METRICS_PORT: '0', METRICS_TOKEN: TOKEN },
    });
  });
  afterAll(() => bench.stop());

  const ask = (path: string, headers: Record<string, string> = {}) =>
    fetch(`${bench.get(LifeSigns).url}${path}`, { headers });
  const read = async (): Promise<Sample[]> => {
    const answer = await ask('/metrics', { authorization: `Bearer ${TOKEN}` });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toContain('text/plain');
    return readMetrics(await answer.text());
  };
  const sum = (samples: readonly Sample[], name: string, labels: Record<string, string> = {}): number =>
    samples
      .filter(
        each =>
          each.name === name && Object.entries(labels).every(([key, value]) => each.labels[key] === value),
      )
      .reduce((n, { value }) => n + value, 0);

  it('say that it lives and is ready', async () => {
    for (const path of ['/health/live', '/health/ready']) expect((await ask(path)).status).toBe(200);
  });

  it('show the metrics to nobody without the token, and nothing else to anybody', async () => {
    expect((await ask('/metrics')).status).toBe(404);
    expect((await ask('/metrics', { authorization: 'Bearer wrong' })).status).toBe(404);
    expect((await ask('/')).status).toBe(404);
    const posted = await fetch(`${bench.get(LifeSigns).url}/metrics`, { method: 'POST' });
    expect(posted.status).toBe(405);
  });

  it('count a real batch, and name nobody', async () => {
    const before = await read();
    expect(sum(before, 'sms111_database_up')).toBe(1);
    expect(sum(before, 'sms111_link_bound')).toBe(6);
    expect(sum(before, 'sms111_ledger_imbalances')).toBe(0);
    const { batch } = await bench.accept(Array.from({ length: 60 }, () => ({})));
    await bench.settled(batch, { delivered: 60 });
    const after = await read();
    const grown = (name: string, labels: Record<string, string>) =>
      sum(after, name, labels) - sum(before, name, labels);
    expect(grown('sms111_segments_total', { outcome: 'accepted' })).toBe(60);
    expect(grown('sms111_receipts_total', { state: 'delivered' })).toBe(60);
    expect(grown('sms111_receipts_total', { carrier: 'TWM', state: 'delivered' })).toBe(20);
    expect(grown('sms111_commit_group_messages_sum', { kind: 'submits' })).toBe(60);
    expect(grown('sms111_commit_group_seconds_count', {})).toBeGreaterThan(0);
    expect(grown('sms111_db_transaction_seconds_count', { outcome: 'committed' })).toBeGreaterThan(0);
    const text = JSON.stringify(after);
    for (const secret of [numberOf(0), numberOf(59), '測試', bench.actor.login])
      expect(text).not.toContain(secret);
  });

  it('tell of messages that no route lets go', async () => {
    const { batch } = await bench.accept([{}]);
    await bench.settled(batch, { delivered: 1 });
    await bench.db.query(
      `INSERT INTO batch_tally (batch, carrier, state, reason, messages, segments) VALUES ($1, '', $2, $3, 3, 3)`,
      [batch, STATE.number('accepted'), REASON.number('route-fail')],
    );
    const held = async () => sum(await read(), 'sms111_open', { what: 'without-route' });
    await until(async () => (await held()) === 3, held);
  });

  it('leave out of the links that are down those that a person stopped', async () => {
    const shown = async () =>
      (await read())
        .filter(({ name }) => name === 'sms111_link_bound')
        .map(({ labels }) => labels['link'])
        .sort();
    const all = ['CHT-A', 'CHT-B', 'FET-A', 'FET-B', 'TWM-A', 'TWM-B'];
    expect(await shown()).toEqual(all);
    await bench.db.query(`UPDATE carrier_link SET drained_at = now() WHERE id = 'CHT-A'`);
    await bench.db.query(`UPDATE carrier_link SET enabled = false WHERE id = 'FET-B'`);
    await until(async () => (await shown()).length === 4, shown);
    const after = await read();
    expect(after.filter(({ name }) => name === 'sms111_link_bound').map(({ value }) => value)).toEqual([
      ...[1, 1, 1, 1],
    ]);
    const stopped = after.filter(({ name }) => name === 'sms111_link_stopped');
    expect(stopped.map(({ labels, value }) => [labels['link'], labels['what'], value]).sort()).toEqual([
      ['CHT-A', 'drained', 1],
      ['FET-B', 'switched-off', 1],
    ]);
    expect(
      ['CHT', 'TWM', 'FET'].map(carrier => sum(after, 'sms111_carrier_usable_links', { carrier })),
    ).toEqual([1, 2, 1]);
    await bench.db.query(`UPDATE carrier_link SET drained_at = NULL, enabled = true`);
    await until(async () => sum(await read(), 'sms111_link_bound') === 6, shown);
  });

  it('say the rate of a link, what its breaker does, what it was refused with, and who is paused', async () => {
    await bench.db.query(`UPDATE carrier_link SET rate_per_second = 200 WHERE id = 'TWM-A'`);
    await bench.db.query(
      `INSERT INTO carrier_control (carrier, paused_at, paused_by, pause_reason) SELECT 'TWM', now(), id, '測試' FROM account LIMIT 1
       ON CONFLICT (carrier) DO UPDATE SET paused_at = excluded.paused_at, paused_by = excluded.paused_by,
                                           pause_reason = excluded.pause_reason`,
    );
    const paused = async () => sum(await read(), 'sms111_carrier_paused', { carrier: 'TWM' });
    await until(async () => (await paused()) === 1, paused);
    const kept = async () => sum(await read(), 'sms111_link_rate', { link: 'TWM-A', of: 'kept-to' });
    await until(async () => (await kept()) > 0, kept);
    const now = await read();
    expect(sum(now, 'sms111_carrier_paused', { carrier: 'CHT' })).toBe(0);
    expect(sum(now, 'sms111_link_rate', { link: 'TWM-A', of: 'granted' })).toBe(200);
    expect(now.filter(({ name }) => name === 'sms111_link_breaker')).toHaveLength(6);
    await bench.db.query(`UPDATE carrier_link SET rate_per_second = 0 WHERE id = 'TWM-A'`);
    await bench.db.query(
      `UPDATE carrier_control SET paused_at = NULL, paused_by = NULL, pause_reason = NULL WHERE carrier = 'TWM'`,
    );
  });

  it('count the imports of a day by what they came to', async () => {
    await bench.db.query(
      `INSERT INTO ported_import (id, kind, state, file_name, received_at)
       SELECT gen_random_uuid(), 'changes', state, 'np.csv', $1::timestamptz - age
         FROM (VALUES ('refused', interval '1 hour'), ('failed', interval '2 hours'), ('failed', interval '3 days'),
                      ('confirming', interval '4 days')) AS i (state, age)`,
      [bench.get(Clock).now()],
    );
    const counts = async () => {
      const samples = await read();
      return ['done', 'refused', 'failed', 'confirming'].map(state =>
        sum(samples, 'sms111_ported_imports', { state }),
      );
    };
    await until(async () => (await counts()).join() === '0,1,1,1', counts);
  });

  it('keep their labels few', async () => {
    const allowed = new Set([
      'le',
      'lane',
      'what',
      'state',
      'carrier',
      'link',
      'of',
      'outcome',
      'kind',
      'plan',
      'pool',
      'use',
      'status',
    ]);
    const own = (await read()).filter(each => each.name.startsWith('sms111_'));
    expect(own.flatMap(each => Object.keys(each.labels)).filter(label => !allowed.has(label))).toEqual([]);
    expect(own.length).toBeLessThan(400);
  });
});
