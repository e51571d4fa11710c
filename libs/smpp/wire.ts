import { connect as connectTcp, isIP, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import type { Clock, Stop } from './clock';
import { PduWriter } from './pdu-writer';
import type { SessionOptions } from './session-types';
import type { SessionStats } from './session-stats';

/** How long the last words (a generic_nack, an unbind_resp) may take before the connection is cut. */
const FAREWELL_MS = 1_000;

export interface WireEvents {
  /** Connected, and TLS agreed where asked for. */
  onReady(): void;
  onData(chunk: Buffer): void;
  /** The socket takes more. */
  onDrain(): void;
  /** The connection is gone: with the code of the error, or null when the peer closed it. */
  onClose(code: string | null): void;
}

/** The socket of one session, and the PDUs that wait to be handed to it. */
export class Wire {
  readonly out: PduWriter;
  private readonly socket: Socket;
  private isReady = false;
  private isBlocked = false;
  private error: string | null = null;
  private stopFarewell: Stop = () => {};

  constructor(
    options: Pick<SessionOptions, 'host' | 'port' | 'tls' | 'maxPduBytes'>,
    private readonly clock: Clock,
    private readonly stats: SessionStats,
    events: WireEvents,
  ) {
    this.out = new PduWriter(options.maxPduBytes);
    this.socket = open(options, () => {
      this.isReady = true;
      events.onReady();
    });
    this.socket.setNoDelay(true);
    this.socket.on('data', chunk => {
      stats.bytesIn += chunk.length;
      events.onData(chunk);
    });
    this.socket.on('drain', () => {
      this.isBlocked = false;
      events.onDrain();
    });
    this.socket.on('error', (error: NodeJS.ErrnoException) => (this.error = error.code ?? error.message));
    this.socket.on('close', () => {
      this.stopFarewell();
      events.onClose(this.error);
    });
  }

  /** What is handed over now goes to the kernel or to the socket's own small buffer. */
  get isWritable(): boolean {
    return this.isReady && !this.isBlocked && this.socket.writable;
  }

  /** The socket asked for patience. */
  get blocked(): boolean {
    return this.isBlocked;
  }

  /** One write for all that was written to `out`; nothing while the socket is blocked. */
  handOver(): void {
    if (this.out.pending > 0 && this.isWritable) this.write();
  }

  pause(): void {
    this.socket.pause();
  }

  resume(): void {
    this.socket.resume();
  }

  /** Says what is in `out`, then closes; what the peer still sends is thrown away. */
  end(): void {
    if (!this.isReady) {
      this.socket.destroy();
      return;
    }
    if (this.socket.writable) this.write();
    this.socket.end();
    this.socket.resume();
    if (!this.socket.destroyed)
      this.stopFarewell = this.clock.after(FAREWELL_MS, () => this.socket.destroy());
  }

  private write(): void {
    this.stats.bytesOut += this.out.pending;
    const [first, ...more] = this.out.take();
    if (first === undefined) return;
    if (more.length > 0) this.socket.cork();
    let takesMore = this.socket.write(first);
    for (const chunk of more) takesMore = this.socket.write(chunk);
    if (more.length > 0) this.socket.uncork();
    this.isBlocked = !takesMore;
  }
}

function open({ host, port, tls }: Pick<SessionOptions, 'host' | 'port' | 'tls'>, ready: () => void): Socket {
  if (tls === undefined) return connectTcp({ host, port }, ready);
  const servername = isIP(host) === 0 ? host : '';
  return connectTls({ minVersion: 'TLSv1.2', servername, ...tls, host, port }, ready);
}
