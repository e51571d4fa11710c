/** As much of the npm package `smpp` as the specs use: a peer that nobody here wrote. */
declare module 'smpp' {
  import type { EventEmitter } from 'node:events';

  export interface ShortMessage {
    message?: string | Buffer;
    udh?: Buffer[] | Buffer;
  }

  /** Fields by their SMPP names; TLVs under their names too. */
  export interface PDU {
    command: string;
    command_status: number;
    sequence_number: number;
    message_id?: string;
    message_state?: number;
    error_code?: number;
    final_date?: unknown;
    source_addr?: string;
    destination_addr?: string;
    esm_class?: number;
    short_message?: ShortMessage;
    receipted_message_id?: string;
    network_error_code?: Buffer;
    user_message_reference?: number;
    system_id?: string;
    response(options?: Record<string, unknown>): PDU;
    toBuffer(): Buffer;
  }

  export const PDU: {
    new (command: string, options?: Record<string, unknown>): PDU;
    fromBuffer(bytes: Buffer): PDU | false;
  };

  type Send = (options: Record<string, unknown>, answered?: (pdu: PDU) => void) => boolean;

  export interface Session extends EventEmitter {
    bind_transceiver: Send;
    bind_transmitter: Send;
    bind_receiver: Send;
    submit_sm: Send;
    query_sm: Send;
    cancel_sm: Send;
    enquire_link: Send;
    unbind: Send;
    send(pdu: PDU, answered?: (pdu: PDU) => void): boolean;
    close(done?: () => void): void;
    destroy(done?: () => void): void;
  }

  export const connect: (options: { host: string; port: number }) => Session;

  const smpp: { PDU: typeof PDU; connect: typeof connect };
  export default smpp;
}
