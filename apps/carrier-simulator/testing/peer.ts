import type { PDU, Session } from 'smpp';
import smpp from 'smpp';

/** A receipt as the peer read it. */
export interface ReceivedReceipt {
  pdu: PDU;
  text: string;
  /** Position among everything that this peer received. */
  order: number;
}

/** The platform's side, played by the npm package `smpp`: it submits, and acknowledges receipts unless told not to. */
export class Peer {
  readonly receipts: ReceivedReceipt[] = [];
  /** `command_status` of the deliver_sm_resp; null = receipts are not answered. */
  receiptAnswer: number | null = 0;
  private received = 0;
  private readonly waiters = new Set<() => void>();

  private constructor(readonly session: Session) {
    session.on('deliver_sm', (pdu: PDU) => {
      const message = pdu.short_message?.message ?? '';
      this.receipts.push({ pdu, text: message.toString(), order: this.received++ });
      if (this.receiptAnswer !== null) session.send(pdu.response({ command_status: this.receiptAnswer }));
      for (const waiter of [...this.waiters]) waiter();
    });
    session.on('enquire_link', (pdu: PDU) => session.send(pdu.response()));
    session.on('error', () => undefined);
  }

  static connect(port: number): Promise<Peer> {
    return new Promise(resolve => {
      const peer = new Peer(smpp.connect({ host: '127.0.0.1', port }));
      peer.session.on('connect', () => resolve(peer));
    });
  }

  /** Connects and binds; fails when the bind is refused. */
  static async bound(
    port: number,
    as: 'transceiver' | 'transmitter' | 'receiver' = 'transceiver',
  ): Promise<Peer> {
    const peer = await Peer.connect(port);
    const answer = await peer.bind(as);
    if (answer.command_status !== 0) throw new Error(`bind refused with ${answer.command_status}`);
    return peer;
  }

  bind(
    as: 'transceiver' | 'transmitter' | 'receiver' = 'transceiver',
    credentials: Record<string, string> = {},
  ): Promise<PDU> {
    const options = { system_id: 'sms111', password: 'simulator', interface_version: 0x34, ...credentials };
    return new Promise(resolve => this.session[`bind_${as}`](options, resolve));
  }

  /** Submits and resolves with the response; `order` says when it came among everything received. */
  submit(fields: Record<string, unknown>): Promise<PDU & { order: number }> {
    return new Promise(resolve =>
      this.session.submit_sm({ ...submitFields, ...fields }, pdu =>
        resolve(Object.assign(pdu, { order: this.received++ })),
      ),
    );
  }

  /** Submits without waiting. */
  post(fields: Record<string, unknown>): void {
    this.session.submit_sm({ ...submitFields, ...fields });
  }

  query(messageId: string): Promise<PDU> {
    return new Promise(resolve => this.session.query_sm({ message_id: messageId }, resolve));
  }

  /** Resolves when so many receipts have come. */
  receiptsCame(count: number): Promise<ReceivedReceipt[]> {
    return new Promise(resolve => {
      const look = (): void => {
        if (this.receipts.length < count) return;
        this.waiters.delete(look);
        resolve(this.receipts);
      };
      this.waiters.add(look);
      look();
    });
  }

  get closed(): Promise<void> {
    return new Promise(resolve => this.session.on('close', () => resolve()));
  }

  destroy(): void {
    this.session.destroy();
  }
}

export const submitFields: Record<string, unknown> = {
  source_addr_ton: 3,
  source_addr: '111',
  dest_addr_ton: 1,
  dest_addr_npi: 1,
  destination_addr: '886912345678',
  registered_delivery: 1,
  data_coding: 8,
  short_message: '測試公共服務平臺\n您的申請已受理。',
};

/** A part of a long message with an 8-bit reference. */
export const udh8 = (reference: number, total: number, part: number): Buffer =>
  Buffer.from([5, 0, 3, reference, total, part]);

/** The same with a 16-bit reference. */
export const udh16 = (reference: number, total: number, part: number): Buffer =>
  Buffer.from([6, 8, 4, reference >> 8, reference & 0xff, total, part]);
