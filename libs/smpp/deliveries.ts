import type { DataSm, DeliverSm } from './pdu';
import type { Ack } from './session-types';
import type { SessionStats } from './session-stats';

/** The carrier's messages that the caller has, and has not acknowledged: never more than `limit`. */
export class Deliveries {
  private open = 0;

  constructor(
    private readonly limit: number,
    private readonly stats: SessionStats,
    /** Writes the response; false where the session is gone. */
    private readonly answer: (command: 'deliver_sm' | 'data_sm', status: number, sequence: number) => boolean,
  ) {}

  get unacknowledged(): number {
    return this.open;
  }

  get isFull(): boolean {
    return this.open >= this.limit;
  }

  /** Reading begins again at half: not for every single acknowledgement. */
  get hasRoom(): boolean {
    return this.open <= this.limit >>> 1;
  }

  /** The function with which the caller answers `pdu`, once. */
  begin({ command, sequence }: DeliverSm | DataSm): Ack {
    this.open++;
    this.stats.delivered++;
    let isOpen = true;
    return (status = 0) => {
      if (!isOpen) return false;
      isOpen = false;
      this.open--;
      if (!this.answer(command, status, sequence)) return false;
      this.stats.acknowledged++;
      return true;
    };
  }
}
