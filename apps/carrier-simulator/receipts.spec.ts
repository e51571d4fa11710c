import { startSimulator } from './simulator';
import { Peer, submitFields } from './testing/peer';
import { RawPeer, head } from './testing/raw-peer';
import { Running, portOf } from './testing/running';

const running = new Running();
afterEach(() => running.end());

const RECEIPT =
  /^id:(\S+) sub:001 dlvrd:001 submit date:(\d{10}) done date:(\d{10}) stat:DELIVRD err:000 text:$/;

describe('receipts in each carrier’s habit', () => {
  it('CHT: the same decimal id in response and receipt, as text', async () => {
    const peer = await running.peer(await running.simulator(), 'CHT-A');
    const { message_id } = await peer.submit({});
    const [receipt] = await peer.receiptsCame(1);
    expect(message_id).toMatch(/^\d{16}$/);
    expect(RECEIPT.exec(receipt?.text ?? '')?.[1]).toBe(message_id);
    expect(receipt?.pdu).toMatchObject({
      source_addr: '886912345678',
      destination_addr: '111',
      esm_class: 4,
    });
  });

  it('TWM: hexadecimal in the response, decimal in the receipt', async () => {
    const peer = await running.peer(await running.simulator(), 'TWM-A');
    const { message_id } = await peer.submit({});
    const [receipt] = await peer.receiptsCame(1);
    expect(message_id).toMatch(/^[0-9a-f]{13}$/);
    expect(RECEIPT.exec(receipt?.text ?? '')?.[1]).toBe(parseInt(message_id ?? '', 16).toString());
  });

  it('FET: by TLV, beside a text that holds no id', async () => {
    const peer = await running.peer(await running.simulator(), 'FET-A');
    const { message_id } = await peer.submit({ destination_addr: '886955129001' });
    const [receipt] = await peer.receiptsCame(1);
    expect(receipt?.text).toBe('UNDELIV');
    expect(receipt?.pdu).toMatchObject({ receipted_message_id: message_id, message_state: 5 });
    expect(receipt?.pdu.network_error_code).toEqual(Buffer.from([3, 0, 27]));
  });

  it('writes times of Taipei without a zone', async () => {
    const peer = await running.peer(await running.simulator());
    const before = Date.now();
    await peer.submit({});
    const [receipt] = await peer.receiptsCame(1);
    const [, , submitted = ''] = RECEIPT.exec(receipt?.text ?? '') ?? [];
    const [year, month, day, hour, minute] = submitted.match(/../g) ?? [];
    const at = Date.parse(`20${year}-${month}-${day}T${hour}:${minute}:00+08:00`);
    expect(at).toBeGreaterThan(before - 60_000);
    expect(at).toBeLessThanOrEqual(Date.now());
  });

  it('echoes user_message_reference, and the number in the form in which it came', async () => {
    const peer = await running.peer(await running.simulator());
    await peer.submit({ destination_addr: '0912345678', dest_addr_ton: 2, user_message_reference: 0xbeef });
    const [receipt] = await peer.receiptsCame(1);
    expect(receipt?.pdu).toMatchObject({ source_addr: '0912345678', user_message_reference: 0xbeef });
  });

  it('sends none that was not asked for', async () => {
    const simulator = await running.simulator();
    const peer = await running.peer(simulator);
    await peer.submit({ registered_delivery: 0 });
    await peer.submit({ destination_addr: '886912345679' });
    await peer.receiptsCame(1);
    expect(simulator.counters().receipts).toEqual({ sent: 1, acknowledged: 0, abandoned: 0, waiting: 1 });
    await simulator.until(counters => counters.receipts.waiting === 0);
    expect(peer.receipts).toHaveLength(1);
  });

  it('brings them on another session when the one that submitted only transmits', async () => {
    const simulator = await running.simulator();
    const sender = await running.peer(simulator, 'CHT-A', 'transmitter');
    const receiver = await running.peer(simulator, 'CHT-B', 'receiver');
    const { message_id } = await sender.submit({});
    const [receipt] = await receiver.receiptsCame(1);
    expect(receipt?.text).toContain(message_id);
  });

  it('never brings them to another carrier', async () => {
    const simulator = await running.simulator();
    const stranger = await running.peer(simulator, 'TWM-A');
    const sender = await running.peer(simulator, 'CHT-A', 'transmitter');
    await sender.submit({});
    await stranger.submit({});
    await stranger.receiptsCame(1);
    expect(simulator.counters().receipts).toMatchObject({ sent: 1, waiting: 2 });
    expect(stranger.receipts).toHaveLength(1);
  });
});

describe('a receipt is owed until it is acknowledged', () => {
  it('comes again on the next session when the one before died without an answer', async () => {
    const simulator = await running.simulator();
    const first = await running.peer(simulator);
    first.receiptAnswer = null;
    const { message_id } = await first.submit({});
    await first.receiptsCame(1);
    first.destroy();
    const second = await running.peer(simulator, 'CHT-B');
    const [receipt] = await second.receiptsCame(1);
    expect(receipt?.text).toContain(message_id);
    const { receipts } = await simulator.until(counters => counters.receipts.waiting === 0);
    expect(receipts).toMatchObject({ sent: 2, acknowledged: 1 });
  });

  it('waits for a session that takes receipts', async () => {
    const simulator = await running.simulator();
    const sender = await running.peer(simulator, 'FET-A', 'transmitter');
    await sender.submit({});
    await simulator.until(counters => counters.receipts.waiting === 1);
    const receiver = await running.peer(simulator, 'FET-B', 'receiver');
    await receiver.receiptsCame(1);
    await simulator.until(counters => counters.receipts.acknowledged === 1);
  });

  it('comes again after a temporary refusal, and is given up after a permanent one', async () => {
    const simulator = await running.simulator();
    const peer = await running.peer(simulator);
    peer.receiptAnswer = 0x64;
    await peer.submit({});
    await peer.receiptsCame(1);
    peer.receiptAnswer = 0x66;
    await peer.receiptsCame(2);
    const { receipts } = await simulator.until(counters => counters.receipts.waiting === 0);
    expect(receipts).toEqual({ sent: 2, acknowledged: 0, abandoned: 1, waiting: 0 });
  });

  it('is given up after so many failed deliveries', async () => {
    const simulator = await running.simulator({ receiptRetries: 0 });
    const peer = await running.peer(simulator);
    peer.receiptAnswer = null;
    await peer.submit({});
    await peer.receiptsCame(1);
    peer.destroy();
    await simulator.until(counters => counters.receipts.abandoned === 1);
  });

  it('leaves no more than a window unanswered', async () => {
    const simulator = await running.simulator({ receiptWindow: 3 });
    const peer = await RawPeer.bound(portOf(simulator, 'CHT-A'));
    const answered: number[] = [];
    for (let i = 1; i <= 10; i++) {
      peer.send('submit_sm', { ...submitFields, destination_addr: `88691234500${i % 10}` }, 100 + i);
    }
    const receipts: number[] = [];
    while (answered.length < 10 || receipts.length < 3) {
      const { command, sequence } = head(await peer.next());
      (command === 5 ? receipts : answered).push(sequence);
    }
    expect(simulator.counters().receipts).toMatchObject({ sent: 3, waiting: 10 });
    for (const sequence of receipts) peer.send('deliver_sm_resp', {}, sequence);
    await simulator.until(counters => counters.receipts.sent === 6);
    peer.socket.destroy();
  });

  it('outlives a restart of the simulator', async () => {
    const { mkdtempSync, rmSync } = await import('node:fs');
    const { tmpdir } = await import('node:os');
    const folder = mkdtempSync(`${tmpdir()}/simulator-`);
    const before = await startSimulator({ receiptDelayMs: 0, dataFolder: folder });
    const sender = await Peer.bound(portOf(before, 'TWM-A'), 'transmitter');
    const { message_id } = await sender.submit({});
    sender.destroy();
    await before.stop();
    const after = await running.simulator({ dataFolder: folder });
    const peer = await running.peer(after, 'TWM-B');
    const [receipt] = await peer.receiptsCame(1);
    expect(receipt?.text).toContain(`id:${parseInt(message_id ?? '', 16)}`);
    rmSync(folder, { recursive: true });
  });
});
