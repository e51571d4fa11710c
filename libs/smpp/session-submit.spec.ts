import fc from 'fast-check';
import type { SubmitOutcome } from './outcome';
import { submitSm } from './submit-sm';
import { STATUS } from './status';
import { frame, ID, type Frame } from './testing/frame';
import { bound, closeAll, kinds, submit, type Harness } from './testing/harness';

afterEach(closeAll);

const answerTo = ({ sequence }: Frame, id: string, status = 0) =>
  frame(ID.submitSmResp, sequence, status, status === 0 ? `${id}\0` : '');

/** The two octets of text that say which submit of a test it was. */
const indexOf = ({ body }: Frame) => body.readUInt16BE(body.length - 2);

/** Lets the session read all that was sent to it, by asking it something behind. */
async function settled({ peer }: Harness): Promise<void> {
  await peer.send(frame(ID.enquireLink, 0x7777));
  let answer = await peer.next();
  while (answer.id !== ID.enquireLinkResp) answer = await peer.next();
}

describe('submitting', () => {
  it('writes the segments of a turn in one piece and gives each its own answer', async () => {
    const { peer, session } = await bound();
    const before = peer.reads.length;
    const [one, two] = [submit(session, 2), submit(session, 1)];
    expect([session.freeWindow, session.waiting, session.inFlight]).toEqual([7, 3, 0]);
    const [a, b, c] = await peer.take(3);
    expect(peer.reads.slice(before)).toEqual([3]);
    expect([session.freeWindow, session.waiting, session.inFlight]).toEqual([7, 0, 3]);
    if (!a || !b || !c) throw new Error('three were sent');
    await peer.send(answerTo(c, 'C'), answerTo(a, 'A'), answerTo(b, '', STATUS.ESME_RINVDSTADR));
    expect(await one.all).toEqual([
      { kind: 'accepted', messageId: 'A', latencyMs: 0 },
      { kind: 'refused', status: STATUS.ESME_RINVDSTADR, latencyMs: 0 },
    ]);
    expect(await two.all).toEqual([{ kind: 'accepted', messageId: 'C', latencyMs: 0 }]);
    expect(session.stats).toMatchObject({
      submitted: 3,
      accepted: 2,
      refused: 1,
      throttled: 0,
      unanswered: 0,
    });
  });

  it('writes what answers made room for in one piece too', async () => {
    const { peer, session, rooms } = await bound({ window: 2 });
    const [first] = [submit(session, 2)];
    const sent = await peer.take(2);
    const before = peer.reads.length;
    void first.all.then(() => submit(session, 2));
    await peer.send(...sent.map(one => answerTo(one, 'x')));
    await peer.take(2);
    expect(peer.reads.slice(before)).toEqual([2]);
    expect(rooms).toEqual([2, 2]);
  });

  it('never has more than the window without an answer', async () => {
    const harness = await bound({ window: 3 });
    const { peer, session } = harness;
    const { outcomes, all } = submit(session, 5);
    expect(outcomes.slice(3)).toEqual(Array(2).fill({ kind: 'not-written', reason: 'window-full' }));
    expect(session.freeWindow).toBe(0);
    const sent = await peer.take(3);
    await settled(harness);
    expect(peer.unread).toEqual([]);
    await peer.send(...sent.map(one => answerTo(one, `${one.sequence}`)));
    expect(kinds(await all)).toEqual([...Array(3).fill('accepted'), 'not-written', 'not-written']);
    expect(session.freeWindow).toBe(3);
  });

  it('counts what is throttled, and takes a generic_nack for a refusal', async () => {
    const { peer, session, faults } = await bound();
    const { all } = submit(session, 4);
    const [a, b, c, d] = await peer.take(4);
    if (!a || !b || !c || !d) throw new Error('four were sent');
    await peer.send(answerTo(a, '', STATUS.ESME_RTHROTTLED), answerTo(b, '', STATUS.ESME_RMSGQFUL));
    await peer.send(frame(ID.nack, c.sequence, STATUS.ESME_RINVCMDLEN), frame(ID.nack, d.sequence, 0));
    expect(await all).toMatchObject([
      { kind: 'refused', status: STATUS.ESME_RTHROTTLED },
      { kind: 'refused', status: STATUS.ESME_RMSGQFUL },
      { kind: 'refused', status: STATUS.ESME_RINVCMDLEN },
      { kind: 'refused', status: STATUS.ESME_RUNKNOWNERR },
    ]);
    expect(session.stats).toMatchObject({ refused: 4, throttled: 2 });
    expect(faults).toEqual([]);
  });

  it('does not write a segment that breaks a bound, and writes its neighbours', async () => {
    const { peer, session } = await bound();
    const outcomes: (SubmitOutcome | undefined)[] = [];
    const good = submitSm({ destinationAddr: '886912345678', shortMessage: Buffer.from('AB') });
    const bad = { ...good, destinationAddr: '1'.repeat(30) };
    session.submit([good, bad, good], (index, outcome) => (outcomes[index] = outcome));
    const [a, b] = await peer.take(2);
    expect(outcomes).toEqual([
      undefined,
      {
        kind: 'not-written',
        reason: 'invalid',
        fault: { reason: 'too-long', field: 'destination_addr', status: STATUS.ESME_RINVDSTADR },
      },
    ]);
    expect([a?.id, b?.id]).toEqual([ID.submitSm, ID.submitSm]);
    expect(session.freeWindow).toBe(8);
  });

  it('reports an answer to nothing, or a second one, and goes on', async () => {
    const { peer, session, faults } = await bound();
    const { all } = submit(session, 1);
    const sent = await peer.next();
    await peer.send(answerTo(sent, 'A'), answerTo(sent, 'B'), frame(ID.nack, 4_000, 3));
    expect(await all).toMatchObject([{ kind: 'accepted', messageId: 'A' }]);
    const second = submit(session, 1);
    await peer.send(answerTo(await peer.next(), 'C'));
    expect(kinds(await second.all)).toEqual(['accepted']);
    expect(faults).toEqual([
      { kind: 'unmatched-answer', command: 'submit_sm_resp', sequence: sent.sequence },
      { kind: 'nacked', sequence: 4_000, status: 3 },
    ]);
  });
});

describe('an answer that does not come', () => {
  it('is no answer after the time, and late when it comes after all', async () => {
    const harness = await bound({ window: 3, responseTimeoutMs: 5_000 });
    const { peer, session, clock } = harness;
    const { all, late } = submit(session, 1);
    const slow = await peer.next();
    clock.advance(4_900);
    expect(session.inFlight).toBe(1);
    clock.advance(200);
    expect(await all).toEqual([{ kind: 'no-answer', reason: 'timeout' }]);
    expect([session.inFlight, session.freeWindow]).toEqual([0, 2]);
    await peer.send(answerTo(slow, 'late one'));
    await settled(harness);
    expect(late).toEqual([[0, { kind: 'accepted', messageId: 'late one', latencyMs: 5_100 }]]);
    expect(session.freeWindow).toBe(3);
    expect(session.stats).toMatchObject({ submitted: 1, accepted: 0, unanswered: 1, late: 1 });
  });

  it('never leaves more than a window in doubt: a silent carrier is closed', async () => {
    const { peer, session, clock } = await bound({ window: 4, responseTimeoutMs: 5_000, enquireLinkMs: 0 });
    const first = submit(session, 3);
    await peer.take(3);
    clock.advance(5_100);
    expect(kinds(await first.all)).toEqual(Array(3).fill('no-answer'));
    const second = submit(session, 4);
    expect(kinds(second.outcomes)).toEqual([undefined, ...Array(3).fill('not-written')]);
    await peer.next();
    clock.advance(5_100);
    expect(await session.closed).toEqual({ kind: 'no-answers' });
    expect((await second.all)[0]).toEqual({ kind: 'no-answer', reason: 'timeout' });
    expect(session.stats.unanswered).toBe(4);
  });

  it('ends in no answer when the connection is lost, and what waits is not written', async () => {
    const { peer, session, clock } = await bound({ rate: 100 });
    const { all } = submit(session, 6);
    await peer.take(2);
    expect([session.inFlight, session.waiting]).toEqual([2, 4]);
    await peer.reset();
    expect(await session.closed).toMatchObject({ kind: 'socket-error', code: 'ECONNRESET' });
    expect(await all).toEqual([
      ...Array(2).fill({ kind: 'no-answer', reason: 'closed' }),
      ...Array(4).fill({ kind: 'not-written', reason: 'closed' }),
    ]);
    clock.advance(60_000);
    expect([session.inFlight, session.waiting]).toEqual([0, 0]);
  });

  it('is told apart from what was never handed over: closing in the same turn writes nothing', async () => {
    const { peer, session } = await bound();
    const { all } = submit(session, 2);
    session.close();
    expect(await all).toEqual(Array(2).fill({ kind: 'not-written', reason: 'closed' }));
    await peer.gone();
    expect(peer.unread).toEqual([]);
    expect(await session.closed).toEqual({ kind: 'closed-by-caller' });
  });

  it('is not blamed on the carrier when this process was held up', async () => {
    const { session, peer, clock } = await bound({ responseTimeoutMs: 5_000, enquireLinkMs: 0 });
    const { outcomes } = submit(session, 1);
    await peer.next();
    clock.freeze(20_000);
    expect(outcomes).toEqual([undefined]);
    clock.advance(100);
    expect(kinds(outcomes)).toEqual(['no-answer']);
  });
});

describe('the rate', () => {
  it('lets an even flow through, urgent ones first', async () => {
    const harness = await bound({ window: 50, rate: 100 });
    const { peer, session, clock } = harness;
    submit(session, 10);
    expect((await peer.take(2)).map(indexOf)).toEqual([0, 1]);
    submit(session, 1, { urgent: true });
    for (let i = 0; i < 3; i++) {
      clock.advance(10);
      const next = await peer.next();
      expect(indexOf(next)).toBe([0, 2, 3][i]);
    }
    await settled(harness);
    expect(peer.unread).toEqual([]);
    expect(session.waiting).toBe(6);
    session.setRate(1_000);
    clock.advance(20);
    expect((await peer.take(6)).map(indexOf)).toEqual([4, 5, 6, 7, 8, 9]);
  });

  it('takes a greater rate at once, though the timer of the old one lies far away', async () => {
    const { peer, session, clock } = await bound({ window: 50, rate: 1 });
    submit(session, 9);
    await peer.next();
    session.setRate(1_000);
    await Promise.resolve();
    clock.advance(20);
    expect((await peer.take(8)).map(indexOf)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });

  it('of 0 is that of the window, also for what waits', async () => {
    const { peer, session } = await bound({ window: 50, rate: 1 });
    submit(session, 9);
    await peer.next();
    session.setRate(0);
    expect((await peer.take(8)).map(indexOf)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });
});

describe('a carrier that does not read', () => {
  it('holds the writer back; what did not leave is given back', async () => {
    const { peer, session, clock } = await bound({ window: 400, enquireLinkMs: 0 });
    await peer.pause();
    const payload = Buffer.alloc(60_000);
    const pdu = submitSm({
      destinationAddr: '886912345678',
      shortMessage: Buffer.alloc(0),
      tlvs: { messagePayload: payload },
    });
    const outcomes: SubmitOutcome[] = [];
    const all = new Promise<void>(resolve => {
      session.submit(new Array<typeof pdu>(400).fill(pdu), (_index, outcome) => {
        outcomes.push(outcome);
        if (outcomes.length === 400) resolve();
      });
    });
    clock.advance(100);
    await new Promise(setImmediate);
    expect(session.waiting).toBeGreaterThan(100);
    expect(session.inFlight + session.waiting).toBe(400);
    const [written, waiting] = [session.inFlight, session.waiting];
    session.close();
    await all;
    expect(kinds(outcomes).filter(kind => kind === 'no-answer')).toHaveLength(written);
    expect(kinds(outcomes).filter(kind => kind === 'not-written')).toHaveLength(waiting);
  });

  it('gets the rest when it reads again', async () => {
    const { peer, session } = await bound({ window: 300 });
    await peer.pause();
    const pdu = submitSm({
      destinationAddr: '886912345678',
      shortMessage: Buffer.alloc(0),
      tlvs: { messagePayload: Buffer.alloc(60_000) },
    });
    let accepted = 0;
    session.submit(new Array<typeof pdu>(300).fill(pdu), (_index, { kind }) => {
      if (kind === 'accepted') accepted++;
    });
    await new Promise(setImmediate);
    expect(session.waiting).toBeGreaterThan(0);
    await peer.resume();
    const sent = await peer.take(300);
    expect(new Set(sent.map(one => one.sequence)).size).toBe(300);
    await peer.send(...sent.map(one => answerTo(one, 'x')));
    await peer.send(frame(ID.enquireLink, 1));
    while ((await peer.next()).id !== ID.enquireLinkResp);
    expect([accepted, session.waiting, session.freeWindow]).toEqual([300, 0, 300]);
  });
});

describe('a caller that throws', () => {
  it('ends the session, and all its submits have their outcome all the same', async () => {
    const { peer, session } = await bound();
    const error = new Error('a bug in the caller');
    const others = submit(session, 3);
    session.submit([submitSm({ destinationAddr: '1', shortMessage: Buffer.alloc(2) })], () => {
      throw error;
    });
    const sent = await peer.take(4);
    await peer.send(answerTo(sent[3] ?? sent[0]!, 'D'), answerTo(sent[0]!, 'A'));
    expect(await session.closed).toEqual({ kind: 'handler-threw', error });
    expect(kinds(await others.all)).toEqual(['accepted', 'no-answer', 'no-answer']);
  });
});

describe('query_sm and cancel_sm', () => {
  const fields = { messageId: '12', sourceAddrTon: 3, sourceAddrNpi: 0, sourceAddr: '111' };

  it('are answered, refused, or not answered', async () => {
    const { peer, session, clock, rooms } = await bound({ window: 4 });
    const [query, refused, nacked] = [session.query(fields), session.query(fields), session.query(fields)];
    const cancel = session.cancel({
      ...fields,
      serviceType: '',
      destAddrTon: 1,
      destAddrNpi: 1,
      destinationAddr: '886912345678',
    });
    expect(session.freeWindow).toBe(0);
    expect(await session.query(fields)).toEqual({ kind: 'not-written', reason: 'window-full' });
    const [a, b, c, d] = await peer.take(4);
    if (!a || !b || !c || !d) throw new Error('four were sent');
    expect([a.id, d.id, a.body.toString('latin1')]).toEqual([ID.querySm, ID.cancelSm, '12\0\x03\x00111\0']);
    await peer.send(
      frame(ID.querySmResp, a.sequence, 0, '12\0\0\x02\0'),
      frame(ID.querySmResp, b.sequence, STATUS.ESME_RQUERYFAIL),
      frame(ID.nack, c.sequence, STATUS.ESME_RINVCMDID),
      frame(ID.cancelSmResp, d.sequence),
    );
    expect(await query).toMatchObject({ kind: 'answered', response: { messageState: 2, finalDate: '' } });
    expect(await refused).toEqual({ kind: 'refused', status: STATUS.ESME_RQUERYFAIL });
    expect(await nacked).toEqual({ kind: 'refused', status: STATUS.ESME_RINVCMDID });
    expect(await cancel).toMatchObject({ kind: 'answered' });
    expect(session.freeWindow).toBe(4);
    const unanswered = session.query(fields);
    await peer.next();
    const told = rooms.length;
    clock.advance(10_100);
    expect(await unanswered).toEqual({ kind: 'no-answer', reason: 'timeout' });
    expect(rooms.slice(told)).toEqual([4]);
    const cut = session.query(fields);
    await peer.next();
    session.close();
    expect(await cut).toEqual({ kind: 'no-answer', reason: 'closed' });
  });

  it('an answer of another kind is not theirs', async () => {
    const { peer, session, faults, happened } = await bound();
    const query = session.query(fields);
    const { sequence } = await peer.next();
    await peer.send(frame(ID.cancelSmResp, sequence), frame(ID.submitSmResp, sequence, 0, 'x\0'));
    while (faults.length < 2) await happened();
    await peer.send(frame(ID.querySmResp, sequence, 0, '12\0\0\x02\0'));
    expect(await query).toMatchObject({ kind: 'answered' });
  });
});

describe('for any carrier,', () => {
  /** What the carrier does with each submit that reaches it. */
  const deeds = fc.array(fc.constantFrom('accept', 'refuse', 'forget', 'nack', 'twice'), {
    minLength: 1,
    maxLength: 20,
  });

  it('each submit ends exactly once, and in no doubt where there is none', async () => {
    await fc.assert(
      fc.asyncProperty(
        deeds,
        fc.integer({ min: 1, max: 30 }),
        fc.nat(30),
        async (script, count, cutAfter) => {
          const { peer, session } = await bound({ window: 30 });
          const submitted = submit(session, count);
          const reached = new Map<number, string>();
          while (reached.size < Math.min(count, cutAfter)) {
            const one = await peer.next();
            const deed = script[reached.size % script.length] ?? 'accept';
            reached.set(indexOf(one), deed);
            if (deed === 'accept' || deed === 'twice') await peer.send(answerTo(one, 'id'));
            if (deed === 'twice') await peer.send(answerTo(one, 'id'));
            if (deed === 'refuse') await peer.send(answerTo(one, '', STATUS.ESME_RSYSERR));
            if (deed === 'nack') await peer.send(frame(ID.nack, one.sequence, STATUS.ESME_RINVCMDLEN));
          }
          await peer.end();
          await session.closed;
          const outcomes = await submitted.all;
          outcomes.forEach(({ kind }, index) => {
            const deed = reached.get(index);
            const expected = {
              accept: 'accepted',
              twice: 'accepted',
              refuse: 'refused',
              nack: 'refused',
              forget: 'no-answer',
            };
            if (deed === undefined) expect(['no-answer', 'not-written']).toContain(kind);
            else expect(kind).toBe(expected[deed as keyof typeof expected]);
          });
          const { submitted: written, accepted, refused, unanswered, notWritten } = session.stats;
          expect(written).toBe(accepted + refused + unanswered);
          expect(written + notWritten).toBe(count);
          await closeAll();
        },
      ),
      { numRuns: 40 },
    );
  });
});
