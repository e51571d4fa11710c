import { Answers } from './answers';
import { bindPdu } from './bind-pdu';
import type { Stop } from './clock';
import { REQUEST_ID } from './command';
import { deferred } from './deferred';
import { Deliveries } from './deliveries';
import { writePdu } from './encode';
import { writeStatus } from './encode-response';
import type { Malformed } from './fault';
import { Intake } from './intake';
import type { NotWritten, RequestOutcome, Settle } from './outcome';
import type {
  BareResponse,
  BindResp,
  CancelFields,
  DataSm,
  DeliverSm,
  MessageFields,
  Pdu,
  QueryFields,
  QuerySmResp,
  RequestPdu,
  ResponsePdu,
} from './pdu';
import { Replies } from './replies';
import { RequestTable } from './request-table';
import { noStats } from './session-stats';
import type {
  CloseReason,
  OpenResult,
  Session,
  SessionFault,
  SessionHandlers,
  SessionSettings,
  SessionState,
  SubmitOptions,
} from './session-types';
import { STATUS } from './status';
import { SubmitLane } from './submit-lane';
import { SubmitWindow } from './submit-window';
import { Watch } from './watch';
import { Wire } from './wire';

/** After the carrier's unbind, answers that are under way may still come for this long. */
const UNBOUND_GRACE_MS = 1_000;

/** A session as `Session` describes it. All that is said in one turn of the loop is written at its end. */
export class ClientSession implements Session {
  readonly stats = noStats();
  private readonly opening = deferred<OpenResult>();
  private readonly closing = deferred<CloseReason>();
  readonly opened = this.opening.promise;
  readonly closed = this.closing.promise;

  private current: SessionState = 'connecting';
  private now: number;
  private readonly openedAt: number;
  /** When the present state began, and the sequence number of its handshake (bind, unbind). */
  private since: number;
  private handshake = 0;
  private isUnboundByPeer = false;
  private isScheduled = false;
  private thrown: { readonly error: unknown } | null = null;

  private readonly wire: Wire;
  private readonly replies: Replies;
  private readonly window: SubmitWindow;
  private readonly lane: SubmitLane;
  private readonly requests = new RequestTable();
  private readonly deliveries: Deliveries;
  private readonly watch: Watch;
  private readonly answers: Answers;
  private readonly intake: Intake;
  private readonly stopTicking: Stop;

  constructor(
    private readonly settings: SessionSettings,
    private readonly handlers: SessionHandlers,
  ) {
    const { clock, maxPduBytes } = settings;
    this.now = this.since = this.openedAt = clock.now();
    this.watch = new Watch(settings, this.now);
    this.window = new SubmitWindow(settings.window, error => this.threw(error));
    this.wire = new Wire(settings, clock, this.stats, {
      onReady: () => this.bind(),
      onData: chunk => this.receive(chunk),
      onDrain: this.turn,
      onClose: code => this.lost(code),
    });
    this.replies = new Replies(this.wire.out);
    this.lane = new SubmitLane(this.window, this.wire, this.stats, clock, settings.rate, this.turn);
    this.deliveries = new Deliveries(settings.deliverWindow, this.stats, (command, status, sequence) =>
      this.acknowledge(command, status, sequence),
    );
    this.answers = new Answers(this.window, this.requests, this.watch, this.stats);
    this.intake = new Intake(this.wire, this.deliveries, this.watch, maxPduBytes);
    this.stopTicking = clock.every(settings.tickMs, () => this.tick());
  }

  get state(): SessionState {
    return this.current;
  }
  get freeWindow(): number {
    return this.refusal === null ? Math.max(0, this.lane.free - this.requests.size) : 0;
  }
  get inFlight(): number {
    return this.window.inFlight;
  }
  get waiting(): number {
    return this.lane.waiting;
  }
  get unacknowledged(): number {
    return this.deliveries.unacknowledged;
  }

  submit(pdus: readonly MessageFields[], settle: Settle, { urgent = false, late }: SubmitOptions = {}): void {
    const batch = { settle, late };
    const outcome = { kind: 'not-written', reason: this.refusal ?? 'window-full' } as const;
    const taken = Math.min(this.freeWindow, pdus.length);
    let index = 0;
    for (const pdu of pdus) {
      if (index < taken) this.lane.add(pdu, batch, index, urgent);
      else this.lane.refuse(batch, index, outcome);
      index++;
    }
    if (taken > 0) this.schedule();
  }

  query(fields: QueryFields): Promise<RequestOutcome<QuerySmResp>> {
    return new Promise(end => {
      const sequence = this.ask({ command: 'query_sm', ...fields, sequence: this.window.reserve() });
      if (typeof sequence !== 'number') return end(sequence);
      this.requests.add(sequence, { command: 'query_sm', sentAt: this.settings.clock.now(), end });
    });
  }

  cancel(fields: CancelFields): Promise<RequestOutcome<BareResponse>> {
    return new Promise(end => {
      const sequence = this.ask({ command: 'cancel_sm', ...fields, sequence: this.window.reserve() });
      if (typeof sequence !== 'number') return end(sequence);
      this.requests.add(sequence, { command: 'cancel_sm', sentAt: this.settings.clock.now(), end });
    });
  }

  setRate(perSecond: number): void {
    this.lane.setRate(perSecond);
    this.schedule();
  }

  drain(): Promise<CloseReason> {
    if (this.current === 'connecting' || this.current === 'binding') this.close();
    if (this.current === 'bound') {
      this.enter('draining');
      this.lane.giveBack('draining');
      this.schedule();
    }
    return this.closed;
  }

  close(): void {
    this.finish({ kind: 'closed-by-caller' });
  }

  /** Why a submit would not be taken now, the window apart. */
  private get refusal(): NotWritten['reason'] | null {
    if (this.current === 'bound') return this.settings.bind.type === 'receiver' ? 'not-bound' : null;
    if (this.current === 'draining' || this.current === 'unbinding') return 'draining';
    return this.current === 'closed' ? 'closed' : 'not-bound';
  }

  /** Writes a request other than submit_sm: its sequence number, or why it was not written. */
  private ask(pdu: RequestPdu): number | NotWritten {
    if (this.freeWindow === 0) return { kind: 'not-written', reason: this.refusal ?? 'window-full' };
    const fault = writePdu(this.wire.out, pdu);
    if (fault !== null) return { kind: 'not-written', reason: 'invalid', fault };
    this.schedule();
    return pdu.sequence;
  }

  private schedule(): void {
    if (this.isScheduled || this.current === 'closed') return;
    this.isScheduled = true;
    queueMicrotask(this.turn);
  }

  private receive(chunk: Buffer): void {
    if (this.current === 'closed') return;
    this.intake.push(chunk);
    this.turn();
  }

  private readonly turn = (): void => this.takeTurn(false);

  /** Deals with all that was read and all that ran out, then writes all that there is to write, once. */
  private takeTurn(isTick: boolean): void {
    if (this.current === 'closed') return;
    const room = this.freeWindow;
    this.now = this.settings.clock.now();
    this.isScheduled = true;
    this.intake.read(this.now, this.take);
    if (isTick) this.expire();
    this.advance();
    this.isScheduled = false;
    this.lane.pump(this.now);
    this.wire.handOver();
    if (this.freeWindow > room) this.guard(() => this.handlers.onRoom?.());
  }

  /** True while the session goes on. */
  private readonly take = (pdu: Pdu | Malformed): boolean => {
    if (pdu.command === 'malformed') this.takeMalformed(pdu);
    else if ('status' in pdu) this.takeAnswer(pdu);
    else this.takeRequest(pdu);
    return this.state !== 'closed';
  };

  private takeAnswer(pdu: ResponsePdu): void {
    const isOurs = pdu.sequence === this.handshake;
    if (this.current === 'binding' && isOurs && this.isBindAnswer(pdu)) this.bound(pdu);
    else if (this.current === 'unbinding' && isOurs && isUnbindAnswer(pdu)) this.finish({ kind: 'unbound' });
    else if (!this.answers.take(pdu, this.now)) {
      const { command, sequence, status } = pdu;
      this.fault(
        command === 'generic_nack'
          ? { kind: 'nacked', sequence, status }
          : { kind: 'unmatched-answer', command, sequence },
      );
    }
  }

  private isBindAnswer(pdu: ResponsePdu): pdu is BindResp | BareResponse {
    return pdu.command === `bind_${this.settings.bind.type}_resp` || pdu.command === 'generic_nack';
  }

  private takeRequest(pdu: RequestPdu): void {
    switch (pdu.command) {
      case 'deliver_sm':
      case 'data_sm':
        return this.deliver(pdu);
      case 'enquire_link':
        return this.replies.enquireLink(pdu.sequence);
      case 'unbind':
        return this.unboundByPeer(pdu.sequence);
      case 'alert_notification':
        return this.guard(() => this.handlers.onAlert?.(pdu));
      default: {
        // outbind asks us to bind, which we did; the others are for a carrier, which we are not.
        const status = pdu.command === 'outbind' ? STATUS.ESME_RINVBNDSTS : STATUS.ESME_RINVCMDID;
        this.replies.nack(status, pdu.sequence);
        this.fault({ kind: 'unexpected-request', command: pdu.command });
      }
    }
  }

  private deliver(pdu: DeliverSm | DataSm): void {
    if (this.current === 'binding' || this.settings.bind.type === 'transmitter') {
      this.replies.deliver(pdu.command, STATUS.ESME_RINVBNDSTS, pdu.sequence);
      return this.fault({ kind: 'unexpected-request', command: pdu.command });
    }
    try {
      this.handlers.onDeliver(pdu, this.deliveries.begin(pdu));
    } catch (error) {
      this.threw(error);
    }
  }

  private acknowledge(command: 'deliver_sm' | 'data_sm', status: number, sequence: number): boolean {
    if (this.current === 'closed') return false;
    this.replies.deliver(command, status, sequence);
    this.schedule();
    return true;
  }

  private takeMalformed(malformed: Malformed): void {
    this.replies.malformed(malformed);
    this.fault({ kind: 'malformed', malformed });
    if (malformed.closes) this.finish({ kind: 'bad-pdu', malformed });
  }

  private bind(): void {
    const pdu = bindPdu(this.settings.bind, this.window.reserve());
    const fault = writePdu(this.wire.out, pdu);
    if (fault !== null) return this.finish({ kind: 'invalid-bind', fault });
    this.handshake = pdu.sequence;
    this.enter('binding');
    this.wire.handOver();
  }

  private bound(pdu: BindResp | BareResponse): void {
    if (pdu.status !== STATUS.ESME_ROK || !('systemId' in pdu)) {
      return this.finish({ kind: 'bind-refused', status: pdu.status || STATUS.ESME_RBINDFAIL });
    }
    this.enter('bound');
    this.opening.resolve({ ok: true, systemId: pdu.systemId, interfaceVersion: pdu.tlvs.scInterfaceVersion });
  }

  /** Takes a drain or an unbind one step further, once what it waits for is there. */
  private advance(): void {
    const waited = this.now - this.since;
    if (this.current === 'draining' && this.window.inFlight === 0 && this.requests.size === 0) {
      const isAcknowledged = this.deliveries.unacknowledged === 0;
      if (isAcknowledged || waited >= this.settings.responseTimeoutMs) this.unbind();
    } else if (this.current === 'unbinding' && this.isUnboundByPeer) {
      if (this.window.inFlight === 0 || waited >= UNBOUND_GRACE_MS) this.finish({ kind: 'unbound-by-peer' });
    } else if (this.current === 'unbinding' && waited >= this.settings.responseTimeoutMs) {
      this.finish({ kind: 'unbind-timeout' });
    }
  }

  private unbind(): void {
    this.handshake = this.window.reserve();
    writeStatus(this.wire.out, REQUEST_ID.unbind, 0, this.handshake);
    this.enter('unbinding');
  }

  private unboundByPeer(sequence: number): void {
    this.replies.unbind(sequence);
    if (this.isUnboundByPeer) return;
    this.isUnboundByPeer = true;
    this.enter('unbinding');
    this.lane.giveBack('closed');
  }

  private tick(): void {
    this.now = this.settings.clock.now();
    if (this.current === 'connecting' || this.current === 'binding') {
      if (this.now - this.openedAt >= this.settings.bindTimeoutMs) this.finish({ kind: 'bind-timeout' });
      return;
    }
    const verdict = this.watch.tick(this.now);
    switch (verdict) {
      case 'wait':
        return;
      case 'stalled':
      case 'idle':
      case 'enquire-timeout':
        return this.finish({ kind: verdict });
      case 'enquire':
        this.enquire();
        break;
      case 'fine':
        break;
    }
    this.takeTurn(true);
  }

  /** Ends what had no answer in time; where nothing had one, the session. */
  private expire(): void {
    const { responseTimeoutMs } = this.settings;
    this.stats.unanswered += this.window.expire(this.now, responseTimeoutMs, this.watch.notBefore);
    this.requests.expire(this.now, responseTimeoutMs, this.watch.notBefore);
    if (this.window.isStuck) this.finish({ kind: 'no-answers' });
  }

  private enquire(): void {
    if (this.current === 'unbinding') return;
    const sequence = this.window.reserve();
    writeStatus(this.wire.out, REQUEST_ID.enquire_link, 0, sequence);
    this.watch.enquired(sequence, this.now);
  }

  private lost(code: string | null): void {
    if (this.current === 'connecting') this.finish({ kind: 'connect-failed', code: code ?? 'closed' });
    else if (this.current === 'unbinding') {
      this.finish({ kind: this.isUnboundByPeer ? 'unbound-by-peer' : 'unbound' });
    } else this.finish(code === null ? { kind: 'peer-closed' } : { kind: 'socket-error', code });
  }

  /** The one way to the end, once: every open submit and request gets its outcome before `closed` ends. */
  private finish(reason: CloseReason): void {
    if (this.current === 'closed') return;
    this.current = 'closed';
    this.stopTicking();
    // Answers that were read, but not looked at (reading was paused), are answers all the same.
    if (reason.kind !== 'bad-pdu') this.intake.rest(pdu => this.takeLastAnswer(pdu));
    this.lane.giveBack('closed');
    this.stats.unanswered += this.window.closeAll();
    this.requests.closeAll();
    this.wire.end();
    this.guard(() => this.handlers.onState?.('closed', reason));
    const last: CloseReason = this.thrown === null ? reason : { kind: 'handler-threw', ...this.thrown };
    this.opening.resolve({ ok: false, reason: last });
    this.closing.resolve(last);
  }

  private takeLastAnswer(pdu: Pdu | Malformed): void {
    if ('status' in pdu && pdu.command !== 'malformed') this.answers.take(pdu, this.now);
  }

  private enter(state: SessionState): void {
    this.current = state;
    this.since = this.now;
    this.guard(() => this.handlers.onState?.(state));
  }

  private fault(fault: SessionFault): void {
    this.stats.faults++;
    this.guard(() => this.handlers.onFault?.(fault));
  }

  /** Runs a function of the caller: what it throws ends this session, and nothing else. */
  private guard(run: () => void): void {
    try {
      run();
    } catch (error) {
      this.threw(error);
    }
  }

  private threw(error: unknown): void {
    this.thrown ??= { error };
    this.finish({ kind: 'handler-threw', error });
  }
}

const isUnbindAnswer = (pdu: ResponsePdu) => pdu.command === 'unbind_resp' || pdu.command === 'generic_nack';
