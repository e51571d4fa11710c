import { LinkKeeper } from '@sms111/api/carriers';
import { MessageWayViews, type MessageWay } from '@sms111/api/messages';
import {
  ImportSweep,
  PortedImportModule,
  ReceiveImport,
  Routes,
  RoutingDeskModule,
} from '@sms111/api/routing';
import { formatMessageId } from '@sms111/domain';
import { numberOf, PipelineBench } from './testing/pipeline-bench';
import { until } from './testing/until';

jest.setTimeout(60_000);

const ALL = { accountId: null, unitId: null, contents: true };
/** Longer than the lease of a claim. */
const LEASE_OVER_MS = 60_000;

describe('the record of a message', () => {
  let bench: PipelineBench;
  beforeAll(async () => {
    bench = await PipelineBench.start({ imports: [RoutingDeskModule, PortedImportModule] });
    await bench.db.query(
      `INSERT INTO carrier_error_map (carrier, source, code, reason, action)
       SELECT code, 'submit', '0x40b', 'invalid-number', 'other-carrier' FROM network`,
    );
    await until(() => bench.get(LinkKeeper).all.every(({ link }) => link.errors.submit[0x40b] !== undefined));
  });
  afterAll(() => bench.stop());
  afterEach(() => bench.expectBalanced());

  const wayOf = (batch: number, seq = 0): Promise<MessageWay> =>
    bench.get(MessageWayViews).way(bench.db, ALL, formatMessageId({ batch, seq }));
  const delivered = async (number: string): Promise<MessageWay> => {
    const { batch } = await bench.accept([{ number }]);
    await bench.settled(batch, { delivered: 1 });
    return wayOf(batch);
  };

  /** Hands a file of ported numbers in, which the product reads; the number of the import. */
  const ported = async (rows: readonly string[]): Promise<number> => {
    const content = Buffer.from(['msisdn,donor,recipient,network_code,effective_at', ...rows].join('\n'));
    const file = {
      type: 'file' as const,
      fieldname: 'file',
      filename: 'ported.csv',
      file: Object.assign(
        (async function* () {
          yield content;
        })(),
        { truncated: false, resume: () => undefined },
      ),
    };
    await bench.get(ReceiveImport).execute(bench.actor, {
      isMultipart: () => true,
      parts: async function* () {
        yield { type: 'field' as const, fieldname: 'kind', value: 'snapshot' };
        yield file;
      },
    });
    await bench.get(ImportSweep).run();
    await bench.get(Routes).look();
    const [row] = await bench.db.query<{ id: number }>('SELECT snapshot_id AS id FROM routing_state');
    if (!row?.id) throw new Error('nothing was imported');
    return row.id;
  };

  it('says by which import of ported numbers its carrier was found, also after a later import', async () => {
    const before = await delivered('0922000801');
    expect(before.route).toMatchObject({ network: 'TWM', donor: 'TWM', method: 'prefix', snapshot: null });

    const first = await ported(['0922000802,TWM,FET,,2026-01-01T00:00:00+08:00']);
    const way = await delivered('0922000802');
    expect(way.route).toEqual({
      network: 'FET',
      donor: 'TWM',
      method: 'ported',
      link: expect.stringMatching(/^FET-[AB]$/),
      snapshot: { id: first, madeAt: expect.stringMatching(/^2026-/) },
    });
    expect(await ported(['0922000802,TWM,CHT,,2026-01-01T00:00:00+08:00'])).not.toBe(first);
    const [batch] = await bench.db.query<{ id: number }>('SELECT id FROM batch ORDER BY id DESC LIMIT 1');
    expect((await wayOf(batch?.id ?? 0)).route).toEqual(way.route);
  });

  it('shows the first carrier, its refusal and why another one was asked', async () => {
    const way = await delivered('0922009018');
    expect(way.route).toMatchObject({ network: 'CHT', donor: 'TWM', method: 'rerouted' });
    const own = { link: expect.stringMatching(/^TWM-/), carrierCode: '0x0000040B' };
    expect(way.steps.map(({ kind }) => kind)).toEqual([
      'accepted',
      'routed',
      'refused',
      'rerouted',
      'submitted',
      'receipt',
      'final',
    ]);
    expect(way.steps.slice(1, 5)).toMatchObject([
      { carrier: 'TWM' },
      { ...own, carrier: 'TWM' },
      { carrier: 'CHT', from: 'TWM', carrierCode: '0x0000040B' },
      { carrier: 'CHT', link: expect.stringMatching(/^CHT-/) },
    ]);
  });

  it('names carrier and link of a message without an answer', async () => {
    const { batch } = await bench.accept([{ number: '0926009007' }]);
    await bench.settled(batch, { unconfirmed: 1 });
    const { route, steps } = await wayOf(batch);
    const link = expect.stringMatching(/^FET-[AB]$/);
    expect(route).toMatchObject({ network: 'FET', method: 'prefix', link });
    expect(steps.map(({ kind }) => kind)).toEqual(['accepted', 'routed', 'unconfirmed']);
    expect(steps.at(-1)).toMatchObject({ carrier: 'FET', link });
  });

  /** Nothing of the carrier is claimed meanwhile: what is claimed is in the hands of a worker that is dead. */
  const whilePaused = async (carrier: string, deed: () => Promise<number>): Promise<number> => {
    await bench.db.query(
      `INSERT INTO carrier_control (carrier, paused_at) VALUES ($1, now())
       ON CONFLICT (carrier) DO UPDATE SET paused_at = now()`,
      [carrier],
    );
    const batch = await deed();
    await bench.db.query(
      `INSERT INTO claim (batch, link, carrier, worker, token, first_seq, last_seq, seqs, lease_until)
       VALUES ($1, $2, $3, 'dead', gen_random_uuid(), 0, 0, '{0}', $4)`,
      [batch, `${carrier}-B`, carrier, new Date(bench.test.platform.clock.ms() - LEASE_OVER_MS)],
    );
    await until(
      async () => {
        await bench.sweep();
        return (await bench.states(batch))['unconfirmed'] === 1;
      },
      () => bench.states(batch),
    );
    await bench.db.query('UPDATE carrier_control SET paused_at = NULL WHERE carrier = $1', [carrier]);
    return batch;
  };

  it('says of a message whose worker died to whom it was assigned, and that nothing more was written', async () => {
    const batch = await whilePaused('CHT', async () => (await bench.accept([{ number: numberOf(0) }])).batch);
    const way = await wayOf(batch);
    expect(way.route).toEqual({
      network: 'CHT',
      donor: null,
      method: 'unrecorded',
      link: 'CHT-B',
      snapshot: null,
    });
    expect(way.steps.map(({ kind }) => kind)).toEqual(['accepted', 'unconfirmed']);
    expect(way.steps.at(-1)).toMatchObject({ carrier: 'CHT', link: 'CHT-B' });
  });

  it('keeps the answer of an earlier attempt when the worker of a later one dies', async () => {
    const batch = await whilePaused('CHT', async () => {
      const accepted = await bench.accept([{ number: '0922019018' }]);
      const other = () =>
        bench.db.query('SELECT FROM message_state WHERE batch = $1 AND reroute IS NOT NULL', [
          accepted.batch,
        ]);
      await until(async () => (await other()).length === 1);
      return accepted.batch;
    });
    const way = await wayOf(batch);
    expect(way.route).toMatchObject({ network: 'CHT', donor: 'TWM', method: 'rerouted', link: 'CHT-B' });
    expect(way.steps.map(({ kind }) => kind)).toEqual([
      'accepted',
      'routed',
      'refused',
      'rerouted',
      'unconfirmed',
    ]);
    expect(way.steps[1]).toMatchObject({ carrier: 'TWM' });
  });
});
