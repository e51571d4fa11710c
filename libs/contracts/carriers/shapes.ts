import { REASONS } from '@sms111/domain';
import { z } from 'zod';
import { instant, line, network, uuid } from '../shapes';
import { certificate } from './certificate';

export const linkState = z.enum(['unbound', 'binding', 'bound', 'draining', 'drained', 'off']);
export const breakerState = z.enum(['closed', 'open', 'half-open']);

export const linkId = z.string().regex(/^[A-Z]{2,6}-[A-Z0-9]{1,8}$/);
/** Why somebody does it: it stands in the audit trail and on the board. */
export const deedReason = line(200).min(2);

const host = z
  .string()
  .trim()
  .max(253)
  .regex(/^[0-9A-Za-z]([0-9A-Za-z.:-]*[0-9A-Za-z])?$/);
const port = z.number().int().min(1).max(65_535);
const ascii = (most: number) =>
  z
    .string()
    .max(most)
    .regex(/^[\x21-\x7e]*$/);
/** How long a link may ask its carrier to go on trying. */
export const LONGEST_VALIDITY_SECONDS = 7 * 86_400;

/** What is agreed with a carrier about a link (telecom.md 2.6), as it stands there; no secret. */
export const linkSettings = z.strictObject({
  host,
  port,
  bindMode: z.enum(['transceiver', 'pair']),
  receiverHost: host.nullable(),
  receiverPort: port.nullable(),
  systemId: ascii(15).min(1),
  systemType: ascii(12),
  window: z.number().int().min(1).max(5_000),
  /** Segments a second that the carrier grants; 0: it names none. */
  ratePerSecond: z.number().int().min(0).max(20_000),
  weight: z.number().int().min(1).max(100),
  sourceTon: z.number().int().min(0).max(6),
  sourceNpi: z.number().int().min(0).max(18),
  destTon: z.number().int().min(0).max(6),
  destNpi: z.number().int().min(0).max(18),
  destForm: z.enum(['international', 'national']),
  /** UCS-2, without or with a message class: whatever else would spoil the text. */
  dataCoding: z.literal([8, 24, 25, 26, 27]),
  concat: z.enum(['udh8', 'sar', 'payload', 'numbered']),
  idForm: z.enum(['as-is', 'hex', 'decimal', 'hex-decimal']),
  /** 0: as the carrier has it. */
  validitySeconds: z.number().int().min(0).max(LONGEST_VALIDITY_SECONDS),
  responseTimeoutMs: z.number().int().min(1_000).max(120_000),
  /** 0: never asked. */
  enquireLinkMs: z.number().int().min(0).max(300_000),
  bindTimeoutMs: z.number().int().min(1_000).max(120_000),
  tls: z.enum(['off', 'ca', 'pinned']),
  tlsCertificate: z.string().nullable(),
  tlsServerName: host.nullable(),
});

/** What is usual for a link, until its carrier says otherwise. */
export const USUAL_LINK_SETTINGS = {
  bindMode: 'transceiver',
  receiverHost: null,
  receiverPort: null,
  systemType: '',
  window: 100,
  ratePerSecond: 0,
  weight: 10,
  sourceTon: 3,
  sourceNpi: 1,
  destTon: 1,
  destNpi: 1,
  destForm: 'international',
  dataCoding: 8,
  concat: 'udh8',
  idForm: 'as-is',
  validitySeconds: 86_400,
  responseTimeoutMs: 30_000,
  enquireLinkMs: 30_000,
  bindTimeoutMs: 10_000,
  tls: 'off',
  tlsCertificate: null,
  tlsServerName: null,
} as const satisfies Partial<z.output<typeof linkSettings>>;

/** The same as somebody proposes it. A pinned certificate has to be there. */
export const givenLinkSettings = linkSettings
  .extend({ tlsCertificate: certificate.nullable() })
  .refine(({ tls, tlsCertificate }) => tls !== 'pinned' || tlsCertificate !== null, {
    path: ['tlsCertificate'],
  });

/** SMPP carries at most eight characters (§5.2.2). */
export const linkPassword = ascii(8).min(1);

export const errorEntry = z
  .strictObject({
    source: z.enum(['submit', 'stat', 'err']),
    code: line(20).min(1),
    reason: z.enum(REASONS),
    action: z.enum(['again', 'other-carrier', 'final', 'wait']),
    note: line(100),
  })
  .refine(({ source, code }) => source !== 'submit' || /^(0x[0-9a-f]{1,8}|\d{1,10})$/i.test(code), {
    path: ['code'],
  })
  .refine(
    ({ source, action }) =>
      source === 'submit'
        ? action !== 'wait'
        : action === 'final' || (source === 'stat' && action === 'wait'),
    { path: ['action'] },
  );

/** How a carrier speaks and what it offers; the same for all of its links. */
export const carrierHabits = z.strictObject({
  errors: z.array(errorEntry).max(200),
  offersQuerySm: z.boolean(),
  /** From which number test messages go; never 111 (BIL-16). */
  testSender: z
    .string()
    .regex(/^\d{3,20}$/)
    .refine(sender => sender !== '111')
    .nullable(),
});

/** A figure, a word, or a long text shortened: what a person compares. */
const diffValue = z.union([z.string(), z.number(), z.boolean(), z.null()]);

export const linkChange = z.object({
  id: uuid,
  kind: z.enum(['create', 'edit', 'carrier']),
  carrier: network,
  linkId: z.string().nullable(),
  state: z.enum(['waiting', 'approved', 'rejected', 'withdrawn']),
  reason: z.string(),
  /** Each setting that differs. Of a password only that there is another. */
  diff: z.array(z.object({ field: z.string(), before: diffValue, after: diffValue })),
  proposedBy: z.string(),
  proposedAt: instant,
  /** Whether the one who looks proposed it: then somebody else has to decide. */
  isMine: z.boolean(),
  decidedBy: z.string().nullable(),
  decidedAt: instant.nullable(),
  decisionNote: z.string().nullable(),
});

/** A change that waits, in short. */
export const waitingChange = linkChange.pick({
  id: true,
  kind: true,
  carrier: true,
  linkId: true,
  proposedBy: true,
  proposedAt: true,
  isMine: true,
});

export const linkTest = z.object({
  id: uuid,
  kind: z.enum(['bind', 'message']),
  state: z.enum(['waiting', 'running', 'submitted', 'done', 'failed']),
  /** What the carrier said, e.g. `bound SIM-CHT-A`, `ESME_RINVPASWD`, `DELIVRD 000`. */
  answer: z.string(),
  /** Masked. */
  number: z.string().nullable(),
  askedBy: z.string(),
  askedAt: instant,
  submittedAt: instant.nullable(),
  endedAt: instant.nullable(),
});

/** What a link's holder saw within the last minutes; durations in milliseconds. */
export const linkRecent = z.object({
  accepted: z.number().int(),
  refused: z.number().int(),
  throttled: z.number().int(),
  unanswered: z.number().int(),
  strangers: z.number().int(),
  statuses: z.array(z.object({ status: z.number().int(), count: z.number().int() })),
  responseP50: z.number().nullable(),
  responseP95: z.number().nullable(),
  receiptP50: z.number().nullable(),
  receiptP95: z.number().nullable(),
});

/** A link on the board. */
export const linkOnBoard = z.object({
  id: z.string(),
  carrier: network,
  host: z.string(),
  port: z.number().int(),
  enabled: z.boolean(),
  state: linkState,
  stateSince: instant.nullable(),
  worker: z.string().nullable(),
  window: z.number().int(),
  /** How much of the window may be used now: less while a session is young. */
  windowNow: z.number().int().nullable(),
  inWindow: z.number().int(),
  /** The granted rate, 0 where there is none, and the rate that is kept to now. */
  ratePerSecond: z.number().int(),
  rateNow: z.number().int().nullable(),
  submittedPerSecond: z.number(),
  submitted: z.number().int(),
  refused: z.number().int(),
  unanswered: z.number().int(),
  /** Messages of handsets: answered, counted, gone (ARC-9). */
  strangers: z.number().int(),
  breaker: breakerState,
  breakerSince: instant.nullable(),
  bindFault: z.object({ answer: z.string(), at: instant, nextAt: instant.nullable() }).nullable(),
  recent: linkRecent.nullable(),
  waitingChange: z.boolean(),
  seenAt: instant.nullable(),
});

/** A stop that a person made: who, when, why. */
export const stopShape = z.object({ at: instant, by: z.string(), reason: z.string() });

export const carrierOnBoard = z.object({
  carrier: network,
  paused: stopShape.nullable(),
  offersQuerySm: z.boolean(),
  testSender: z.string().nullable(),
});
