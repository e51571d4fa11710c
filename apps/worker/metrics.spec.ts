import { REASON, STATE } from '@sms111/api/messages';
import { PlatformFiguresModule } from '@sms111/api/operations';
import { LifeSigns } from '@sms111/api/platform';
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
    ]);
    const own = (await read()).filter(each => each.name.startsWith('sms111_'));
    expect(own.flatMap(each => Object.keys(each.labels)).filter(label => !allowed.has(label))).toEqual([]);
    expect(own.length).toBeLessThan(400);
  });
});
