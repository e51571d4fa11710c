import { readCommand } from './commands';
import { Peer, submitFields } from './testing/peer';
import { RawPeer, head } from './testing/raw-peer';
import { Running, portOf } from './testing/running';

const running = new Running();
afterEach(() => running.end());

describe('a fault by command', () => {
  it.each([
    ['throttle', 0x58],
    ['queue-full', 0x14],
    ['not-ours', 0x40b],
  ] as const)('%s refuses so many submits of that link, and of no other', async (kind, status) => {
    const simulator = await running.simulator();
    const peer = await running.peer(simulator, 'CHT-A');
    const other = await running.peer(simulator, 'CHT-B');
    simulator.command({ link: 'CHT-A', kind, count: 2 });
    expect((await other.submit({})).command_status).toBe(0);
    const statuses = [];
    for (let i = 0; i < 3; i++) statuses.push((await peer.submit({ short_message: `${i}` })).command_status);
    expect(statuses).toEqual([status, status, 0]);
  });

  it('begins after so many submits and lasts until it is cleared', async () => {
    const simulator = await running.simulator();
    const peer = await running.peer(simulator, 'TWM-A');
    simulator.command({ carrier: 'TWM', kind: 'throttle', afterSubmits: 2 });
    const statuses = [];
    for (let i = 0; i < 4; i++) statuses.push((await peer.submit({ short_message: `${i}` })).command_status);
    simulator.command({ kind: 'normal' });
    statuses.push((await peer.submit({})).command_status);
    expect(statuses).toEqual([0, 0, 0x58, 0x58, 0]);
  });

  it('ends after its time', async () => {
    const simulator = await running.simulator();
    const peer = await running.peer(simulator);
    const start = Date.now();
    simulator.command({ link: 'CHT-A', kind: 'hold-receipts', seconds: 0.1 });
    await peer.submit({});
    await peer.receiptsCame(1);
    expect(Date.now() - start).toBeGreaterThanOrEqual(100);
    expect(simulator.board()[0]?.faults).toEqual([]);
  });

  it('silent: nothing is answered and nothing taken', async () => {
    const simulator = await running.simulator();
    const peer = await RawPeer.bound(portOf(simulator, 'CHT-A'));
    simulator.command({ link: 'CHT-A', kind: 'silent' });
    peer.send('enquire_link', {}, 2);
    peer.send('submit_sm', submitFields, 3);
    await simulator.until(counters => counters.lost === 1);
    simulator.command({ link: 'CHT-A', kind: 'normal' });
    peer.send('enquire_link', {}, 4);
    expect(head(await peer.next()).sequence).toBe(4);
    expect(simulator.counters().accepted).toBe(0);
    peer.socket.destroy();
  });

  it('silent with accept: taken without an answer, while enquire_link may still be answered', async () => {
    const simulator = await running.simulator();
    const peer = await RawPeer.bound(portOf(simulator, 'CHT-A'));
    simulator.command({ link: 'CHT-A', kind: 'silent', accept: true, enquire: true });
    peer.send('submit_sm', submitFields, 2);
    peer.send('enquire_link', {}, 3);
    expect(head(await peer.next()).sequence).toBe(3);
    expect(simulator.unanswered()).toMatchObject([{ number: '0912345678', answered: false }]);
    peer.socket.destroy();
  });

  it('cut: in mid-window, what the last turn took stays unanswered, and its receipts come later', async () => {
    const simulator = await running.simulator();
    const raw = await RawPeer.bound(portOf(simulator, 'CHT-A'));
    simulator.command({ link: 'CHT-A', kind: 'cut', afterSubmits: 3 });
    raw.socket.cork();
    for (let i = 0; i < 10; i++) raw.send('submit_sm', { ...submitFields, short_message: `${i}` }, 10 + i);
    raw.socket.uncork();
    await raw.closed;
    expect(simulator.counters().accepted).toBe(3);
    expect(simulator.unanswered()).toHaveLength(3);
    const peer = await running.peer(simulator, 'CHT-A');
    await peer.receiptsCame(3);
  });

  it('refuse-binds: no new session, the old ones stay', async () => {
    const simulator = await running.simulator();
    const old = await running.peer(simulator);
    simulator.command({ link: 'CHT-A', kind: 'refuse-binds', count: 1 });
    const peer = await Peer.connect(portOf(simulator, 'CHT-A'));
    expect((await peer.bind()).command_status).toBe(0x0d);
    expect((await old.submit({})).command_status).toBe(0);
    await running.peer(simulator);
  });

  it('slow: the response takes its time, and the receipt does not overtake it', async () => {
    const simulator = await running.simulator();
    const peer = await running.peer(simulator);
    simulator.command({ link: 'CHT-A', kind: 'slow', rtt: 120 });
    const start = Date.now();
    const answer = await peer.submit({});
    expect(Date.now() - start).toBeGreaterThanOrEqual(119);
    const [receipt] = await peer.receiptsCame(1);
    expect(receipt?.order).toBeGreaterThan(answer.order);
    expect(simulator.segments('0912345678')).toMatchObject([{ answered: true }]);
  });

  it('slow: a session that dies before its response still gets its receipts elsewhere', async () => {
    const simulator = await running.simulator();
    const peer = await running.peer(simulator);
    simulator.command({ link: 'CHT-A', kind: 'slow', rtt: 60_000 });
    peer.post({});
    await simulator.until(counters => counters.accepted === 1);
    peer.destroy();
    const other = await running.peer(simulator, 'CHT-B');
    await other.receiptsCame(1);
    expect(simulator.unanswered()).toHaveLength(1);
  });

  it('garbage: a framed PDU in which no field ends', async () => {
    const simulator = await running.simulator();
    const peer = await RawPeer.bound(portOf(simulator, 'CHT-A'));
    simulator.command({ link: 'CHT-A', kind: 'garbage' });
    const pdu = await peer.next();
    expect(pdu).toHaveLength(64);
    expect(head(pdu)).toMatchObject({ command: 5, status: 0 });
    expect(pdu.subarray(16).includes(0)).toBe(false);
    peer.send('enquire_link', {}, 5);
    expect(head(await peer.next()).sequence).toBe(5);
    peer.socket.destroy();
  });

  it('huge-length: a PDU that claims almost 4 GiB', async () => {
    const simulator = await running.simulator();
    const peer = await RawPeer.bound(portOf(simulator, 'CHT-A'));
    simulator.command({ link: 'CHT-A', kind: 'huge-length' });
    expect((await peer.octets(4)).readUInt32BE(0)).toBe(0xfffffff0);
    peer.socket.destroy();
  });

  it('half-pdu: the rest never comes, then the line breaks', async () => {
    const simulator = await running.simulator();
    const peer = await RawPeer.bound(portOf(simulator, 'CHT-A'));
    simulator.command({ link: 'CHT-A', kind: 'half-pdu', seconds: 0.05 });
    await peer.closed;
    const rest = await peer.octets(1000);
    expect(rest).toHaveLength(60);
    expect(rest.readUInt32BE(0)).toBe(200);
    await running.peer(simulator, 'CHT-A');
  });
});

describe('settings of a link', () => {
  it('grants so many submits a second, and throttles what is above', async () => {
    const simulator = await running.simulator();
    const peer = await running.peer(simulator);
    simulator.command({ link: 'CHT-A', kind: 'settings', tps: 10 });
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, i) => peer.submit({ short_message: `${i}` })),
    );
    const throttled = answers.filter(answer => answer.command_status === 0x58);
    expect(throttled.length).toBeGreaterThanOrEqual(5);
    expect(throttled.length).toBeLessThanOrEqual(15);
    expect(simulator.counters().refused).toEqual({ '0x00000058': throttled.length });
  });

  it('has a response time for good', async () => {
    const simulator = await running.simulator();
    simulator.command({ kind: 'settings', rtt: 30 });
    simulator.command({ kind: 'normal' });
    expect(simulator.board().map(link => link.rttMs)).toEqual([30, 30, 30, 30, 30, 30]);
  });
});

describe('reading a command', () => {
  it.each([
    [{ kind: 'throttle', link: 'CHT-A', count: 3 }, null],
    [{ kind: 'normal' }, null],
    [[], 'a JSON object is expected'],
    [{ kind: 'explode' }, /^kind must be one of/],
    [{ kind: 'cut', link: 'CHT-C' }, 'link must be one of CHT-A … FET-B'],
    [{ kind: 'cut', carrier: 'APT' }, 'carrier must be CHT, TWM or FET'],
    [{ kind: 'throttle', count: -1 }, 'count must be a number from 0 to 1000000000'],
    [{ kind: 'throttle', count: 1.5 }, 'count must be a whole number'],
    [{ kind: 'slow' }, 'slow needs rtt, in milliseconds'],
    [{ kind: 'cut', wait: 3 }, '"wait" is not a field of a command'],
  ])('%j', (body, problem) => {
    const read = readCommand(body);
    if (problem === null) expect(read).toMatchObject(body);
    else if (typeof problem === 'string') expect(read).toBe(problem);
    else expect(read).toMatch(problem);
  });
});
