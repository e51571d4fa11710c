import { GENERIC_NACK_ID, REQUEST_ID, RESPONSE_BIT } from './command';
import { writeAck, writeStatus } from './encode-response';
import type { Malformed } from './fault';
import type { PduWriter } from './pdu-writer';

/** What we say to the carrier's requests; written at the end of the turn. */
export class Replies {
  constructor(private readonly out: PduWriter) {}

  enquireLink(sequence: number): void {
    writeStatus(this.out, RESPONSE_BIT + REQUEST_ID.enquire_link, 0, sequence);
  }

  unbind(sequence: number): void {
    writeStatus(this.out, RESPONSE_BIT + REQUEST_ID.unbind, 0, sequence);
  }

  deliver(command: 'deliver_sm' | 'data_sm', status: number, sequence: number): void {
    writeAck(this.out, command, status, sequence);
  }

  nack(status: number, sequence: number): void {
    writeStatus(this.out, GENERIC_NACK_ID, status, sequence);
  }

  /** A response is never answered, or two sides could go on refusing each other for ever. */
  malformed({ answer, commandId, sequence, status }: Malformed): void {
    if (answer === 'none') return;
    if (answer === 'generic_nack') this.nack(status, sequence);
    else if (commandId === REQUEST_ID.deliver_sm) this.deliver('deliver_sm', status, sequence);
    else if (commandId === REQUEST_ID.data_sm) this.deliver('data_sm', status, sequence);
    else writeStatus(this.out, RESPONSE_BIT + commandId, status, sequence);
  }
}
