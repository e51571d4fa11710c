import { decodePdu, encodePdu, PduReader, submitSm, type Pdu } from '@sms111/smpp';
import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';

/** A carrier of the spec's own, which takes binds and sends whatever the spec wants. */
export class HandsetCarrier {
  /** What the platform answered to our deliver_sm, by sequence number. */
  readonly answers = new Map<number, number>();
  private socket: Socket | null = null;

  private constructor(
    private readonly server: Server,
    readonly port: number,
  ) {}

  static async start(): Promise<HandsetCarrier> {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('not listening');
    const carrier = new HandsetCarrier(server, address.port);
    server.on('connection', socket => carrier.serve(socket));
    return carrier;
  }

  stop(): void {
    this.socket?.destroy();
    this.server.close();
  }

  /** A text that a citizen typed, as a deliver_sm. */
  typed(sequence: number, text: string): void {
    const fields = submitSm({
      sourceAddr: '886912345678',
      destinationAddr: '111',
      shortMessage: Buffer.from(text, 'latin1'),
    });
    this.write({ command: 'deliver_sm', ...fields, sequence });
  }

  /** A receipt as a deliver_sm. */
  receipt(sequence: number, text: string): void {
    const fields = submitSm({
      sourceAddr: '886912345678',
      destinationAddr: '111',
      esmClass: 0x04,
      shortMessage: Buffer.from(text, 'latin1'),
    });
    this.write({ command: 'deliver_sm', ...fields, sequence });
  }

  /** Ends the session without a word. */
  cut(): void {
    this.socket?.destroy();
  }

  private serve(socket: Socket): void {
    this.socket = socket;
    const reader = new PduReader();
    socket.on('error', () => socket.destroy());
    socket.on('data', chunk => {
      reader.push(chunk);
      while (reader.next()) {
        const pdu = decodePdu(reader.bytes, reader.start, reader.end);
        if (pdu.command === 'bind_transceiver') {
          this.write({
            command: 'bind_transceiver_resp',
            status: 0,
            sequence: pdu.sequence,
            systemId: 'HANDSETS',
            tlvs: {},
          });
        } else if (pdu.command === 'deliver_sm_resp') this.answers.set(pdu.sequence, pdu.status);
        else if (pdu.command === 'unbind') {
          this.write({ command: 'unbind_resp', status: 0, sequence: pdu.sequence });
        }
      }
    });
  }

  private write(pdu: Pdu): void {
    const encoded = encodePdu(pdu);
    if (!encoded.ok) throw new Error('not a PDU');
    this.socket?.write(encoded.bytes);
  }
}
