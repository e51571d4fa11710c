import { nationalNumber } from './accepted-segment';
import type { CarrierCode, LinkName } from './carriers';
import { LINK_NAMES } from './carriers';
import type { Duplicate, LinkCounters } from './counters';
import { total } from './counters';
import type { Exchange } from './exchange';
import type { FaultKind } from './faults';
import { outcomeAt } from './outcomes';
import type { RateMeter } from './rate-meter';
import type { RingEntry } from './segment-ring';
import type { SessionRecord } from './session-log';

/** `GET /api/counters`. */
export interface CountersReport {
  /** Segments accepted, a second acceptance of the same counted too. */
  accepted: number;
  /** Different segments among them. */
  distinct: number;
  duplicateCount: number;
  /** The first thousand. */
  duplicates: readonly Duplicate[];
  /** Sum of the hashes of all accepted (number, text) pairs; see `contentSum`. */
  content: string;
  /** Submits neither taken nor answered. */
  lost: number;
  /** Submits refused, by `command_status`. */
  refused: Record<string, number>;
  /** Accepted segments by what the number asked for. */
  outcomes: Record<string, number>;
  receipts: { sent: number; acknowledged: number; abandoned: number; waiting: number };
  violations: Record<string, number>;
  links: Record<LinkName, LinkCounters>;
  /** Writes to the journal that failed. */
  journalErrors: number;
}

/** One link on the board, `GET /api/links`. */
export interface LinkReport {
  link: LinkName;
  carrier: CarrierCode;
  port: number;
  sessions: { transceiver: number; transmitter: number; receiver: number };
  accepted: number;
  refused: number;
  lost: number;
  /** Segments in the last second. */
  rate: number;
  /** Granted submits a second, 0 = unlimited. */
  tps: number;
  rttMs: number;
  faults: {
    kind: FaultKind;
    secondsLeft: number | null;
    countLeft: number | null;
    submitsUntilStart: number | null;
  }[];
}

/** An accepted segment, `GET /api/segments`. */
export interface SegmentReport {
  number: string;
  link: LinkName;
  messageId: string;
  part: number;
  total: number;
  userMessageReference: number | null;
  outcome: string;
  acceptedAt: string;
  /** Whether its submit_sm_resp was handed to the socket; null = accepted by an earlier process. */
  answered: boolean | null;
}

/** `GET /api/taken`: what became of every segment, for whoever compares it with the platform's books. */
export interface TakenReport {
  /** False where there were more than the rings hold. */
  complete: boolean;
  sessions: readonly SessionRecord[];
  /** number, part, total, session, accepted at (ms), answered at (ms; 0 = never) */
  segments: readonly (readonly [string, number, number, number, number, number])[];
}

export const takenReport = (exchange: Exchange): TakenReport => {
  const { isComplete, entries } = exchange.taken;
  return {
    complete: isComplete,
    sessions: exchange.sessions.records,
    segments: entries.map(one => [
      nationalNumber(one.subscriber),
      one.part,
      one.total,
      one.session,
      one.acceptedAt,
      one.answeredAt,
    ]),
  };
};

export const countersReport = (exchange: Exchange): CountersReport => {
  const { counters } = exchange;
  return {
    accepted: total(counters.accepted),
    distinct: exchange.seen.size,
    duplicateCount: counters.duplicateCount,
    duplicates: counters.duplicates,
    content: exchange.content.toString(),
    lost: total(counters.lost),
    refused: counters.refusedByStatus(),
    outcomes: counters.byOutcome(),
    receipts: {
      sent: total(counters.receiptsSent),
      acknowledged: total(counters.receiptsAcknowledged),
      abandoned: total(counters.receiptsAbandoned),
      waiting: exchange.receiptsWaiting,
    },
    violations: Object.fromEntries(counters.violations),
    links: linkRecord(index => counters.ofLink(index)),
    journalErrors: exchange.journalErrors,
  };
};

const linkRecord = (of: (index: number) => LinkCounters): Record<LinkName, LinkCounters> => ({
  'CHT-A': of(0),
  'CHT-B': of(1),
  'TWM-A': of(2),
  'TWM-B': of(3),
  'FET-A': of(4),
  'FET-B': of(5),
});

export const linkReports = (exchange: Exchange, meter: RateMeter, now: number): LinkReport[] => {
  const rates = meter.read(now);
  return exchange.links.map(link => {
    const counters = exchange.counters.ofLink(link.index);
    const sessions = { transceiver: 0, transmitter: 0, receiver: 0 };
    for (const session of link.sessions) if (session.bound) sessions[session.bound]++;
    return {
      link: link.name,
      carrier: link.carrier,
      port: link.port,
      sessions,
      accepted: counters.accepted,
      refused: Object.values(counters.refused).reduce((sum, count) => sum + count, 0),
      lost: counters.lost,
      rate: rates[link.index] ?? 0,
      tps: link.bucket.perSecond,
      rttMs: link.responseTime(now),
      faults: link.faults.list(now).map(fault => ({
        kind: fault.kind,
        secondsLeft: fault.until === null ? null : Math.ceil((fault.until - now) / 1000),
        countLeft: Number.isFinite(fault.left) ? fault.left : null,
        submitsUntilStart: fault.waiting > 0 ? fault.waiting : null,
      })),
    };
  });
};

export const segmentReport = (exchange: Exchange, entry: RingEntry): SegmentReport => ({
  number: nationalNumber(entry.subscriber),
  link: LINK_NAMES[entry.link] ?? 'CHT-A',
  messageId: exchange.idsOf(entry.link).answerText(entry.handle),
  part: entry.part,
  total: entry.total,
  userMessageReference: entry.reference < 0 ? null : entry.reference,
  outcome: outcomeAt(entry.outcome).code,
  acceptedAt: new Date(entry.acceptedAt).toISOString(),
  answered: entry.answered,
});
