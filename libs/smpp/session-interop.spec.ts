import { once } from 'node:events';
import { createServer, PDU, type Session as NpmSession } from 'smpp';
import { parseReceipt, type Receipt } from './receipt';
import { openSession } from './session';
import type { Session } from './session-types';
import { submitParts, type Concat } from './segments';
import { submitSm } from './submit-sm';
import type { SubmitOutcome } from './outcome';

/** A server of the npm package, which nobody here wrote; `serve` is what a test makes it do. */
async function between(serve: (server: NpmSession) => void) {
  const server = createServer(carrier => {
    carrier.on('error', () => {});
    carrier.on('bind_transceiver', (pdu: PDU) => carrier.send(pdu.response({ system_id: 'npm' })));
    carrier.on('enquire_link', (pdu: PDU) => carrier.send(pdu.response()));
    carrier.on('unbind', (pdu: PDU) => {
      carrier.send(pdu.response());
      carrier.close();
    });
    serve(carrier);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('not listening');
  return { server, port: address.port };
}

const open = (port: number, onReceipt: (receipt: Receipt | null) => void = () => {}): Session =>
  openSession(
    {
      host: '127.0.0.1',
      port,
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

describe('with the npm package as carrier', () => {
  it('binds, submits UCS-2 with a header, takes receipts by text and by TLV, and unbinds', async () => {
    const received: PDU[] = [];
    const answered: number[] = [];
    const { server, port } = await between(carrier => {
      carrier.on('submit_sm', (pdu: PDU) => {
        received.push(pdu);
        const id = `00A${received.length}`;
        carrier.send(pdu.response({ message_id: id }));
        const common = { source_addr: '886912345678', destination_addr: '111', esm_class: 4 };
        const byText = {
          ...common,
          short_message: `id:${id} sub:001 dlvrd:001 submit date:2611150930 done date:2611150931 stat:DELIVRD err:000 text:`,
        };
        const byTlv = {
          ...common,
          receipted_message_id: id,
          message_state: 5,
          network_error_code: Buffer.from([3, 0, 17]),
        };
        const fields = received.length === 1 ? byText : byTlv;
        carrier.send(new PDU('deliver_sm', fields), resp => answered.push(resp.command_status));
      });
    });
    const receipts: (Receipt | null)[] = [];
    const session = open(port, receipt => receipts.push(receipt));
    expect(await session.opened).toMatchObject({ ok: true, systemId: 'npm' });

    const parts = ['測試公共服務平臺\n'.padEnd(67, '字'), '𠮷野家'];
    const segments = submitParts({ parts, reference: 0x2a, concat: 'udh8' });
    const pdus = segments.map(segment =>
      submitSm({
        ...segment,
        sourceAddrTon: 3,
        sourceAddr: '111',
        destinationAddr: '886912345678',
        validityPeriod: '000001000000000R',
        tlvs: { userMessageReference: 513 },
      }),
    );
    const outcomes = await new Promise<SubmitOutcome[]>(resolve => {
      const all: SubmitOutcome[] = [];
      session.submit(pdus, (index, outcome) => {
        all[index] = outcome;
        if (Object.keys(all).length === pdus.length) resolve(all);
      });
    });
    expect(outcomes).toMatchObject([
      { kind: 'accepted', messageId: '00A1' },
      { kind: 'accepted', messageId: '00A2' },
    ]);
    expect(received).toMatchObject(
      parts.map((message, i) => ({
        source_addr_ton: 3,
        source_addr: '111',
        dest_addr_ton: 1,
        dest_addr_npi: 1,
        destination_addr: '886912345678',
        data_coding: 8,
        esm_class: 0x40,
        registered_delivery: 1,
        user_message_reference: 513,
        short_message: { message, udh: [Buffer.from([0, 3, 0x2a, 2, i + 1])] },
      })),
    );

    while (answered.length < 2) await new Promise(setImmediate);
    expect(answered).toEqual([0, 0]);
    expect(receipts).toMatchObject([
      { messageId: '00A1', idFrom: 'text', stat: 'DELIVRD', err: '000', doneDate: '2611150931' },
      { messageId: '00A2', idFrom: 'tlv', stat: 'UNDELIV', err: '017' },
    ]);
    expect(await session.drain()).toEqual({ kind: 'unbound' });
    server.close();
  });

  it.each(['sar', 'payload'] as const)('understands a long message sent by %s', async concat => {
    const received: PDU[] = [];
    const { server, port } = await between(carrier => {
      carrier.on('submit_sm', (pdu: PDU) => {
        received.push(pdu);
        carrier.send(pdu.response({ message_id: String(received.length) }));
      });
    });
    const session = open(port);
    await session.opened;
    const parts = ['測試公共服務平臺\n'.padEnd(67, '字'), '末'];
    const pdus = submitParts({ parts, reference: 0x2a, concat }).map(segment =>
      submitSm({ ...segment, sourceAddr: '111', destinationAddr: '886912345678' }),
    );
    await new Promise<void>(resolve => {
      let open = pdus.length;
      session.submit(pdus, () => --open === 0 && resolve());
    });
    if (concat === 'sar') {
      expect(received).toMatchObject(
        parts.map((message, i) => ({
          esm_class: 0,
          sar_msg_ref_num: 0x2a,
          sar_total_segments: 2,
          sar_segment_seqnum: i + 1,
          short_message: { message },
        })),
      );
    } else {
      expect(received).toHaveLength(1);
      expect(received[0]).toMatchObject({ esm_class: 0, message_payload: { message: parts.join('') } });
    }
    await session.drain();
    server.close();
  });

  it('both sides ask whether the other is there', async () => {
    const asked = { us: 0, carrier: 0 };
    const { server, port } = await between(carrier => {
      carrier.on('enquire_link', () => asked.carrier++);
      carrier.on('bind_transceiver', () =>
        carrier.send(new PDU('enquire_link'), (resp: PDU) => (asked.us += resp.command_status === 0 ? 1 : 0)),
      );
    });
    const session = open(port);
    await session.opened;
    while (asked.us < 1 || asked.carrier < 2) await new Promise(setImmediate);
    expect(session.state).toBe('bound');
    await session.drain();
    server.close();
  });

  it('the carrier unbinds', async () => {
    const { server, port } = await between(carrier => {
      carrier.on('bind_transceiver', () => carrier.send(new PDU('unbind'), () => carrier.close()));
    });
    const session = open(port);
    expect(await session.closed).toEqual({ kind: 'unbound-by-peer' });
    server.close();
  });

  /** Submits the parts of one message in one form; the outcomes in their order. */
  const submitAll = (session: Session, parts: readonly string[], concat: Concat): Promise<SubmitOutcome[]> =>
    new Promise(resolve => {
      const pdus = submitParts({ parts, reference: 7, concat }).map(segment =>
        submitSm({ ...segment, sourceAddr: '111', destinationAddr: '886912345678' }),
      );
      const all: SubmitOutcome[] = [];
      let open = pdus.length;
      session.submit(pdus, (index, outcome) => {
        all[index] = outcome;
        if (--open === 0) resolve(all);
      });
    });
  const PARTS = ['甲'.repeat(67), '乙'.repeat(67), '𠮷野家'];

  it.each<[Concat, object[]]>([
    [
      'sar',
      PARTS.map((message, i) => ({
        short_message: { message },
        ...{ esm_class: 0, sar_msg_ref_num: 7, sar_total_segments: 3, sar_segment_seqnum: i + 1 },
      })),
    ],
    [
      'payload',
      [{ message_payload: { message: PARTS.join('') }, esm_class: 0, short_message: { message: '' } }],
    ],
  ])('reads a long message by %s as it was written', async (concat, expected) => {
    const received: PDU[] = [];
    const { server, port } = await between(carrier => {
      carrier.on('submit_sm', (pdu: PDU) => {
        received.push(pdu);
        carrier.send(pdu.response({ message_id: `id${received.length}` }));
      });
    });
    const session = open(port);
    await session.opened;
    expect(await submitAll(session, PARTS, concat)).toMatchObject(
      expected.map((_, i) => ({ kind: 'accepted', messageId: `id${i + 1}` })),
    );
    expect(received).toMatchObject(expected.map(one => ({ data_coding: 8, ...one })));
    await session.drain();
    server.close();
  });

  it('throttles, fills up, nacks: each is a definite refusal of its own submit', async () => {
    const refusals = [0x58, 0x14, 0x0b];
    let count = 0;
    const { server, port } = await between(carrier => {
      carrier.on('submit_sm', (pdu: PDU) => {
        const status = refusals[count++];
        if (status !== undefined) carrier.send(pdu.response({ command_status: status }));
        else if (count === 4) {
          carrier.send(new PDU('generic_nack', { command_status: 3, sequence_number: pdu.sequence_number }));
        } else carrier.send(pdu.response({ message_id: 'last' }));
      });
    });
    const session = open(port);
    await session.opened;
    const outcomes = [];
    for (const text of ['一', '二', '三', '四', '五'])
      outcomes.push(...(await submitAll(session, [text], 'udh8')));
    expect(outcomes).toMatchObject([
      ...[...refusals, 3].map(status => ({ kind: 'refused', status })),
      { kind: 'accepted', messageId: 'last' },
    ]);
    expect(session.stats).toMatchObject({ refused: 4, throttled: 2, accepted: 1 });
    await session.drain();
    server.close();
  });

  it('unbinds in mid-window: what it answered counts, the rest ends without an answer', async () => {
    const { server, port } = await between(carrier => {
      const taken: PDU[] = [];
      carrier.on('submit_sm', (pdu: PDU) => {
        if (taken.push(pdu) < 3) return;
        carrier.send(new PDU('unbind'), () => carrier.close());
        carrier.send(taken[0]?.response({ message_id: 'first' }) ?? pdu);
      });
    });
    const session = open(port);
    await session.opened;
    expect(await submitAll(session, PARTS, 'udh8')).toMatchObject([
      { kind: 'accepted', messageId: 'first' },
      { kind: 'no-answer' },
      { kind: 'no-answer' },
    ]);
    expect(await session.closed).toEqual({ kind: 'unbound-by-peer' });
    server.close();
  });
});
