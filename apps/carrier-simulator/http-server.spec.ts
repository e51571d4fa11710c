import { request } from 'node:http';
import { Running } from './testing/running';

const running = new Running();
afterEach(() => running.end());

const call = async (
  port: number,
  path: string,
  body?: unknown,
): Promise<{ status: number; body: Record<string, unknown> }> => {
  const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  return { status: answer.status, body: Object(await answer.json()) };
};

describe('the HTTP side', () => {
  it('tells counters, links, outcomes, handsets and segments', async () => {
    const simulator = await running.simulator();
    const peer = await running.peer(simulator, 'TWM-A');
    const { message_id } = await peer.submit({ destination_addr: '886912349001' });
    await peer.receiptsCame(1);
    const port = simulator.httpPort;
    expect((await call(port, '/api/counters')).body).toMatchObject({
      accepted: 1,
      distinct: 1,
      outcomes: { undelivered: 1 },
      links: { 'TWM-A': { accepted: 1, binds: 1 } },
    });
    expect((await call(port, '/api/links')).body).toMatchObject({
      items: [
        { link: 'CHT-A' },
        {},
        { link: 'TWM-A', sessions: { transceiver: 1 }, accepted: 1 },
        {},
        {},
        {},
      ],
    });
    const rows = (await call(port, '/api/outcomes')).body['items'];
    expect(rows).toHaveLength(21);
    expect(rows).toContainEqual(
      expect.objectContaining({ suffix: '9001', state: 'UNDELIV', errors: { CHT: 17, TWM: 27, FET: 27 } }),
    );
    for (const path of ['/api/handsets?number=%2B886912349001', '/api/handsets/recent']) {
      expect((await call(port, path)).body).toMatchObject({
        items: [{ display: '0912-349-001', messages: [{ state: 'UNDELIV' }] }],
      });
    }
    expect((await call(port, '/api/segments?number=0912349001')).body).toMatchObject({
      items: [{ messageId: message_id, answered: true, outcome: 'undelivered' }],
    });
    expect((await call(port, '/api/segments?answered=false')).body).toEqual({ items: [] });
  });

  it('takes commands and resets', async () => {
    const simulator = await running.simulator();
    const peer = await running.peer(simulator);
    const port = simulator.httpPort;
    const answer = await call(port, '/api/commands', { link: 'CHT-A', kind: 'throttle', seconds: 30 });
    expect(answer.body).toMatchObject({
      items: [{ faults: [{ kind: 'throttle', secondsLeft: 30 }] }, {}, {}, {}, {}, {}],
    });
    expect((await peer.submit({})).command_status).toBe(0x58);
    expect((await call(port, '/api/reset', { faults: true })).body).toMatchObject({ refused: {} });
    expect((await peer.submit({})).command_status).toBe(0);
  });

  it('knows who serves a number that its first carrier refused', async () => {
    const simulator = await running.simulator();
    const peer = await running.peer(simulator, 'TWM-A');
    const ask = () => call(simulator.httpPort, '/api/number-query', { number: '0912349018' });
    expect((await ask()).status).toBe(404);
    expect((await peer.submit({ destination_addr: '886912349018' })).command_status).toBe(0x40b);
    expect(await ask()).toEqual({ status: 200, body: { network: 'FET', networkCode: 'SIM-FET' } });
  });

  it.each([
    ['/api/number-query', { number: '02-12345678' }, 400],
    ['/api/commands', { kind: 'explode' }, 400],
    ['/api/commands', 'x'.repeat(20_000), 400],
    ['/api/nothing', {}, 404],
    ['/api/segments', undefined, 400],
    ['/api/segments?number=12', undefined, 400],
  ])('refuses %s %#', async (path, body, status) => {
    const simulator = await running.simulator();
    const answer = await call(simulator.httpPort, path, body);
    expect(answer.status).toBe(status);
    expect(answer.body).toHaveProperty('error.detail');
  });

  it('refuses what is no JSON, and what another site asks', async () => {
    const { httpPort } = await running.simulator();
    const url = `http://127.0.0.1:${httpPort}/api/commands`;
    expect((await fetch(url, { method: 'POST', body: '{kind' })).status).toBe(400);
    const foreign = await new Promise<number | undefined>((resolve, reject) => {
      const headers = { 'Sec-Fetch-Site': 'cross-site' };
      request(url, { method: 'POST', headers }, answer => {
        answer.resume();
        resolve(answer.statusCode);
      })
        .on('error', reject)
        .end('{"kind":"normal"}');
    });
    expect(foreign).toBe(403);
  });

  it('streams the state as it changes, coalesced', async () => {
    const simulator = await running.simulator();
    const stop = new AbortController();
    const answer = await fetch(`http://127.0.0.1:${simulator.httpPort}/api/events`, { signal: stop.signal });
    const decoder = new TextDecoder();
    let text = '';
    let events = 0;
    const peer = await running.peer(simulator);
    for (let i = 0; i < 200; i++) peer.post({ short_message: `${i}` });
    if (!answer.body) throw new Error('no stream');
    for await (const piece of answer.body) {
      text += decoder.decode(piece, { stream: true });
      events = text.split('event: state').length - 1;
      if (text.includes('"acknowledged":200')) break;
    }
    stop.abort();
    expect(events).toBeLessThan(50);
    expect(text).toContain('0912-345-678');
  });

  it('serves the page under a policy that allows nothing from elsewhere', async () => {
    const { httpPort } = await running.simulator();
    const answer = await fetch(`http://127.0.0.1:${httpPort}/`);
    const page = await answer.text();
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(page).toContain('<html lang="zh-Hant-TW"');
    expect(page).toContain('<title>電信模擬器</title>');
    expect(page).not.toMatch(/https?:\/\/(?!www\.w3\.org)/);
  });
});
