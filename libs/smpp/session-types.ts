import type { ConnectionOptions } from 'node:tls';
import type { Clock } from './clock';
import type { FieldFault, Malformed } from './fault';
import type { Late, RequestOutcome, Settle } from './outcome';
import type {
  AlertNotification,
  BareResponse,
  BindFields,
  CancelFields,
  DataSm,
  DeliverSm,
  MessageFields,
  Pdu,
  QueryFields,
  QuerySmResp,
} from './pdu';
import type { SessionStats } from './session-stats';

export type BindType = 'transceiver' | 'transmitter' | 'receiver';

/** What the carrier asks for in the bind; `password` has at most eight characters (§5.2.2). */
export type BindOptions = { readonly type: BindType } & Pick<BindFields, 'systemId' | 'password'> &
  Partial<Omit<BindFields, 'systemId' | 'password'>>;

export interface SessionOptions {
  readonly host: string;
  readonly port: number;
  /** Present: TLS with these settings (the server's name is `host` unless said otherwise). */
  readonly tls?: ConnectionOptions;
  readonly bind: BindOptions;
  /** Requests that may be without an answer at once, 1 … 16,384. */
  readonly window: number;
  /** How long an answer may take; also how long the unbind handshake may. */
  readonly responseTimeoutMs?: number;
  /** After this long without a PDU from the carrier an enquire_link is sent; 0 never. */
  readonly enquireLinkMs?: number;
  /** The session ends when no whole PDU came for this long, or when we could not read for this long. */
  readonly idleTimeoutMs?: number;
  /** From the beginning of the connection to the answer to the bind. */
  readonly bindTimeoutMs?: number;
  readonly maxPduBytes?: number;
  /** submit_sm a second that the carrier grants; absent: as fast as the window allows. */
  readonly rate?: number;
  /** Unanswered deliver_sm at which reading stops until the caller acknowledged half of them. */
  readonly deliverWindow?: number;
  /** How often the timers are looked at: all the above are kept to about this. */
  readonly tickMs?: number;
  readonly clock?: Clock;
}

type Defaulted =
  | 'responseTimeoutMs'
  | 'enquireLinkMs'
  | 'idleTimeoutMs'
  | 'bindTimeoutMs'
  | 'deliverWindow'
  | 'tickMs'
  | 'clock';

/** The options with what was left out filled in. */
export type SessionSettings = SessionOptions & Required<Pick<SessionOptions, Defaulted>>;

export type SessionState = 'connecting' | 'binding' | 'bound' | 'draining' | 'unbinding' | 'closed';

/** Why a session ended. A new one is the caller's affair. */
export type CloseReason =
  | { readonly kind: 'unbound' | 'unbound-by-peer' | 'closed-by-caller' }
  | { readonly kind: 'invalid-bind'; readonly fault: FieldFault }
  | { readonly kind: 'connect-failed' | 'socket-error'; readonly code: string }
  | { readonly kind: 'bind-refused'; readonly status: number }
  | { readonly kind: 'bad-pdu'; readonly malformed: Malformed }
  /** A function of the caller threw: its bug must not be covered by going on. */
  | { readonly kind: 'handler-threw'; readonly error: unknown }
  | {
      readonly kind:
        | 'bind-timeout'
        | 'unbind-timeout'
        /** enquire_link had no answer in time. */
        | 'enquire-timeout'
        /** A whole window of submits had no answer in time. */
        | 'no-answers'
        /** No whole PDU for `idleTimeoutMs`. */
        | 'idle'
        /** The caller (or the carrier's own reading) kept us from reading for `idleTimeoutMs`. */
        | 'stalled'
        | 'peer-closed';
    };

/** Something odd that the session survived. Nothing in it is a number or a text of a citizen. */
export type SessionFault =
  | { readonly kind: 'malformed'; readonly malformed: Malformed }
  /** An answer to nothing we asked, or a second one, or one that came too late to be known. */
  | { readonly kind: 'unmatched-answer'; readonly command: Pdu['command']; readonly sequence: number }
  | { readonly kind: 'nacked'; readonly status: number; readonly sequence: number }
  /** A request that a carrier has no reason to send us: outbind, submit_sm, … */
  | { readonly kind: 'unexpected-request'; readonly command: Pdu['command'] };

/** Answers the deliver_sm, once. False where that came to nothing: answered before, or the session is gone. */
export type Ack = (status?: number) => boolean;

export interface SessionHandlers {
  /**
   * A receipt, or a message from a handset. Nothing is answered until `ack` is called. The PDU's octets
   * are a view into what was read: copy what must outlive the acknowledgement.
   */
  onDeliver(pdu: DeliverSm | DataSm, ack: Ack): void;
  /** Called at every change, `closed` (last) with the reason. */
  onState?(state: SessionState, reason?: CloseReason): void;
  /** `freeWindow` has grown; at most once for each piece that was read. */
  onRoom?(): void;
  onFault?(fault: SessionFault): void;
  onAlert?(alert: AlertNotification): void;
}

export type OpenResult =
  | { readonly ok: true; readonly systemId: string; readonly interfaceVersion?: number }
  | { readonly ok: false; readonly reason: CloseReason };

/** How the submits of one call are treated. */
export interface SubmitOptions {
  /** Before all that wait for the rate or the socket. */
  readonly urgent?: boolean;
  readonly late?: Late;
}

/** A client session on one connection: it binds once, and when it is closed it stays so. */
export interface Session {
  readonly state: SessionState;
  /** How many submits would be taken now. */
  readonly freeWindow: number;
  /** Handed to the socket and not ended. */
  readonly inFlight: number;
  /** Taken, but not yet handed to the socket: the rate or the socket does not allow it. */
  readonly waiting: number;
  /** deliver_sm that the caller has not acknowledged. */
  readonly unacknowledged: number;
  readonly stats: Readonly<SessionStats>;
  /** Ends with the bind; never rejects. */
  readonly opened: Promise<OpenResult>;
  /** Ends with the session, when every submit has had its outcome; never rejects. */
  readonly closed: Promise<CloseReason>;
  /**
   * Sends one segment an item, all of a turn in one write. Each index is settled exactly once; what
   * exceeds `freeWindow` at once, as `not-written`. The items must not change until they are settled.
   */
  submit(pdus: readonly MessageFields[], settle: Settle, options?: SubmitOptions): void;
  query(fields: QueryFields): Promise<RequestOutcome<QuerySmResp>>;
  cancel(fields: CancelFields): Promise<RequestOutcome<BareResponse>>;
  /** Another rate, from now on; 0: as fast as the window allows. */
  setRate(perSecond: number): void;
  /** Takes no more, gives back what waits, waits for what is out (answers, acknowledgements), unbinds. */
  drain(): Promise<CloseReason>;
  /** Ends at once: what is out ends in `no-answer`. */
  close(): void;
}
