import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { csvOf, RoutingBench } from './testing/routing-bench';

jest.setTimeout(60_000);

const MARCH = '2026-03-15T02:00:00+08:00';
const hour = 3_600_000;

/** A provider's query service: answers what a spec tells it. */
class QueryService {
  readonly asked: { number: string; authorization: string | undefined }[] = [];
  answer: object | null = null;
  private readonly server: Server = createServer((request, response) => {
    const pieces: Uint8Array[] = [];
    request.on('data', (piece: Uint8Array) => pieces.push(piece));
    request.on('end', () => {
      const { number } = JSON.parse(Buffer.concat(pieces).toString()) as { number: string };
      this.asked.push({ number, authorization: request.headers.authorization });
      response.writeHead(this.answer ? 200 : 404, { 'content-type': 'application/json' });
      response.end(JSON.stringify(this.answer ?? {}));
    });
  });

  async start(): Promise<string> {
    await new Promise<void>(resolve => this.server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/numbers`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise(resolve => this.server.close(resolve));
  }
}

describe('routes', () => {
  let bench: RoutingBench;
  afterEach(() => bench.close());

  describe('without a query service', () => {
    beforeEach(async () => {
      bench = await RoutingBench.start();
    });
    const input = <B>(body: B) => ({ params: undefined, query: undefined, body });

    it('try the next best of the order elsewhere, never the one who refused', async () => {
      await bench.import('snapshot', csvOf([['0912000001', 'CHT', 'TWM', MARCH]]));
      expect(await bench.routes.elsewhere('0912000001', 'TWM')).toMatchObject({
        network: 'CHT',
        method: 'prefix',
      });
      expect(await bench.routes.elsewhere('0922000001', 'TWM')).toMatchObject({
        network: 'CHT',
        method: 'default',
      });
      expect(await bench.routes.elsewhere('0912000002', 'CHT')).toBeNull();
    });

    it('hold what nobody owns when the policy says so, and send it to the default network when not', async () => {
      const unknown = '0940000000';
      expect(bench.routes.resolve(unknown)).toMatchObject({ network: 'CHT', method: 'default', donor: null });
      const set = (onUnknown: 'hold' | 'default', reason: string) =>
        bench.controller.setPolicy(bench.actor, input({ onUnknown, defaultNetwork: 'FET', reason }));
      await set('hold', '號段資料更新中');
      await bench.routes.look();
      expect(bench.routes.resolve(unknown)).toBeNull();
      expect(bench.routes.resolve('0912000001')?.method).toBe('prefix');
      const held = await bench.lookUp(unknown);
      expect(held.route).toBeNull();
      expect(held.steps.at(-1)).toEqual({ step: 'default', role: 'silent', says: null, because: 'hold' });
      await set('default', '更新完成');
      // What is so already is no change.
      await set('default', '更新完成');
      await bench.routes.look();
      expect(bench.routes.resolve(unknown)?.network).toBe('FET');
      const entries = await bench.audited('routing.policy-changed');
      expect(entries.map(({ detail }) => detail)).toEqual([
        { onUnknown: 'default → hold', defaultNetwork: 'CHT → FET', reason: '號段資料更新中' },
        { onUnknown: 'hold → default', defaultNetwork: 'FET → FET', reason: '更新完成' },
      ]);
    });

    it('follow an override until it is ended or ends by itself', async () => {
      const place = (number: string, endsAt: string | null) =>
        bench.controller.placeOverride(
          bench.actor,
          input({ number, network: 'FET', reason: '測試派送', endsAt }),
        );
      const methods = () => ['0912000001', '0912000002'].map(number => bench.routes.resolve(number)?.method);
      const first = await place('+886 912-000-001', null);
      expect(first).toMatchObject({ number: '0912***001', active: true, placedBy: 'tester' });
      await expect(place('0912000001', null)).rejects.toMatchObject({ code: 'state-conflict' });
      await expect(place('02-12345678', null)).rejects.toMatchObject({ code: 'invalid-request' });
      const inAnHour = new Date(bench.clock.ms() + hour).toISOString();
      await place('0912000002', inAnHour);
      await bench.routes.look();
      expect(methods()).toEqual(['override', 'override']);
      expect((await bench.lookUp('0912000002')).steps[0]).toMatchObject({
        role: 'decides',
        says: { network: 'FET', until: inAnHour },
      });
      bench.clock.advance(hour);
      await bench.routes.look();
      expect(methods()).toEqual(['override', 'prefix']);
      const end = () =>
        bench.controller.endOverride(bench.actor, {
          params: { overrideId: first.id },
          query: undefined,
          body: undefined,
        });
      expect(await end()).toMatchObject({ active: false, endedBy: 'tester' });
      await expect(end()).rejects.toMatchObject({ code: 'state-conflict' });
      await bench.routes.look();
      expect(methods()).toEqual(['prefix', 'prefix']);
      // One that ran out by itself makes room for the next.
      await place('0912000002', null);
      const page = await bench.controller.listOverrides({
        params: undefined,
        query: { limit: 2 },
        body: undefined,
      });
      expect(page.items.map(each => [each.number, each.active])).toEqual([
        ['0912***002', true],
        ['0912***002', false],
      ]);
      expect(page.next).not.toBeNull();
      expect(JSON.stringify(await bench.audited('routing.override-placed'))).not.toContain('0912000001');
    });
  });

  describe('with a query service', () => {
    const service = new QueryService();
    beforeEach(async () => {
      service.asked.length = 0;
      service.answer = null;
      bench = await RoutingBench.start({ NUMBER_QUERY_URL: url, NUMBER_QUERY_TOKEN: 'secret' });
    });
    let url: string;
    beforeAll(async () => {
      url = await service.start();
    });
    afterAll(() => service.stop());

    it('ask it once, tell other workers, and forget the answer when it expires', async () => {
      const other = await bench.otherWorker();
      service.answer = { network: 'FET', networkCode: '1401' };
      const answers = await Promise.all([
        bench.routes.elsewhere('0912000001', 'CHT'),
        bench.routes.elsewhere('0912000001', 'CHT'),
      ]);
      for (const answer of answers)
        expect(answer).toMatchObject({ network: 'FET', method: 'cache', networkCode: '1401', donor: 'CHT' });
      expect(service.asked).toEqual([{ number: '0912000001', authorization: 'Bearer secret' }]);
      expect(bench.routes.resolve('0912000001')?.method).toBe('cache');
      expect(other.resolve('0912000001')?.method).toBe('prefix');
      await other.look();
      expect(other.resolve('0912000001')?.network).toBe('FET');
      expect((await bench.otherWorker()).resolve('0912000001')?.method).toBe('cache');
      expect((await bench.lookUp('0912000001')).steps[2]).toMatchObject({ role: 'decides' });
      // What is known is not asked again.
      expect((await other.elsewhere('0912000001', 'CHT'))?.network).toBe('FET');
      expect(service.asked).toHaveLength(1);
      bench.clock.advance(24 * hour);
      await Promise.all([bench.routes.look(), other.look()]);
      expect(bench.routes.resolve('0912000001')?.method).toBe('prefix');
      expect(other.resolve('0912000001')?.method).toBe('prefix');
      await bench.routes.sweep();
      expect(await bench.db.query('SELECT FROM route_answer')).toEqual([]);
    });

    it.each([
      ['knows nothing', null],
      ['names the carrier that refused', { network: 'TWM' }],
      ['names it by a network that it took over', { network: 'TST' }],
      ['names nobody whom we know', { network: 'XYZ' }],
      ['talks nonsense', { operator: 5 }],
    ])('go on without one that %s', async (_what, answer) => {
      service.answer = answer;
      await bench.import('snapshot', csvOf([['0912000001', 'CHT', 'TWM', MARCH]]));
      expect(await bench.routes.elsewhere('0912000001', 'TWM')).toMatchObject({
        network: 'CHT',
        method: 'prefix',
      });
      expect(service.asked).toHaveLength(1);
      expect(await bench.db.query('SELECT FROM route_answer')).toEqual([]);
    });
  });
});
