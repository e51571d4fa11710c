/** What the specs use of the npm package, which has no types of its own. */
declare module 'smpp' {
  import type { EventEmitter } from 'node:events';
  import type { Server } from 'node:net';

  export class PDU {
    constructor(command: string, options?: Record<string, unknown>);
    command: string;
    command_status: number;
    sequence_number: number;
    [field: string]: unknown;
    response(options?: Record<string, unknown>): PDU;
    isResponse(): boolean;
    toBuffer(): Buffer;
    static fromBuffer(buffer: Buffer): PDU;
  }
  export class Session extends EventEmitter {
    send(pdu: PDU, answered?: (pdu: PDU) => void): boolean;
    pause(): void;
    resume(): void;
    close(): void;
    destroy(): void;
  }
  export function createServer(onSession: (session: Session) => void): Server;
}
