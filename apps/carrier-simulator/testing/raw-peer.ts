import type { Socket } from 'node:net';
import { connect } from 'node:net';
import smpp from 'smpp';

/** A bare socket, for what no decent client would send, and for reading octets as they come. */
export class RawPeer {
  private bytes = Buffer.alloc(0);
  private readonly waiters = new Set<() => void>();
  isClosed = false;

  private constructor(readonly socket: Socket) {
    socket.on('data', chunk => {
      this.bytes = Buffer.concat([this.bytes, chunk]);
      this.wake();
    });
    socket.on('close', () => {
      this.isClosed = true;
      this.wake();
    });
    socket.on('error', () => undefined);
  }

  static connect(port: number): Promise<RawPeer> {
    return new Promise(resolve => {
      const socket = connect(port, '127.0.0.1', () => resolve(new RawPeer(socket)));
    });
  }

  /** Connects, binds and reads the bind response away. */
  static async bound(port: number): Promise<RawPeer> {
    const peer = await RawPeer.connect(port);
    peer.send('bind_transceiver', { system_id: 'sms111', password: 'simulator' }, 1);
    await peer.next();
    return peer;
  }

  write(bytes: Buffer): void {
    this.socket.write(bytes);
  }

  send(command: string, fields: Record<string, unknown>, sequence: number): void {
    this.write(new smpp.PDU(command, { ...fields, sequence_number: sequence }).toBuffer());
  }

  /** So many octets, taken out of what has come; fewer only when the connection ended before. */
  octets(count: number): Promise<Buffer> {
    return new Promise(resolve => {
      const look = (): void => {
        if (this.bytes.length < count && !this.isClosed) return;
        this.waiters.delete(look);
        const taken = this.bytes.subarray(0, count);
        this.bytes = this.bytes.subarray(taken.length);
        resolve(taken);
      };
      this.waiters.add(look);
      look();
    });
  }

  /** The next PDU's octets. */
  async next(): Promise<Buffer> {
    const length = await this.octets(4);
    if (length.length < 4) return length;
    return Buffer.concat([length, await this.octets(length.readUInt32BE(0) - 4)]);
  }

  get closed(): Promise<void> {
    return new Promise(resolve => {
      if (this.isClosed) resolve();
      else this.socket.on('close', () => resolve());
    });
  }

  private wake(): void {
    for (const waiter of [...this.waiters]) waiter();
  }
}

/** Command id and status of a PDU. */
export const head = (pdu: Buffer): { command: number; status: number; sequence: number } => ({
  command: pdu.readUInt32BE(4),
  status: pdu.readUInt32BE(8),
  sequence: pdu.readUInt32BE(12),
});
