import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { contentSum } from '../../../apps/carrier-simulator/wire/content-hash';
import { GOALS, judge } from './goals.mjs';
import { latencies, median, percentile } from './numbers.mjs';
import { readOptions } from './options.mjs';
import { RawHttp, rawRequest } from './raw-http.mjs';
import { bodyOf, csvOf, expectedContent, numberOf } from './recipients.mjs';
import { countedPercentile, spanOf } from './simulator.mjs';

describe('figures', () => {
  it('are nearest ranks, of any order', () => {
    const values = Array.from({ length: 200 }, (_, i) => 200 - i);
    expect([1, 50, 95, 99, 100].map(share => percentile(values, share))).toEqual([2, 100, 190, 198, 200]);
    expect(median([3, 1, 2])).toBe(2);
    expect(latencies([5])).toEqual({ count: 1, p50: 5, p95: 5, p99: 5, max: 5 });
    expect(percentile([], 50)).toBeNaN();
  });

  it('of counted events are those of the events one by one', () => {
    const counts: [number, number][] = [
      [1, 90],
      [7, 9],
      [50, 1],
    ];
    expect([50, 90, 91, 99, 100].map(share => countedPercentile(counts, share))).toEqual([1, 1, 7, 7, 50]);
    expect(spanOf(counts)).toEqual({ first: 1, last: 50, count: 100 });
  });
});

describe('goals', () => {
  it.each(Object.keys(GOALS))('%s has a floor that is easier than what we are after', goal => {
    const { floor, after, better } = GOALS[goal] ?? { floor: NaN, after: NaN, better: 'more' };
    expect(better === 'more' ? after > floor : after < floor).toBe(true);
    expect([after, floor].map(value => judge(goal, value).verdict)).toEqual(['reached', 'above the floor']);
    expect(judge(goal, better === 'more' ? floor * 0.99 : floor * 1.01).verdict).toBe('BELOW THE FLOOR');
  });
});

describe('the list', () => {
  it('has each number once, as many of each carrier', () => {
    const numbers = Array.from({ length: 42_000 }, (_, i) => numberOf(i));
    expect(new Set(numbers).size).toBe(42_000);
    expect(numbers.every(number => /^09\d{8}$/.test(number))).toBe(true);
  });

  it('comes to the content that the simulator must have seen', () => {
    const lines = csvOf(20, 7).toString().trim().split('\r\n').slice(1);
    const pairs = lines.map(line => line.split(','));
    const segments = pairs.map(([number = '', body = '']) => ({ number, text: `單位\n${body}` }));
    expect(expectedContent(20, 7, '單位')).toBe(contentSum(segments.reverse()));
    expect(expectedContent(20, 8, '單位')).not.toBe(contentSum(segments));
    expect(pairs[3]?.[1]).toBe(bodyOf(3));
  });
});

describe('arguments', () => {
  it('are numbers in their order and options by their names', () => {
    const options = { lane: { type: 'string' } } as const;
    expect(readOptions(['5', '--json', 'x.json', '--lane', 'urgent'], [1, 2], options)).toMatchObject({
      numbers: [5, 2],
      options: { lane: 'urgent' },
      json: 'x.json',
    });
    expect(() => readOptions(['many'], [1])).toThrow('"many" is not a whole number');
    expect(() => readOptions(['--quick'], [1])).toThrow("'--quick'");
  });
});

describe('the raw connection', () => {
  it('asks a real server again and again, and is told when it goes', async () => {
    const server = createServer((request, response) => {
      let body = '';
      request.on('data', chunk => (body += chunk));
      request.on('end', () => {
        const answer = `${request.method} ${request.url} ${request.headers.authorization} ${body}`;
        const bytes = Buffer.from(answer.repeat(body.length > 100 ? 2_000 : 1));
        // Node says no length where the head is written apart.
        const length = request.url === '/chunks' ? {} : { 'content-length': bytes.length };
        response.writeHead(body === '' ? 404 : 202, length).end(bytes);
      });
    });
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    const connection = await RawHttp.connect((server.address() as AddressInfo).port);
    const post = (body: string) =>
      connection.ask(rawRequest('POST', '/x?y=1', { authorization: 'Bearer k' }, body));
    expect(await post('簡訊')).toEqual({ status: 202, body: 'POST /x?y=1 Bearer k 簡訊' });
    expect((await post('簡'.repeat(200))).body.length).toBe(2_000 * ('POST /x?y=1 Bearer k '.length + 200));
    expect(await connection.ask(rawRequest('GET', '/'))).toMatchObject({ status: 404 });
    const cut = connection.ask(rawRequest('POST', '/', {}, 'x'));
    server.closeAllConnections();
    await cut.catch(() => undefined);
    connection.socket.destroy();
    await expect(connection.ask(rawRequest('GET', '/'))).rejects.toThrow();
    const other = await RawHttp.connect((server.address() as AddressInfo).port);
    await expect(other.ask(rawRequest('GET', '/chunks'))).rejects.toThrow('without its length');
    other.close();
    await new Promise(resolve => server.close(resolve));
  });
});
