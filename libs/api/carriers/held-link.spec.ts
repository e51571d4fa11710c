import { newLog } from '@sms111/api/platform';
import { splitIntoSegments } from '@sms111/domain';
import { startSimulator, type Simulator } from '../../../apps/carrier-simulator';
import { errorMapOf } from './error-map';
import type { HeldLink } from './held-link';
import { HandsetCarrier } from './testing/handset-carrier';
import { holding, linkTo, submitAll, until } from './testing/held';
import { selfSigned } from './testing/self-signed';
import { tlsFront } from './testing/tls-front';

jest.setTimeout(60_000);

const LONG = `測試公共服務平臺\n${'長'.repeat(120)}末`;
const numberOf = (i: number) => `0912${String(i).padStart(6, '0')}`;
const single = (i: number, text = '測試公共服務平臺\n您好。') => ({ number: numberOf(i), texts: [text] });

describe('a link that is held', () => {
  let simulator: Simulator;
  const open: HeldLink[] = [];
  const hold = (...given: Parameters<typeof holding>) => {
    const holder = holding(...given);
    open.push(holder.held);
    return holder;
  };
  const carriers: HandsetCarrier[] = [];
  const handsets = async () => {
    const carrier = await HandsetCarrier.start();
    carriers.push(carrier);
    return carrier;
  };
  const port = () => simulator.links.find(({ link }) => link === 'CHT-A')?.port ?? 0;

  beforeAll(async () => (simulator = await startSimulator({ receiptDelayMs: 0, password: 'handover' })));
  afterEach(async () => {
    for (const held of open.splice(0)) held.close();
    for (const carrier of carriers.splice(0)) carrier.stop();
    simulator.command({ kind: 'normal' });
    simulator.command({ kind: 'settings', tps: 0, rtt: 0 });
    simulator.reset({ receipts: true, faults: true });
    jest.useRealTimers();
  });
  afterAll(() => simulator.stop());

  it('as a pair submits on the transmitter and hears receipts on the receiver', async () => {
    const { held, receipts } = hold(linkTo(port(), { bindMode: 'pair' }));
    await until(() => held.state === 'bound');
    expect(simulator.board()[0]?.sessions).toEqual({ transceiver: 0, transmitter: 1, receiver: 1 });
    const outcomes = await submitAll(held, [single(1), single(2)]);
    expect(outcomes.map(outcome => outcome.kind)).toEqual(['accepted', 'accepted']);
    await until(() => receipts.length === 2);
    await held.drain();
    const gone = { transceiver: 0, transmitter: 0, receiver: 0 };
    await until(() => JSON.stringify(simulator.board()[0]?.sessions) === JSON.stringify(gone));
  });

  it('as a pair is bound anew as a whole when one side is lost', async () => {
    const { held, changes } = hold(linkTo(port(), { bindMode: 'pair' }));
    await until(() => held.isOffered);
    simulator.command({ kind: 'cut', link: 'CHT-A' });
    await until(() => !held.isOffered);
    await until(() => {
      held.keepOpen();
      return held.isOffered;
    });
    expect(changes).toEqual([true, false, true]);
    expect(simulator.board()[0]?.sessions).toEqual({ transceiver: 0, transmitter: 1, receiver: 1 });
  });

  it.each(['udh8', 'sar', 'payload'] as const)(
    'hands a long message over by %s, which the handset shows as one, in both forms of address',
    async concat => {
      for (const destForm of ['international', 'national'] as const) {
        const { held, receipts } = hold(linkTo(port(), { concat, destForm }));
        await until(() => held.isOffered);
        const texts = splitIntoSegments(LONG);
        const outcomes = await submitAll(held, [{ number: numberOf(31), texts }]);
        expect(outcomes.map(outcome => outcome.kind)).toEqual(
          ['accepted', 'accepted', 'accepted'].slice(0, texts.length),
        );
        // One receipt a submit_sm: under payload the one stands for all parts.
        await until(() => receipts.length === (concat === 'payload' ? 1 : texts.length));
        const [handset] = simulator.handsets(numberOf(31));
        expect(handset?.messages[0]?.text).toBe(LONG);
        expect(simulator.segments(numberOf(31))).toHaveLength(concat === 'payload' ? 1 : texts.length);
        expect(simulator.counters().violations).toEqual({});
        held.close();
        simulator.reset({ receipts: true });
      }
    },
  );

  it("lets the carrier's own error map decide, over that of the standard", async () => {
    simulator.command({ kind: 'not-ours', link: 'CHT-A' });
    const errors = errorMapOf([
      { source: 'submit', code: '0x40b', reason: 'gateway-fail', action: 'again', note: '' },
    ]);
    const unmapped = hold(linkTo(port())).held;
    await until(() => unmapped.isOffered);
    await submitAll(
      unmapped,
      [1, 2, 3, 4, 5, 6].map(i => single(i)),
    );
    // An unknown number is a refusal of the message: the link works.
    expect(unmapped.figures().breaker).toBe('closed');

    const { held } = hold(linkTo(port(), { errors }));
    await until(() => held.isOffered);
    await submitAll(
      held,
      [1, 2, 3, 4, 5].map(i => single(i)),
    );
    expect(held.figures().breaker).toBe('open');
    expect(held.isOffered).toBe(false);
    expect(held.figures().recent.statuses).toEqual([{ status: 0x40b, count: 5 }]);
  });

  it('opens its breaker on repeated failures, tries with one, and recovers with a slow start', async () => {
    const errors = errorMapOf([
      { source: 'submit', code: '0x40b', reason: 'gateway-fail', action: 'again', note: '' },
    ]);
    const { held, changes } = hold(linkTo(port(), { errors, window: 80 }));
    await until(() => held.isOffered);
    simulator.command({ kind: 'not-ours', link: 'CHT-A' });
    await submitAll(
      held,
      [1, 2, 3, 4, 5].map(i => single(i)),
    );
    expect(held.isOffered).toBe(false);
    jest.useFakeTimers({ now: Date.now() + 5_001, doNotFake: REAL });
    expect([held.isOffered, held.allowed]).toEqual([true, 1]);
    await submitAll(held, [single(6)]);
    expect(held.isOffered).toBe(false);
    jest.setSystemTime(Date.now() + 10_001);
    simulator.command({ kind: 'normal', link: 'CHT-A' });
    expect(held.allowed).toBe(1);
    await submitAll(held, [single(7)]);
    expect([held.figures().breaker, held.allowed]).toEqual(['closed', 10]);
    held.keepOpen();
    expect(changes).toEqual([true, false, true]);
  });

  it('begins with a part of its window, which grows with each answer', async () => {
    const { held } = hold(linkTo(port(), { window: 80 }));
    await until(() => held.isOffered);
    expect(held.allowed).toBe(10);
    await submitAll(
      held,
      Array.from({ length: 10 }, (_, i) => single(i)),
    );
    expect(held.allowed).toBe(20);
    await submitAll(
      held,
      Array.from({ length: 80 }, (_, i) => single(100 + i)),
    );
    expect(held.allowed).toBe(80);
  });

  it('does not hammer a carrier that refuses its password, and says that a person must look', async () => {
    const { held } = hold(linkTo(port(), { password: 'wrong' }));
    await until(() => held.figures().bindFault !== null);
    expect(held.figures().bindFault).toMatchObject({
      words: 'bind-refused ESME_RINVPASWD',
      credentials: true,
    });
    jest.useFakeTimers({ now: Date.now(), doNotFake: REAL });
    for (let minute = 1; minute <= 11; minute++) {
      jest.setSystemTime(Date.now() + 60_000);
      held.keepOpen();
      expect(held.state).toBe('unbound');
    }
    expect(simulator.counters().links['CHT-A'].bindsRefused).toBe(1);
    jest.setSystemTime(Date.now() + 8 * 60_000);
    held.keepOpen();
    await until(() => simulator.counters().links['CHT-A'].bindsRefused === 2);
  });

  it('asks less and less often when binds are refused', async () => {
    simulator.command({ kind: 'refuse-binds', link: 'CHT-A' });
    const { held } = hold(linkTo(port()));
    jest.useFakeTimers({ now: Date.now(), doNotFake: REAL });
    const pauses: number[] = [];
    for (let failures = 1; failures <= 7; failures++) {
      await until(
        () => simulator.counters().links['CHT-A'].bindsRefused === failures && held.state === 'unbound',
      );
      pauses.push((held.figures().bindFault?.nextAt.getTime() ?? 0) - Date.now());
      jest.setSystemTime((held.figures().bindFault?.nextAt.getTime() ?? 0) + 1);
      held.keepOpen();
    }
    // A quarter of chance each way: 2, 4, 8 … 60 s.
    expect(pauses[0]).toBeGreaterThanOrEqual(1_500);
    expect(pauses[3]).toBeGreaterThanOrEqual(12_000);
    expect(Math.max(...pauses)).toBeLessThanOrEqual(75_000);
  });

  it('asks less and less often when each session is cut at once', async () => {
    const carrier = await handsets();
    const { held } = hold(linkTo(carrier.port));
    jest.useFakeTimers({ now: Date.now(), doNotFake: REAL });
    const pauses: number[] = [];
    for (let cuts = 0; cuts < 6; cuts++) {
      await until(() => held.isBound);
      carrier.cut();
      await until(() => !held.isBound && held.state === 'unbound');
      const next = held.figures().bindFault?.nextAt.getTime() ?? 0;
      pauses.push(next - Date.now());
      jest.setSystemTime(next + 1);
      held.keepOpen();
    }
    // A quarter of chance each way: 250, 500 … 8,000 ms.
    expect(pauses[5]).toBeGreaterThan(4 * (pauses[0] ?? Infinity));
  });

  it('counts a receipt that names no message, and tells how long answers take', async () => {
    const carrier = await handsets();
    const { held, receipts } = hold(linkTo(carrier.port));
    await until(() => held.isOffered);
    carrier.receipt(7, 'stat:DELIVRD err:000');
    await until(() => carrier.answers.get(7) === 0);
    expect([receipts, held.deltas().strangers]).toEqual([[], 1]);

    const other = hold(linkTo(port()));
    await until(() => other.held.isOffered);
    await submitAll(other.held, [single(1), single(2)]);
    expect(other.times.responses).toHaveLength(2);
    for (const seconds of other.times.responses) expect(seconds).toBeGreaterThanOrEqual(0);
  });

  it('uses the granted rate and is never throttled', async () => {
    simulator.command({ kind: 'settings', link: 'CHT-A', tps: 400 });
    const { held } = hold(linkTo(port(), { ratePerSecond: 400, window: 100 }));
    await until(() => held.isOffered);
    for (let from = 0; from < 1_200; from += 100) {
      await submitAll(
        held,
        Array.from({ length: 100 }, (_, i) => single(1_000 + from + i)),
      );
    }
    expect(simulator.counters().refused).toEqual({});
    expect(simulator.counters().accepted).toBe(1_200);
  });

  it('slows down when it is throttled without a granted rate, and is as fast as its window again when nothing is', async () => {
    simulator.command({ kind: 'settings', link: 'CHT-A', tps: 300 });
    const { held } = hold(linkTo(port(), { window: 50 }));
    await until(() => held.isOffered);
    let throttled = 0;
    for (let i = 0; throttled === 0; i++) {
      const outcomes = await submitAll(
        held,
        Array.from({ length: 50 }, (_, n) => single(5_000 + i * 50 + n)),
      );
      throttled = outcomes.filter(outcome => outcome.kind === 'refused').length;
    }
    expect(held.figures().rateNow).toBeGreaterThan(0);
    expect(held.figures().recent.throttled).toBe(throttled);
    expect(held.figures().breaker).toBe('closed');

    simulator.command({ kind: 'settings', link: 'CHT-A', tps: 0 });
    jest.useFakeTimers({ now: Date.now(), doNotFake: REAL });
    for (let seconds = 0; held.figures().rateNow > 0 && seconds < 600; seconds++) {
      jest.setSystemTime(Date.now() + 1_000);
      held.keepOpen();
    }
    expect(held.figures().rateNow).toBe(0);
    for (let i = 0; i < 3; i++) {
      const outcomes = await submitAll(
        held,
        Array.from({ length: 50 }, (_, n) => single(2_000 + i * 50 + n)),
      );
      expect(outcomes.filter(({ kind }) => kind !== 'accepted')).toEqual([]);
    }
  });

  it('answers and counts a text from a handset, and lets nobody read it (ARC-9)', async () => {
    const carrier = await handsets();
    const lines: string[] = [];
    const log = newLog('test', 'silent');
    jest.spyOn(log, 'warn').mockImplementation((...said: unknown[]) => void lines.push(JSON.stringify(said)));
    const { held, receipts } = hold(linkTo(carrier.port), log);
    await until(() => held.isOffered);
    carrier.typed(41, 'id:1 stat:DELIVRD err:000 SECRET WORDS');
    carrier.typed(42, 'SECRET WORDS');
    await until(() => carrier.answers.size === 2);
    expect([...carrier.answers]).toEqual([
      [41, 0],
      [42, 0],
    ]);
    expect(receipts).toEqual([]);
    expect(held.figures().recent.strangers).toBe(2);
    expect(held.deltas().strangers).toBe(2);
    expect(lines.join('')).toContain('a message from a handset');
    expect(lines.join('')).not.toMatch(/SECRET|886912345678/);
  });

  it('over TLS trusts the authority that is set, or one pinned certificate, and nobody else', async () => {
    const own = selfSigned('smsc.carrier.example');
    const other = selfSigned('smsc.carrier.example');
    const front = await tlsFront(port(), own);
    const good = [
      { tls: 'ca', tlsCertificate: own.cert, tlsServerName: 'smsc.carrier.example' },
      { tls: 'pinned', tlsCertificate: own.cert },
    ] as const;
    for (const settings of good) {
      const { held } = hold(linkTo(front.port, settings));
      await until(() => held.isOffered);
      const [outcome] = await submitAll(held, [single(61)]);
      expect(outcome?.kind).toBe('accepted');
      held.close();
    }
    const bad = [
      { tls: 'ca', tlsCertificate: own.cert, tlsServerName: 'another.example' },
      { tls: 'ca', tlsCertificate: other.cert, tlsServerName: 'smsc.carrier.example' },
      { tls: 'pinned', tlsCertificate: other.cert },
    ] as const;
    for (const settings of bad) {
      const { held } = hold(linkTo(front.port, settings));
      await until(() => held.figures().bindFault !== null);
      expect(held.figures().bindFault?.words).toMatch(
        /^connect-failed .*(ALTNAME|SELF_SIGNED|SIGNATURE|VERIFY|PINNED)/,
      );
    }
    front.stop();
  });

  it('drains: takes no more, waits for what is out, unbinds, and loses nothing', async () => {
    simulator.command({ kind: 'settings', link: 'CHT-A', rtt: 150 });
    const { held } = hold(linkTo(port()));
    await until(() => held.isOffered);
    held.slots.take(12);
    const outcomes = submitAll(
      held,
      Array.from({ length: 12 }, (_, i) => single(700 + i)),
    );
    const drained = held.drain();
    expect([held.isOffered, held.state]).toEqual([false, 'draining']);
    expect((await outcomes).map(outcome => outcome.kind)).toEqual(
      Array.from({ length: 12 }, () => 'accepted'),
    );
    // Answered is not yet recorded: the session stays until it is.
    expect(held.isBound).toBe(true);
    held.slots.give(12);
    await drained;
    expect(held.state).toBe('unbound');
    held.keepOpen();
    expect(held.state).toBe('unbound');
    expect(simulator.counters()).toMatchObject({ accepted: 12, duplicateCount: 0 });
  });
});

/** Everything but the clock on the wall. */
const REAL = [
  ...['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'setImmediate', 'clearImmediate'],
  ...['nextTick', 'queueMicrotask', 'performance', 'hrtime'],
] as ('setTimeout' | 'performance')[];
