import { maskMobile } from '@sms111/domain';
import { accept, type Sender } from './testing/accepting';
import { settle, type End } from './testing/carriers';
import type { Caller } from './testing/caller';
import { RunningApi } from './testing/running-api';
import { numberOf } from './testing/texts';
import { ids, walk } from './testing/walk';

const NOW = new Date('2026-11-20T06:00:00Z');
const minute = 60_000;

describe('the pages of records', () => {
  let api: RunningApi;

  beforeAll(async () => (api = await RunningApi.start()));
  beforeEach(() => api.clock.set(NOW));
  afterAll(() => api.close());

  const newSender = async (): Promise<Sender & { caller: Caller }> => {
    const unit = await api.unit();
    const person = await api.person(unit, 'user', 100_000);
    return { unit, accountId: person.id, caller: await api.signIn(person) };
  };
  describe('of batches', () => {
    let sender: Awaited<ReturnType<typeof newSender>>;
    const known: string[] = [];

    beforeAll(async () => {
      api.clock.set(NOW);
      sender = await newSender();
      for (let i = 0; i < 45; i++) {
        api.clock.advance(minute / 4);
        known.unshift(await accept(api, sender, [{ number: numberOf(i) }]));
      }
    });

    it.each([1, 7, 44, 45, 46, 100])('has each once, newest first, %i a page', async limit => {
      expect(ids(await walk(sender.caller, '/web/batches', { limit }))).toEqual(known);
    });

    it('has each once while new ones arrive, and the new ones at the top of the next look', async () => {
      const added: string[] = [];
      const seen = await walk(sender.caller, '/web/batches', { limit: 10 }, async () => {
        added.unshift(await accept(api, sender, [{}]), await accept(api, sender, [{}]));
      });
      expect(ids(seen)).toEqual(known);
      const { body } = await sender.caller.get('/web/batches?limit=100');
      expect(new Set(ids(body.items))).toEqual(new Set([...added, ...known]));
      known.splice(0, known.length, ...ids(body.items));
    });

    it('can be narrowed to a state', async () => {
      const [first = '', second = ''] = known;
      await sender.caller.post(`/web/batches/${first}/pause`);
      await settle(api, second, () => 'delivered');
      expect(ids(await walk(sender.caller, '/web/batches', { state: 'paused' }))).toEqual([first]);
      expect(ids(await walk(sender.caller, '/web/batches', { state: 'completed' }))).toEqual([second]);
      const rest = await walk(sender.caller, '/web/batches', { state: 'dispatching', limit: 9 });
      expect(ids(rest)).toEqual(known.slice(2));
    });

    it.each(['limit=0', 'limit=101', 'limit=x', 'limit=1.5', 'state=moving', 'cursor=%00', 'cursor=a%20b'])(
      'refuses what is no question: %s',
      async asked => {
        const refused = await sender.caller.get(`/web/batches?${asked}`);
        expect(refused).toMatchObject({ status: 422, code: 'invalid-request' });
        expect(refused.body.errors).toMatchObject([{ pointer: `/query/${asked.split('=')[0]}` }]);
      },
    );

    it.each([[[]], [['abc']], [[1.5]], [[-1, 2, 3]], [[1e300]], [{}], [null], ['x'.repeat(100)]])(
      'begin anew at a cursor that was not made here: %j',
      async key => {
        const cursor = Buffer.from(JSON.stringify(key)).toString('base64url');
        for (const path of ['/web/batches', '/web/messages', `/web/batches/${known[0]}/messages`]) {
          const { status, body } = await sender.caller.get(`${path}?limit=1&cursor=${cursor}`);
          expect([path, status, body.items.length]).toEqual([path, 200, 1]);
        }
      },
    );
  });

  describe('of one batch', () => {
    const ends: (End | null)[] = [
      'delivered',
      'failed',
      'expired',
      'submitted',
      'unconfirmed',
      'refused',
      null,
    ];
    const endOf = (seq: number) => ends[seq % 7] ?? null;
    const carrierOf = (seq: number) => ['CHT', 'TWM', 'FET'][seq % 3] ?? '';
    let sender: Awaited<ReturnType<typeof newSender>>;
    let batchId: string;

    beforeAll(async () => {
      api.clock.set(NOW);
      sender = await newSender();
      batchId = await accept(
        api,
        sender,
        Array.from({ length: 210 }, (_, i) => ({ number: numberOf(i) })),
      );
      api.clock.advance(minute);
      await settle(api, batchId, endOf, carrierOf);
    });

    it('counts stages, carriers and reasons', async () => {
      const { body } = await sender.caller.get(`/web/batches/${batchId}`);
      const messages = (of: Record<string, { messages: number }>) =>
        Object.fromEntries(Object.entries(of).map(([stage, tally]) => [stage, tally.messages]));
      expect(messages(body.stages)).toEqual({
        processing: 30,
        handed: 30,
        delivered: 30,
        failed: 90,
        unconfirmed: 30,
        cancelled: 0,
      });
      expect(
        body.byCarrier.map(({ carrier, total }: { carrier: string; total: object }) => [carrier, total]),
      ).toEqual([
        ['', { messages: 30, segments: 30 }],
        ['CHT', { messages: 60, segments: 60 }],
        ['FET', { messages: 60, segments: 60 }],
        ['TWM', { messages: 60, segments: 60 }],
      ]);
      expect(body.byReason).toHaveLength(4);
      expect(body.byReason).toEqual(
        expect.arrayContaining([
          { state: 'failed', reason: 'handset-fail', messages: 30 },
          { state: 'failed', reason: 'invalid-number', messages: 30 },
          { state: 'expired', reason: 'expired', messages: 30 },
          { state: 'unconfirmed', reason: 'no-answer', messages: 30 },
        ]),
      );
      // Final failures are free again (A4); what is unconfirmed keeps its reservation.
      expect(body).toMatchObject({ charged: 30, released: 90, reserved: 90, state: 'dispatching' });
    });

    it.each([
      [undefined, () => true],
      ['processing', (end: End | null) => end === null],
      ['handed', (end: End | null) => end === 'submitted'],
      ['delivered', (end: End | null) => end === 'delivered'],
      ['failed', (end: End | null) => end === 'failed' || end === 'expired' || end === 'refused'],
      ['unconfirmed', (end: End | null) => end === 'unconfirmed'],
      ['cancelled', () => false],
    ] as const)('lists the messages of the stage %s in their order, page by page', async (stage, belongs) => {
      const items = await walk(sender.caller, `/web/batches/${batchId}/messages`, { stage, limit: 13 });
      const expected = Array.from({ length: 210 }, (_, seq) => seq).filter(seq => belongs(endOf(seq)));
      expect(ids(items)).toEqual(expected.map(seq => `${batchId}-${seq.toString(36)}`));
      expect(items.map(item => item['number'])).toEqual(expected.map(seq => maskMobile(numberOf(seq))));
    });

    it('shows the way of a message, step by step', async () => {
      const { body } = await sender.caller.get(`/web/messages/${batchId}-0`);
      expect(body).toMatchObject({
        state: 'delivered',
        carrier: 'CHT',
        route: { network: 'CHT', method: 'prefix' },
      });
      expect(body.steps.map((step: { kind: string }) => step.kind)).toEqual([
        'accepted',
        'routed',
        'submitted',
        'receipt',
        'final',
      ]);
    });
  });
});
