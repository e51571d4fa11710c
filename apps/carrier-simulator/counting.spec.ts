import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { contentSum } from './wire/content-hash';
import { submitFields, udh8 } from './testing/peer';
import { RawPeer } from './testing/raw-peer';
import { Running, portOf } from './testing/running';

const running = new Running();
let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'simulator-'));
});
afterEach(async () => {
  await running.end();
  rmSync(folder, { recursive: true, force: true });
});

describe('counting what was accepted', () => {
  it('sees a segment that was accepted twice, also on another carrier and after the platform restarted', async () => {
    const simulator = await running.simulator();
    const first = await running.peer(simulator, 'CHT-A');
    const { message_id } = await first.submit({ user_message_reference: 5 });
    first.destroy();
    const second = await running.peer(simulator, 'TWM-B');
    await second.submit({ user_message_reference: 5 });
    const counters = simulator.counters();
    expect(counters).toMatchObject({ accepted: 2, distinct: 1, duplicateCount: 1 });
    expect(counters.duplicates).toMatchObject([
      {
        number: '0912345678',
        link: 'TWM-B',
        part: 1,
        total: 1,
        userMessageReference: 5,
        first: { link: 'CHT-A', messageId: message_id },
      },
    ]);
  });

  it.each([
    ['another number', { destination_addr: '886912345679' }],
    ['another text', { short_message: '另一則' }],
    ['another user_message_reference', { user_message_reference: 6 }],
  ])('takes %s for another segment', async (_, change) => {
    const simulator = await running.simulator();
    const peer = await running.peer(simulator);
    await peer.submit({ user_message_reference: 5 });
    await peer.submit({ user_message_reference: 5, ...change });
    expect(simulator.counters()).toMatchObject({ accepted: 2, distinct: 2, duplicateCount: 0 });
  });

  it('tells the parts of a long message apart, though their texts be the same', async () => {
    const simulator = await running.simulator();
    const peer = await running.peer(simulator);
    for (const part of [1, 2, 2]) {
      await peer.submit({ esm_class: 0x40, short_message: { udh: udh8(1, 2, part), message: '同' } });
    }
    await peer.submit({ esm_class: 0x40, short_message: { udh: udh8(2, 2, 2), message: '同' } });
    expect(simulator.counters()).toMatchObject({ accepted: 4, distinct: 3, duplicateCount: 1 });
  });

  it('sums the content, whatever the order', async () => {
    const simulator = await running.simulator();
    const peer = await running.peer(simulator);
    const sent = ['一', '二二', '三三三'].map((text, i) => ({ number: `091234567${i}`, text }));
    for (const { number, text } of [...sent].reverse()) {
      await peer.submit({ destination_addr: number, dest_addr_ton: 2, short_message: text });
    }
    expect(simulator.counters().content).toBe(contentSum(sent));
    expect(simulator.counters().content).not.toBe(contentSum([...sent, ...sent]));
  });

  it('counts what breaks the rules of 111, and refuses it', async () => {
    const simulator = await running.simulator();
    const peer = await running.peer(simulator);
    expect((await peer.submit({ source_addr: '0911000111' })).command_status).toBe(0x0a);
    expect((await peer.submit({ data_coding: 0, short_message: 'plain' })).command_status).toBe(0x45);
    expect((await peer.submit({ destination_addr: '886223456789' })).command_status).toBe(0x0b);
    const counters = simulator.counters();
    expect(counters.violations).toEqual({ source: 1, 'data-coding': 1, destination: 1 });
    expect(counters).toMatchObject({ accepted: 0, receipts: { waiting: 0 } });
  });

  it('lets other senders through where they are set', async () => {
    const simulator = await running.simulator({ senders: ['111', '0911000111'] });
    const peer = await running.peer(simulator);
    expect((await peer.submit({ source_addr: '0911000111' })).command_status).toBe(0);
  });

  it('counts in bare mode too, without handsets, page or scripted numbers', async () => {
    const simulator = await running.simulator({ bare: true });
    const peer = await running.peer(simulator);
    await peer.submit({ destination_addr: '886912349004' });
    await peer.receiptsCame(1);
    expect(simulator.handsets()).toEqual([]);
    expect((await fetch(`http://127.0.0.1:${simulator.httpPort}/`)).status).toBe(404);
    const answer = await fetch(`http://127.0.0.1:${simulator.httpPort}/api/counters`);
    expect(await answer.json()).toMatchObject({ accepted: 1, outcomes: { delivered: 1 } });
  });
});

describe('a restart of the simulator', () => {
  it('keeps every count, and still knows what was accepted', async () => {
    const before = await running.simulator({ dataFolder: folder });
    const peer = await running.peer(before, 'FET-B');
    await peer.submit({ user_message_reference: 1 });
    await peer.submit({ user_message_reference: 1 });
    await peer.submit({ destination_addr: '886912349004' });
    await peer.submit({ source_addr: '119' });
    await before.until(counters => counters.receipts.waiting === 0);
    const old = before.counters();
    expect(old).toMatchObject({
      accepted: 2,
      duplicateCount: 1,
      refused: { '0x0000000B': 1, '0x0000000A': 1 },
    });
    await running.end();

    const after = await running.simulator({ dataFolder: folder });
    const same = after.counters();
    expect({ ...same, links: null }).toEqual({ ...old, links: null });
    expect(same.links['FET-B']).toEqual({ ...old.links['FET-B'], binds: 0 });
    const again = await running.peer(after, 'CHT-A');
    await again.submit({ user_message_reference: 1 });
    expect(after.counters()).toMatchObject({ accepted: 3, distinct: 1, duplicateCount: 2 });
  });

  it('never gives out an id again, and answers query_sm for the old ones', async () => {
    const before = await running.simulator({ dataFolder: folder });
    const first = await (await running.peer(before)).submit({});
    await running.end();
    const after = await running.simulator({ dataFolder: folder });
    const peer = await running.peer(after);
    const second = await peer.submit({ short_message: '第二則' });
    expect(BigInt(second.message_id ?? 0)).toBeGreaterThan(BigInt(first.message_id ?? 0));
    expect((await peer.query(first.message_id ?? '')).message_state).toBe(2);
  });

  it('cuts off a record that a kill has torn', async () => {
    const before = await running.simulator({ dataFolder: folder });
    await (await running.peer(before)).submit({});
    await running.end();
    const file = join(folder, 'segments.log');
    const whole = readFileSync(file);
    appendFileSync(file, whole.subarray(8, 40));
    const after = await running.simulator({ dataFolder: folder });
    expect(after.counters().accepted).toBe(1);
    await (await running.peer(after)).submit({ short_message: '第二則' });
    await running.end();
    expect((await running.simulator({ dataFolder: folder })).counters().accepted).toBe(2);
  });

  it('begins anew on a file that is not its own', async () => {
    writeFileSync(join(folder, 'segments.log'), 'something else altogether');
    const simulator = await running.simulator({ dataFolder: folder });
    expect(simulator.counters().accepted).toBe(0);
  });

  it('writes a segment down before it answers', async () => {
    const simulator = await running.simulator({ dataFolder: folder });
    const peer = await RawPeer.bound(portOf(simulator, 'CHT-A'));
    peer.send('submit_sm', submitFields, 2);
    await peer.next();
    expect(readFileSync(join(folder, 'segments.log')).length).toBeGreaterThanOrEqual(8 + 56);
    peer.socket.destroy();
  });
});

describe('a reset', () => {
  it('counts anew, for good, and keeps the receipts that are owed', async () => {
    const simulator = await running.simulator({ dataFolder: folder });
    const sender = await running.peer(simulator, 'CHT-A', 'transmitter');
    await sender.submit({});
    simulator.reset();
    expect(simulator.counters()).toMatchObject({ accepted: 0, distinct: 0, receipts: { waiting: 1 } });
    expect(simulator.handsets()).toEqual([]);
    const peer = await running.peer(simulator);
    await peer.receiptsCame(1);
    await sender.submit({});
    expect(simulator.counters()).toMatchObject({ accepted: 1, duplicateCount: 0 });
    await running.end();
    expect((await running.simulator({ dataFolder: folder })).counters().accepted).toBe(1);
  });

  it('forgets the receipts and ends the faults when asked to', async () => {
    const simulator = await running.simulator();
    const peer = await running.peer(simulator);
    peer.receiptAnswer = null;
    await peer.submit({});
    await peer.receiptsCame(1);
    simulator.command({ kind: 'throttle' });
    simulator.reset({ receipts: true, faults: true });
    expect(simulator.counters().receipts.waiting).toBe(0);
    expect((await peer.submit({})).command_status).toBe(0);
  });
});
