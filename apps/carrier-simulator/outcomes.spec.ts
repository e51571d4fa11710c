import { OUTCOMES, outcomeOf } from './outcomes';
import { udh8 } from './testing/peer';
import { Running } from './testing/running';

const running = new Running();
afterEach(() => running.end());

describe('the table of numbers', () => {
  it('reads the last four digits, in the order of the table', () => {
    for (const outcome of OUTCOMES) {
      if (outcome.suffix === null) continue;
      const part = outcome.onlyPart ?? 1;
      expect(outcomeOf(Number(`1234${outcome.suffix}`), part).code).toBe(outcome.code);
    }
    for (const other of ['9000', '9021', '9999', '0000']) {
      expect(outcomeOf(Number(`1234${other}`), 1).code).toBe('delivered');
    }
  });

  it('has words in both languages for each', () => {
    for (const outcome of OUTCOMES) {
      expect(outcome.zh).toMatch(/\p{Script=Han}/u);
      expect(outcome.en).toMatch(/^[A-Z][^\p{Script=Han}]+$/u);
    }
  });
});

describe('what becomes of a number', () => {
  it.each([
    ['9001', 'UNDELIV', '017'],
    ['9002', 'EXPIRED', '009'],
    ['9003', 'REJECTD', '018'],
    ['9012', 'REJECTD', '023'],
    ['9013', 'UNKNOWN', '015'],
    ['9015', 'UNDELIV', '008'],
    ['9016', 'REJECTD', '022'],
    ['9017', 'DELETED', '010'],
  ])('…%s: receipt %s with error %s', async (suffix, state, error) => {
    const simulator = await running.simulator();
    const peer = await running.peer(simulator);
    expect((await peer.submit({ destination_addr: `88691234${suffix}` })).command_status).toBe(0);
    const [receipt] = await peer.receiptsCame(1);
    expect(receipt?.text).toContain(`dlvrd:000`);
    expect(receipt?.text).toContain(`stat:${state} err:${error}`);
  });

  it('…9004: refused for good', async () => {
    const simulator = await running.simulator();
    const peer = await running.peer(simulator);
    for (let i = 0; i < 3; i++) {
      expect((await peer.submit({ destination_addr: '886912349004' })).command_status).toBe(0x0b);
    }
    expect(simulator.counters()).toMatchObject({ accepted: 0, refused: { '0x0000000B': 3 } });
  });

  it.each([
    ['9005', [0x58, 0x58, 0]],
    ['9020', [0x14, 0]],
  ])('…%s: refused for a while, then taken and delivered', async (suffix, statuses) => {
    const simulator = await running.simulator();
    const peer = await running.peer(simulator);
    const answers: number[] = [];
    for (let i = 0; i < statuses.length; i++) {
      answers.push((await peer.submit({ destination_addr: `88691234${suffix}` })).command_status);
    }
    expect(answers).toEqual(statuses);
    await peer.receiptsCame(1);
    expect(simulator.counters().accepted).toBe(1);
  });

  it('…9006: taken, never answered, and the receipt comes', async () => {
    const simulator = await running.simulator();
    const peer = await running.peer(simulator);
    peer.post({ destination_addr: '886912349006', user_message_reference: 77 });
    const [receipt] = await peer.receiptsCame(1);
    expect(receipt?.pdu.user_message_reference).toBe(77);
    expect(simulator.unanswered()).toMatchObject([{ number: '0912349006', answered: false }]);
  });

  it('…9007: neither taken nor answered', async () => {
    const simulator = await running.simulator();
    const peer = await running.peer(simulator);
    peer.post({ destination_addr: '886912349007' });
    await simulator.until(counters => counters.lost === 1);
    expect(simulator.counters()).toMatchObject({ accepted: 0, receipts: { waiting: 0 } });
    expect((await peer.submit({})).command_status).toBe(0);
  });

  it('…9008: the receipt comes twice', async () => {
    const simulator = await running.simulator();
    const peer = await running.peer(simulator);
    await peer.submit({ destination_addr: '886912349008' });
    const [first, second] = await peer.receiptsCame(2);
    expect(second?.text).toBe(first?.text);
    await simulator.until(
      counters => counters.receipts.acknowledged === 2 && counters.receipts.waiting === 0,
    );
  });

  it('…9009: the receipt comes before the response', async () => {
    const simulator = await running.simulator({ receiptDelayMs: 60_000 });
    const peer = await running.peer(simulator);
    const answer = await peer.submit({ destination_addr: '886912349009' });
    const [receipt] = await peer.receiptsCame(1);
    expect(receipt?.order).toBeLessThan(answer.order);
    expect(receipt?.text).toContain(answer.message_id);
    expect(simulator.segments('0912349009')).toMatchObject([{ answered: true }]);
  });

  it('…9010: no receipt, and query_sm knows', async () => {
    const simulator = await running.simulator();
    const peer = await running.peer(simulator);
    const { message_id } = await peer.submit({ destination_addr: '886912349010' });
    await peer.submit({});
    await peer.receiptsCame(1);
    expect(peer.receipts[0]?.text).not.toContain(message_id);
    expect((await peer.query(message_id ?? '')).message_state).toBe(2);
  });

  it('…9011: the receipt comes late', async () => {
    const simulator = await running.simulator({ lateReceiptMs: 150 });
    const peer = await running.peer(simulator);
    const start = Date.now();
    const { message_id } = await peer.submit({ destination_addr: '886912349011' });
    await peer.submit({});
    const receipts = await peer.receiptsCame(2);
    expect(receipts[1]?.text).toContain(message_id);
    expect(Date.now() - start).toBeGreaterThanOrEqual(150);
  });

  it('…9014: only the second part of a long message fails', async () => {
    const simulator = await running.simulator();
    const peer = await running.peer(simulator);
    for (const part of [1, 2, 3]) {
      await peer.submit({
        destination_addr: '886912349014',
        esm_class: 0x40,
        short_message: { udh: udh8(9, 3, part), message: `第${part}則` },
      });
    }
    const receipts = await peer.receiptsCame(3);
    expect(receipts.map(receipt => /stat:(\w+)/.exec(receipt.text)?.[1])).toEqual([
      'DELIVRD',
      'UNDELIV',
      'DELIVRD',
    ]);
    expect(simulator.handsets('0912349014')[0]?.messages[0]?.state).toBe('partly');
  });

  it('…9018: the first carrier says it is not its number, another takes it', async () => {
    const simulator = await running.simulator();
    const first = await running.peer(simulator, 'CHT-A');
    const again = await running.peer(simulator, 'CHT-B');
    const other = await running.peer(simulator, 'TWM-A');
    const fields = { destination_addr: '886912349018' };
    expect((await first.submit(fields)).command_status).toBe(0x40b);
    expect((await again.submit(fields)).command_status).toBe(0x40b);
    expect((await other.submit(fields)).command_status).toBe(0);
    await other.receiptsCame(1);
  });

  it('…9019: ENROUTE first, then delivered', async () => {
    const simulator = await running.simulator();
    const peer = await running.peer(simulator);
    await peer.submit({ destination_addr: '886912349019' });
    const receipts = await peer.receiptsCame(2);
    expect(receipts.map(receipt => /stat:(\w+)/.exec(receipt.text)?.[1])).toEqual(['ENROUTE', 'DELIVRD']);
  });

  it('delivers every number when the table is switched off', async () => {
    const simulator = await running.simulator({ scripted: false });
    const peer = await running.peer(simulator);
    await peer.submit({ destination_addr: '886912349004' });
    const [receipt] = await peer.receiptsCame(1);
    expect(receipt?.text).toContain('stat:DELIVRD');
  });
});
