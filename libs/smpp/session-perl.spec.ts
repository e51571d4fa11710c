import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { normaliseMessageId } from './message-id';
import type { SubmitOutcome } from './outcome';
import { parseReceipt, type Receipt } from './receipt';
import { submitParts, type Concat } from './segments';
import { openSession } from './session';
import { submitSm } from './submit-sm';
import { encodeUcs2 } from './ucs2';

const SERVER = path.join(__dirname, 'testing', 'smsc.pl');
const MISSING =
  process.env['NET_SMPP_MISSING'] ?? 'Net::SMPP for Perl is missing: apt-get install libnet-smpp-perl';

type Heard = Record<string, unknown>;

/** A server on Debian's Net::SMPP. */
class PerlCarrier {
  readonly heard: Heard[] = [];
  private readonly waiting = new Set<() => void>();
  private readonly ended: Promise<unknown>;

  private constructor(
    private readonly child: ChildProcess,
    readonly port: number,
  ) {
    this.ended = once(child, 'exit');
  }

  static async start(...args: string[]): Promise<PerlCarrier> {
    const child = spawn('perl', [SERVER, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
    const lines = createInterface({ input: child.stdout });
    const [first] = (await once(lines, 'line')) as [string];
    const carrier = new PerlCarrier(child, (JSON.parse(first) as { port: number }).port);
    lines.on('line', line => {
      carrier.heard.push(JSON.parse(line) as Heard);
      for (const look of [...carrier.waiting]) look();
    });
    return carrier;
  }

  /** Resolves when so many things with this key were heard. */
  hears(key: string, count: number): Promise<Heard[]> {
    return new Promise(resolve => {
      const look = () => {
        const found = this.heard.filter(one => key in one);
        if (found.length < count) return;
        this.waiting.delete(look);
        resolve(found);
      };
      this.waiting.add(look);
      look();
    });
  }

  /** Its exit code. */
  async end(): Promise<number | null> {
    await this.ended;
    return this.child.exitCode;
  }

  kill(): void {
    this.child.kill('SIGKILL');
  }
}

const running: PerlCarrier[] = [];
const start = async (...args: string[]) => {
  const carrier = await PerlCarrier.start(...args);
  running.push(carrier);
  return carrier;
};

const open = (carrier: PerlCarrier, onReceipt: (receipt: Receipt | null) => void = () => {}) =>
  openSession(
    {
      host: '127.0.0.1',
      port: carrier.port,
      bind: { type: 'transceiver', systemId: 'moda111', password: 'secret' },
      window: 10,
      enquireLinkMs: 20,
      tickMs: 5,
    },
    {
      onDeliver: (pdu, ack) => {
        onReceipt(parseReceipt(pdu));
        ack();
      },
    },
  );

const submit = (session: ReturnType<typeof open>, parts: readonly string[], concat: Concat) =>
  new Promise<SubmitOutcome[]>(resolve => {
    const outcomes: SubmitOutcome[] = [];
    const pdus = submitParts({ parts, reference: 0x2a, concat }).map(segment =>
      submitSm({
        ...segment,
        sourceAddrTon: 3,
        sourceAddr: '111',
        destinationAddr: '886912345678',
        validityPeriod: '000001000000000R',
        registeredDelivery: 1,
        tlvs: { ...segment.tlvs, userMessageReference: 513 },
      }),
    );
    let open = pdus.length;
    session.submit(pdus, (index, outcome) => {
      outcomes[index] = outcome;
      if (--open === 0) resolve(outcomes);
    });
  });

const hex = (text: string) => Buffer.from(encodeUcs2(text)).toString('hex');
const PARTS = ['測試公共服務平臺\n'.padEnd(67, '字'), '𠮷野家'];

describe('with Net::SMPP for Perl as carrier', () => {
  beforeAll(() => {
    if (spawnSync('perl', ['-MNet::SMPP', '-e', '1']).status !== 0) throw new Error(MISSING);
  });
  afterEach(() => {
    for (const carrier of running.splice(0)) carrier.kill();
  });

  it.each<[Concat, object[]]>([
    [
      'udh8',
      PARTS.map((part, i) => ({
        esm: 0x40,
        text: `0500032a02${String(i + 1).padStart(2, '0')}${hex(part)}`,
        sar: ['', '', ''],
      })),
    ],
    ['sar', PARTS.map((part, i) => ({ esm: 0, text: hex(part), sar: ['002a', '02', `0${i + 1}`] }))],
    ['payload', [{ esm: 0, text: '', payload: hex(PARTS.join('')) }]],
  ])('%s is understood; ids are hex in the response and decimal in the receipt', async (concat, heard) => {
    const carrier = await start();
    const receipts: (Receipt | null)[] = [];
    const session = open(carrier, receipt => receipts.push(receipt));
    expect(await session.opened).toMatchObject({ ok: true, systemId: 'perl' });
    const outcomes = await submit(session, PARTS, concat);
    await carrier.hears('acknowledged', heard.length);
    const answered = outcomes.map(one => (one.kind === 'accepted' ? one.messageId : one.kind));
    expect(answered).toEqual(heard.map((_, i) => `00A0B0C${i}`));
    expect(await carrier.hears('text', heard.length)).toMatchObject(
      heard.map(one => ({
        source: '111',
        ton: 3,
        to: '886912345678',
        coding: 8,
        registered: 1,
        validity: '000001000000000R',
        reference: '0201',
        ...one,
      })),
    );
    expect(receipts.map(one => normaliseMessageId(one?.messageId ?? '', 'decimal'))).toEqual(
      answered.map(id => normaliseMessageId(id, 'hex')),
    );
    expect(receipts).toMatchObject(heard.map(() => ({ stat: 'DELIVRD', idFrom: 'text', reference: 513 })));
    expect(await session.drain()).toEqual({ kind: 'unbound' });
    expect(await carrier.end()).toBe(0);
  });

  it('both sides ask, answer and part: an enquiry, a throttled submit, an unbind by the carrier', async () => {
    const carrier = await start('2');
    const session = open(carrier);
    await session.opened;
    await carrier.hears('enquired', 2);
    expect(await submit(session, ['甲'], 'udh8')).toMatchObject([{ kind: 'accepted' }]);
    expect(await submit(session, ['乙'], 'udh8')).toMatchObject([{ kind: 'refused', status: 0x58 }]);
    expect(await session.closed).toEqual({ kind: 'unbound-by-peer' });
    expect(await carrier.hears('unbound', 1)).toEqual([{ unbound: 0 }]);
    expect(session.stats).toMatchObject({ accepted: 1, refused: 1, throttled: 1, unanswered: 0 });
  });
});
