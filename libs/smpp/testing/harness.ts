import type { SubmitAnswer, SubmitOutcome } from '../outcome';
import type { DataSm, DeliverSm } from '../pdu';
import { openSession } from '../session';
import type {
  Ack,
  CloseReason,
  Session,
  SessionFault,
  SessionHandlers,
  SessionOptions,
  SessionState,
  SubmitOptions,
} from '../session-types';
import { submitSm } from '../submit-sm';
import { ManualClock } from './manual-clock';
import { RawPeer } from './raw-peer';

export interface Delivery {
  readonly pdu: DeliverSm | DataSm;
  readonly ack: Ack;
}

/** A session against a carrier of the test's own, on real TCP and a clock that stands still. */
export interface Harness {
  readonly peer: RawPeer;
  readonly clock: ManualClock;
  readonly session: Session;
  readonly states: [SessionState, CloseReason | undefined][];
  readonly faults: SessionFault[];
  readonly deliveries: Delivery[];
  /** Free places at each `onRoom`. */
  readonly rooms: number[];
  /** The next thing the session tells its handlers. */
  readonly happened: () => Promise<void>;
}

const peers: RawPeer[] = [];
const sessions: Session[] = [];

/** For `afterEach`. */
export async function closeAll(): Promise<void> {
  for (const session of sessions.splice(0)) session.close();
  await Promise.all(peers.splice(0).map(peer => peer.close()));
}

export async function connecting(
  options: Partial<SessionOptions> = {},
  handlers: Partial<SessionHandlers> = {},
): Promise<Harness> {
  const peer = await RawPeer.listen();
  peers.push(peer);
  const clock = new ManualClock();
  const [states, faults, deliveries, rooms]: [Harness['states'], SessionFault[], Delivery[], number[]] = [
    [],
    [],
    [],
    [],
  ];
  let waiting: (() => void)[] = [];
  const tell = (_count: number) => {
    const told = waiting;
    waiting = [];
    for (const one of told) one();
  };
  const session: Session = openSession(
    {
      host: '127.0.0.1',
      port: peer.port,
      bind: { type: 'transceiver', systemId: 'moda111', password: 'secret' },
      window: 10,
      clock,
      ...options,
    },
    {
      onDeliver: (pdu, ack) => tell(deliveries.push({ pdu, ack })),
      onState: (state, reason) => tell(states.push([state, reason])),
      onRoom: () => tell(rooms.push(session.freeWindow)),
      onFault: fault => tell(faults.push(fault)),
      ...handlers,
    },
  );
  sessions.push(session);
  const happened = () => new Promise<void>(resolve => waiting.push(resolve));
  return { peer, clock, session, states, faults, deliveries, rooms, happened };
}

/** The same, bound. */
export async function bound(
  options: Partial<SessionOptions> = {},
  handlers: Partial<SessionHandlers> = {},
): Promise<Harness> {
  const harness = await connecting(options, handlers);
  await harness.peer.acceptBind();
  const opened = await harness.session.opened;
  if (!opened.ok) throw new Error(`not bound: ${opened.reason.kind}`);
  return harness;
}

export interface Submitted {
  /** What has come so far, by index; an index that is settled twice fails the test. */
  readonly outcomes: (SubmitOutcome | undefined)[];
  /** All of them, when the last is there. */
  readonly all: Promise<SubmitOutcome[]>;
  readonly late: [number, SubmitAnswer][];
}

/** Submits `count` texts of two octets, each its own index. */
export function submit(session: Session, count: number, options: SubmitOptions = {}): Submitted {
  const outcomes = new Array<SubmitOutcome | undefined>(count).fill(undefined);
  const late: [number, SubmitAnswer][] = [];
  const pdus = outcomes.map((_, i) =>
    submitSm({ destinationAddr: '886912345678', shortMessage: Buffer.from([i >>> 8, i & 0xff]) }),
  );
  const all = new Promise<SubmitOutcome[]>((resolve, reject) => {
    let open = count;
    const settle = (index: number, outcome: SubmitOutcome) => {
      if (outcomes[index] !== undefined) reject(new Error(`${index} settled twice`));
      outcomes[index] = outcome;
      open--;
      if (open === 0) resolve(outcomes.flatMap(one => one ?? []));
    };
    session.submit(pdus, settle, { late: (index, answer) => late.push([index, answer]), ...options });
  });
  return { outcomes, all, late };
}

export const kinds = (outcomes: readonly (SubmitOutcome | undefined)[]) => outcomes.map(one => one?.kind);
