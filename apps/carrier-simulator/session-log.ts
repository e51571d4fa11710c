import type { LinkName } from './carriers';

/** One TCP connection to a link. */
export interface SessionRecord {
  /** Counts up from 1. */
  serial: number;
  link: LinkName;
  /** Milliseconds since 1970. */
  openedAt: number;
  /** What was written later was not to be read any more: it is closed, or what came was no PDU. */
  endedAt: number | null;
}

const KEPT = 4096;

/** Which connections there were and when each ended: an answer that left on a dying one may never have arrived. */
export class SessionLog {
  private readonly kept = new Map<number, SessionRecord>();
  private last = 0;

  /** @returns its serial number */
  open(link: LinkName, now: number): number {
    const serial = ++this.last;
    this.kept.set(serial, { serial, link, openedAt: now, endedAt: null });
    this.kept.delete(serial - KEPT);
    return serial;
  }

  end(serial: number, now: number): void {
    const record = this.kept.get(serial);
    if (record) record.endedAt ??= now;
  }

  get records(): SessionRecord[] {
    return [...this.kept.values()];
  }
}
