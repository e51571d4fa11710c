import type { AcceptedSegment } from './accepted-segment';
import { blankSegment } from './accepted-segment';
import { Handsets, searchDigits } from './handsets';
import { outcomeAt } from './outcomes';
import { submitFields, udh16, udh8 } from './testing/peer';
import { Running } from './testing/running';

const running = new Running();
afterEach(() => running.end());

describe('messages on a handset', () => {
  it('are put together from 8-bit parts in any order, with a character in two halves', async () => {
    const simulator = await running.simulator();
    const peer = await running.peer(simulator);
    const texts = ['測試公共服務平臺\n第一則，', '第二則，', '第三則 😀。'];
    for (const part of [3, 1, 2]) {
      await peer.submit({
        esm_class: 0x40,
        short_message: { udh: udh8(200, 3, part), message: texts[part - 1] },
      });
    }
    await peer.receiptsCame(3);
    const [handset] = simulator.handsets('0912-345-678');
    expect(handset).toMatchObject({ number: '0912345678', display: '0912-345-678', count: 1 });
    expect(handset?.messages[0]).toMatchObject({
      sender: '111',
      text: texts.join(''),
      segments: 3,
      received: 3,
      carrier: 'CHT',
      link: 'CHT-A',
      state: 'DELIVRD',
    });
  });

  it('are put together from 16-bit parts', async () => {
    const simulator = await running.simulator();
    const peer = await running.peer(simulator, 'FET-A');
    for (const part of [2, 1]) {
      await peer.submit({
        esm_class: 0x40,
        short_message: { udh: udh16(60_000, 2, part), message: `${part}；` },
      });
    }
    expect(simulator.handsets('0912345678')[0]?.messages[0]?.text).toBe('1；2；');
  });

  it('are put together from SAR parts', async () => {
    const simulator = await running.simulator();
    const peer = await running.peer(simulator, 'TWM-A');
    for (const part of [2, 1]) {
      await peer.submit({
        short_message: `${part}；`,
        sar_msg_ref_num: 4711,
        sar_total_segments: 2,
        sar_segment_seqnum: part,
      });
    }
    expect(simulator.handsets('0912345678')[0]?.messages[0]).toMatchObject({ text: '1；2；', segments: 2 });
  });

  it('come whole in message_payload', async () => {
    const simulator = await running.simulator();
    const peer = await running.peer(simulator);
    const text = '長'.repeat(200);
    await peer.submit({ short_message: '', message_payload: text });
    expect(simulator.handsets('0912345678')[0]?.messages[0]).toMatchObject({ text, segments: 1 });
  });

  it('wait for missing parts, and show which', async () => {
    const simulator = await running.simulator();
    const peer = await running.peer(simulator);
    await peer.submit({ esm_class: 0x40, short_message: { udh: udh8(1, 2, 2), message: '下半' } });
    const message = simulator.handsets('0912345678')[0]?.messages[0];
    expect(message).toMatchObject({ received: 1, segments: 2, state: 'waiting' });
    expect(message?.parts.map(part => part.state)).toContain('missing');
  });

  it('with a reference that comes again are another message', async () => {
    const simulator = await running.simulator();
    const peer = await running.peer(simulator);
    for (const text of ['甲', '乙']) {
      for (const part of [1, 2]) {
        await peer.submit({
          esm_class: 0x40,
          short_message: { udh: udh8(1, 2, part), message: text + part },
        });
      }
    }
    const messages = simulator.handsets('0912345678')[0]?.messages;
    expect(messages?.map(message => message.text)).toEqual(['乙1乙2', '甲1甲2']);
  });

  it('from 111 stand newest first, the number that heard last in front', async () => {
    const simulator = await running.simulator();
    const peer = await running.peer(simulator);
    await peer.submit({ short_message: '一' });
    await peer.submit({ short_message: '二', destination_addr: '886987654321' });
    await peer.submit({ short_message: '三' });
    const handsets = simulator.handsets();
    expect(handsets.map(handset => handset.number)).toEqual(['0912345678', '0987654321']);
    expect(handsets[0]?.messages.map(message => message.text)).toEqual(['三', '一']);
  });

  it('are kept to a bound, the oldest forgotten first', async () => {
    const simulator = await running.simulator({ handsetMessages: 3 });
    const peer = await running.peer(simulator);
    for (const digit of [1, 2, 3, 4, 5]) {
      await peer.submit({ ...submitFields, destination_addr: `88691200000${digit}` });
    }
    expect(simulator.handsets().map(handset => handset.number)).toEqual([
      '0912000005',
      '0912000004',
      '0912000003',
    ]);
  });
});

describe('the state of a long message', () => {
  const part = (number: number, index: number): AcceptedSegment => ({
    ...blankSegment(),
    handle: number,
    outcome: outcomeAt(index),
    part: number,
    total: 2,
    acceptedAt: 1,
  });

  it.each([
    [[0, 0], 'DELIVRD'],
    [[0, 1], 'partly'],
    [[1, 0], 'partly'],
    [[2, 2], 'EXPIRED'],
    [[0, null], 'waiting'],
  ] as const)('outcomes %j → %s', (outcomes, state) => {
    const handsets = new Handsets(10, () => 'id');
    outcomes.forEach((index, i) => {
      handsets.add(part(i + 1, index ?? 0), 'udh8:1', `${i}`);
      if (index !== null) handsets.settle(0, i + 1, outcomeAt(index));
    });
    expect(handsets.recent(1, 1)[0]?.messages[0]?.state).toBe(state);
  });
});

describe('searching by number', () => {
  it.each([
    ['0912345678', '0912345678'],
    ['0912-345-678', '0912345678'],
    [' 0912 345 678 ', '0912345678'],
    ['+886912345678', '0912345678'],
    ['+886 912-345-678', '0912345678'],
    ['+886 0912-345-678', '0912345678'],
    ['886912345678', '0912345678'],
    ['00886912345678', '0912345678'],
    ['０９１２３４５６７８', '0912345678'],
    ['345-6', '3456'],
    ['無', ''],
  ])('reads %s as %s', (typed, digits) => {
    expect(searchDigits(typed)).toBe(digits);
  });

  it('finds by a part, and nothing by nothing', async () => {
    const simulator = await running.simulator();
    const peer = await running.peer(simulator);
    await peer.submit({});
    await peer.submit({ destination_addr: '886987654321' });
    expect(simulator.handsets('345').map(handset => handset.number)).toEqual(['0912345678']);
    expect(simulator.handsets('0')).toHaveLength(2);
    expect(simulator.handsets('')).toEqual([]);
    expect(simulator.handsets('0900000000')).toEqual([]);
  });
});
