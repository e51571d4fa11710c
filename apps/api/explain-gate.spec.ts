import { ENDPOINTS, type AnyEndpoint } from '@sms111/contracts';
import { MESSAGE_STATES, PERSON_ROLES, STAGES } from '@sms111/domain';
import { accept, type Sender } from './testing/accepting';
import type { Caller } from './testing/caller';
import { settle } from './testing/carriers';
import { formOf } from './testing/form';
import { faultsOf, planOf, seeLarge } from './testing/large-tables';
import { RunningApi } from './testing/running-api';
import { RunningWorker } from './testing/running-worker';
import { recordStatements, type Statement } from './testing/statements';
import { TEXT } from './testing/texts';
import { until } from './testing/until';
import { queryOf } from './testing/walk';

jest.setTimeout(120_000);

type Values = Record<string, string | number>;

describe('what the pages ask, of tables with millions of rows (G4b)', () => {
  let api: RunningApi;
  let worker: RunningWorker;
  const callers: [string, Caller][] = [];
  /** What the paths name, and what a filter may ask for. */
  const known: Record<string, string> = {};

  beforeAll(async () => {
    api = await RunningApi.start();
    worker = await RunningWorker.start(api);
    const unit = await api.unit();
    const user = await api.person(unit, 'user', 1_000_000);
    const busy: Sender = { unit, accountId: user.id };
    const rare: Sender = await api
      .unit()
      .then(async other => ({ unit: other, accountId: (await api.person(other, 'user', 10_000)).id }));
    const system = await api.system(unit, { quota: 10_000 });

    const upload = await (
      await api.signIn(user)
    ).call('POST', '/web/uploads', {
      ...formOf(
        { signatureId: unit.signatureId },
        'list.csv',
        `手機號碼,簡訊內容\r\n0912345678,${TEXT}\r\n0812,x\r\n`,
      ),
    });
    known['uploadId'] = String(upload.body.id);
    await until(async () => {
      const [row] = await api.db.query<{ state: string }>('SELECT state FROM upload WHERE id = $1', [
        upload.body.id,
      ]);
      return row?.state !== 'checking';
    });
    const admin = await api.signedIn(unit, 'system-admin');
    const ported = await admin.call('POST', '/web/routing/imports', {
      ...formOf(
        { kind: 'snapshot' },
        'np.csv',
        'msisdn,donor,recipient,effective_at\n0912000001,CHT,TWM,2026-03-15T02:00:00+08:00\n',
      ),
    });
    known['importId'] = String(ported.body.id);
    await until(async () => {
      const { body } = await admin.get(`/web/routing/imports/${known['importId']}`);
      known['snapshotId'] = String(body.snapshotId);
      return body.state === 'done';
    });
    known['linkId'] = 'CHT-A';
    known['certificateId'] = '01a21fb7-e950-7766-911d-ce3750d9ddb4';
    const link = await admin.get('/web/carriers/links/CHT-A');
    const change = { settings: { ...link.body.settings, weight: 11 }, reason: '業者來函' };
    known['changeId'] = (await admin.post('/web/carriers/links/CHT-A/changes', change)).body.changeId;
    await worker.stop();

    let n = 0;
    const some = (count: number) => Array.from({ length: count }, () => ({ number: mobile(n++) }));
    for (const day of ['2026-09-10', '2026-10-10', '2026-11-10']) {
      api.clock.set(new Date(`${day}T00:00:00Z`));
      for (let b = 0; b < 40; b++) {
        api.clock.advance(60_000);
        const id = await accept(api, b % 10 === 0 ? rare : busy, [...some(25), { number: HOT }]);
        await settle(
          api,
          id,
          seq =>
            b % 8 !== 0
              ? 'delivered'
              : ((['failed', 'unconfirmed', 'refused'] as const)[seq - 3] ?? 'delivered'),
          seq => (seq % 2 ? 'CHT' : 'TWM'),
        );
      }
      known['batchId'] = await accept(api, busy, some(1_500));
      await settle(api, known['batchId'], seq => (seq % 300 === 299 ? 'unconfirmed' : 'delivered'));
    }
    known['messageId'] = `${known['batchId']}-3`;
    known['systemBatchId'] = await accept(api, { unit, accountId: system.accountId }, some(3), 'api');
    known['systemMessageId'] = `${known['systemBatchId']}-1`;
    // Later than the upload: a code of the authenticator is taken once.
    api.clock.set(new Date('2026-11-20T07:00:00Z'));
    for (const role of PERSON_ROLES)
      callers.push([role, role === 'user' ? await api.signIn(user) : await api.signedIn(unit, role)]);
    callers.push(['system', system.caller]);
    await api.db.query(
      `INSERT INTO unmatched_receipt (carrier, carrier_message_id, state, reason, code, received_at)
       SELECT (ARRAY['CHT', 'TWM', 'FET'])[n % 3 + 1], n, 3, 0, '000', $1::timestamptz + n * interval '1 second'
         FROM generate_series(1, 6000) n`,
      [api.clock.now()],
    );
    // Of tables that the planner has never analysed it would guess.
    await api.db.query('ANALYZE');
    await seeLarge(api.db);
  });
  afterAll(() => api.close());

  /** The same question has the same plan. */
  const judged = new Map<string, Promise<string[]>>();
  const planned = (statement: Statement): Promise<string[]> => {
    const key = JSON.stringify(statement);
    const known = judged.get(key) ?? planOf(api.db, statement).then(plan => faultsOf(statement.sql, plan));
    judged.set(key, known);
    return known;
  };

  /** Questions to an endpoint besides the bare one; a new filter belongs here. */
  const questions = ({ id }: AnyEndpoint): Values[] => {
    const period = { from: '2026-10-01T00:00:00Z', to: '2026-10-15T00:00:00Z' };
    switch (id) {
      case 'message.search':
        return [
          { limit: 100 },
          ...MESSAGE_STATES.map(state => ({ state })),
          ...['TWM', 'FET'].map(carrier => ({ carrier })),
          ...['api', 'web'].map(channel => ({ channel })),
          { state: 'delivered', carrier: 'CHT', channel: 'web' },
          period,
          { ...period, state: 'failed' },
          { number: mobile(7) },
          { number: HOT },
          { number: HOT, state: 'failed', ...period },
          { number: '0988111222' },
          { batch: known['batchId'] ?? '' },
          { batch: known['batchId'] ?? '', state: 'unconfirmed' },
        ];
      case 'batch.messages':
        return STAGES.map(stage => ({ stage }));
      case 'batch.list':
        return ['dispatching', 'completed', 'paused'].map(state => ({ state }));
      case 'upload.rows':
        return [{ verdict: 'reject' }, { code: 'E_NUMBER' }];
      case 'routing.compare':
        return [{ with: known['snapshotId'] ?? '' }];
      case 'system.find-messages':
        return [{ clientRef: 'ref-1' }];
      default:
        return [];
    }
  };

  const READS = ENDPOINTS.filter(endpoint => endpoint.method === 'GET' && endpoint.permission !== 'public');

  it.each(READS.map(endpoint => [endpoint.id, endpoint] as const))('%s', async (_id, endpoint) => {
    const path = endpoint.path.replace(/:(\w+)/g, (_, name: string) => {
      const value =
        (endpoint.path.startsWith('/api/') && known[`system${name[0]?.toUpperCase()}${name.slice(1)}`]) ||
        known[name];
      if (!value) throw new Error(`the fixture has no ${name}: give it one, so that this page is looked at`);
      return value;
    });
    const answered = new Set<number>();
    for (const [who, caller] of callers) {
      for (const question of [{}, ...questions(endpoint)] as Values[]) {
        const ask = async (cursor?: string) =>
          caller.get(`${path}?${queryOf({ ...question, ...(cursor && { cursor }) })}`);
        let status = 0;
        const statements = await recordStatements(api, async () => {
          const first = await ask();
          status = first.status;
          if (typeof first.body.next === 'string') await ask(first.body.next);
        });
        answered.add(status);
        // Who may not ask is not asked for more.
        if (status === 403) break;
        const found = [];
        for (const statement of statements)
          found.push(...(await planned(statement)).map(fault => ({ fault, sql: statement.sql })));
        expect({ who, question, found }).toEqual({ who, question, found: [] });
      }
    }
    // Nothing was ever destroyed here: that there is no such certificate is an answer too.
    expect([...answered]).toContain(endpoint.id === 'retention.certificate' ? 404 : 200);
  });

  it('hears what a page asks, inside a transaction and beside it', async () => {
    const [, caller] = callers[0] ?? [];
    const ofSearch = await recordStatements(api, async () => caller?.get('/web/messages'));
    expect(ofSearch.some(({ sql }) => /message_state/.test(sql))).toBe(true);
    const ofList = await recordStatements(api, async () => caller?.get('/web/batches'));
    expect(ofList.some(({ sql }) => /FROM batch b/.test(sql))).toBe(true);
  });

  describe('refuses', () => {
    const oneDay = `batch BETWEEN batch_floor('2026-11-10T00:00:00Z') AND batch_floor('2026-11-11T00:00:00Z')`;
    it.each<[string, string, RegExp]>([
      [
        'a page by an order that no index has',
        'SELECT * FROM message_state ORDER BY submitted_at DESC LIMIT 50',
        /end to end/,
      ],
      [
        'a sort of a day of messages',
        `SELECT * FROM message_state WHERE ${oneDay} ORDER BY final_at LIMIT 50`,
        /Sort over|end to end/,
      ],
      [
        'a sort behind the index it has',
        `SELECT s.* FROM batch b JOIN message_state s ON s.batch = b.id ORDER BY b.accepted_at DESC, s.seq LIMIT 50`,
        /Sort|end to end/,
      ],
      [
        'a sort inside the groups that an index gives, where a group is a batch',
        `SELECT * FROM message_state WHERE ${oneDay} ORDER BY batch, submitted_at LIMIT 50`,
        /Sort/,
      ],
      ['pages by number', 'SELECT * FROM batch ORDER BY id DESC OFFSET 5000 LIMIT 50', /OFFSET/],
      ['the count of everything', 'SELECT count(*) FROM message_state', /Aggregate over|end to end/],
      ['the count of receipts that nobody knows', 'SELECT count(*) FROM unmatched_receipt', /Aggregate over/],
      ['notices by their kind', `SELECT * FROM notice WHERE kind = 'queue-alarm' LIMIT 50`, /end to end/],
      ['mails by what went wrong', 'SELECT * FROM outbox WHERE attempts > 3 LIMIT 50', /end to end/],
      [
        'the count of a large batch',
        `SELECT count(*) FROM message_state WHERE ${oneDay}`,
        /Aggregate over|end to end/,
      ],
      [
        'a filter that no index serves',
        `SELECT * FROM message_state WHERE carrier = 'FET' LIMIT 50`,
        /end to end/,
      ],
      [
        'distinct states of the month',
        `SELECT DISTINCT state FROM message_state WHERE ${oneDay}`,
        /Aggregate over|end to end|Sort/,
      ],
      [
        'a list of batches by a column without an index',
        'SELECT * FROM batch ORDER BY messages DESC LIMIT 50',
        /end to end/,
      ],
    ])('%s', async (_what, sql, fault) => {
      expect((await planned({ sql, values: [] })).join()).toMatch(fault);
    });

    it('and lets pass what an index bounds', async () => {
      const good = [
        'SELECT * FROM message_state WHERE batch = $1 AND seq > 10 ORDER BY seq LIMIT 50',
        'SELECT count(*) FROM (SELECT FROM message_state WHERE batch = $1 LIMIT 1000) few',
        'SELECT $1::bigint, count(*) FROM (SELECT FROM unmatched_receipt LIMIT 1000) few',
      ];
      const [row] = await api.db.query<{ id: number }>('SELECT id FROM batch ORDER BY id DESC LIMIT 1');
      for (const sql of good) expect(await planned({ sql, values: [row?.id] })).toEqual([]);
    });
  });
});

/** A number that gets a message whenever somebody tests. */
const HOT = '0911000111';
/** Numbers that differ. */
const mobile = (n: number): string => `0912${String(n).padStart(6, '0')}`;
