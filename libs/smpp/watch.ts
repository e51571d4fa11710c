import type { SessionOptions } from './session-types';

type Times = Required<
  Pick<SessionOptions, 'responseTimeoutMs' | 'enquireLinkMs' | 'idleTimeoutMs' | 'tickMs'>
>;

/**
 * `enquire`: it is time to ask. `wait`: nothing may be judged, since we did not read. The rest end the
 * session.
 */
export type Verdict = 'fine' | 'enquire' | 'wait' | 'enquire-timeout' | 'idle' | 'stalled';

/** A tick that comes after this many intervals says that the process was held up. */
const HELD_UP_TICKS = 3;

/** Whether the other side is there, from when it was heard, looked at once a tick. */
export class Watch {
  private heardAt: number;
  private lastTickAt: number;
  private wasHeldUp = false;
  private pausedAt: number | null = null;
  private resumedAt = 0;
  private enquiry: { readonly sequence: number; readonly sentAt: number } | null = null;

  constructor(
    private readonly times: Times,
    now: number,
  ) {
    this.heardAt = now;
    this.lastTickAt = now;
  }

  /** Silence before this does not count: we were not reading. */
  get notBefore(): number {
    return this.resumedAt;
  }

  /** A whole PDU came. */
  heard(now: number): void {
    this.heardAt = now;
  }

  paused(now: number): void {
    this.pausedAt = now;
  }

  resumed(now: number): void {
    this.pausedAt = null;
    this.resumedAt = now;
  }

  enquired(sequence: number, now: number): void {
    this.enquiry = { sequence, sentAt: now };
  }

  /** An enquire_link_resp (or the nack of a carrier that knows no enquire_link); false: not to ours. */
  answered(sequence: number): boolean {
    if (this.enquiry?.sequence !== sequence) return false;
    this.enquiry = null;
    return true;
  }

  tick(now: number): Verdict {
    const { tickMs, idleTimeoutMs, responseTimeoutMs, enquireLinkMs } = this.times;
    const isHeldUp = now - this.lastTickAt > tickMs * HELD_UP_TICKS && !this.wasHeldUp;
    this.lastTickAt = now;
    this.wasHeldUp = isHeldUp;
    if (this.pausedAt !== null) return now - this.pausedAt >= idleTimeoutMs ? 'stalled' : 'wait';
    // Timers run before the sockets: after a stall the answers lie in the kernel, unread.
    if (isHeldUp) return 'wait';
    const silent = now - Math.max(this.heardAt, this.resumedAt);
    if (this.enquiry !== null && now - Math.max(this.enquiry.sentAt, this.resumedAt) >= responseTimeoutMs) {
      return 'enquire-timeout';
    }
    if (silent >= idleTimeoutMs) return 'idle';
    return this.enquiry === null && enquireLinkMs > 0 && silent >= enquireLinkMs ? 'enquire' : 'fine';
  }
}
