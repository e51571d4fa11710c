import { problem, type Reader } from '@sms111/api/platform';
import type { AnswerOf, showMessage } from '@sms111/contracts';
import {
  batchTime,
  formatBatchId,
  formatMessageId,
  maskMobile,
  parseMessageId,
  splitIntoSegments,
} from '@sms111/domain';
import { Injectable } from '@nestjs/common';
import { bit } from './after-submit';
import { CHANNEL, REASON, ROUTE_METHOD, S, STATE } from './codes';
import { PLAIN_CODE } from './apply-receipts';
import { MessageContents, type Content } from './message-contents';
import { excerptOf } from './message.views';
import { IN_SCOPE, type Scope } from './scope';

export type MessageWay = AnswerOf<typeof showMessage>;
type Step = MessageWay['steps'][number];

interface WayRow {
  state: number;
  reason: number;
  parts: number;
  accepted_parts: number;
  delivered_parts: number;
  failed_parts: number;
  carrier: string;
  donor: string;
  route_method: number;
  next_attempt_at: Date | null;
  submitted_at: Date | null;
  final_at: Date | null;
  /** When it reached the handset, by a receipt that has no row of its own. */
  done_at: Date | null;
  channel: number;
  batch_name: string;
  sender_name: string;
  submits: { part: number; link: string; id: string; at: string }[];
  refusals: { part: number; link: string; status: number; final: boolean; at: string }[];
  receipts: { part: number; state: number; reason: number; code: string; at: string }[];
  resolutions: { state: number; reference: string; at: string }[];
}

/** One message with its whole way (STA-1). */
@Injectable()
export class MessageWayViews {
  constructor(private readonly contents: MessageContents) {}

  /** Problem: `not-found`, also when it is somebody else's. */
  async way(reader: Reader, scope: Scope, messageId: string): Promise<MessageWay> {
    const { key, row, content } = await this.find(reader, scope, messageId);
    const text = scope.contents ? (content?.text ?? null) : null;
    return {
      id: formatMessageId(key),
      batchId: formatBatchId(key.batch),
      number: content ? maskMobile(content.number) : '',
      excerpt: text === null ? null : excerptOf(text),
      segments: row.parts,
      state: STATE.word(row.state),
      reason: REASON.word(row.reason),
      carrier: row.carrier,
      channel: CHANNEL.word(row.channel),
      acceptedAt: new Date(batchTime(key.batch)).toISOString(),
      submittedAt: row.submitted_at?.toISOString() ?? null,
      finalAt: row.final_at?.toISOString() ?? null,
      batchName: row.batch_name,
      senderName: row.sender_name,
      // It may say anything of a person, like the text.
      clientRef: scope.contents ? (content?.ref ?? null) : null,
      content: text,
      parts: partsOf(row, text),
      route: routeOf(row),
      steps: stepsOf(key.batch, row),
    };
  }

  /** The whole number of a message; the caller audits why. */
  async number(reader: Reader, scope: Scope, messageId: string): Promise<string> {
    const { content } = await this.find(reader, scope, messageId);
    if (!content) throw problem('not-found');
    return content.number;
  }

  private async find(
    reader: Reader,
    scope: Scope,
    messageId: string,
  ): Promise<{ key: { batch: number; seq: number }; row: WayRow; content: Content | undefined }> {
    const key = parseMessageId(messageId);
    if (!key) throw problem('not-found');
    const [row] = await reader.query<WayRow>(WAY, [scope.accountId, scope.unitId, key.batch, key.seq]);
    if (!row) throw problem('not-found');
    const contents = await this.contents.some(reader, [key]);
    return { key, row, content: contents.get(`${key.batch}-${key.seq}`) };
  }
}

const WAY = `
  SELECT s.state, s.reason, s.parts, s.accepted_parts, s.delivered_parts, s.failed_parts, s.carrier, s.donor, s.route_method,
         s.next_attempt_at, s.submitted_at, s.final_at, s.done_at, b.channel, b.name AS batch_name, a.name AS sender_name,
         (SELECT coalesce(json_agg(json_build_object('part', p.part, 'link', p.link, 'at', p.submitted_at,
                   'id', split_part(p.carrier_message_id, ':', 2)) ORDER BY p.part), '[]')
            FROM submitted_part p WHERE p.batch = $3 AND p.seq = $4) AS submits,
         (SELECT coalesce(json_agg(json_build_object('part', r.part, 'link', r.link, 'at', r.at, 'status', r.status,
                   'final', r.final) ORDER BY r.at), '[]')
            FROM submit_refusal r WHERE r.batch = $3 AND r.seq = $4) AS refusals,
         (SELECT coalesce(json_agg(json_build_object('part', p.part, 'state', p.state, 'reason', p.reason, 'code', p.code,
                   'at', p.received_at) ORDER BY p.received_at, p.part), '[]')
            FROM part_receipt p WHERE p.batch = $3 AND p.seq = $4) AS receipts,
         (SELECT coalesce(json_agg(json_build_object('state', m.became, 'reference', r.reference, 'at', r.decided_at)
                   ORDER BY r.decided_at), '[]')
            FROM resolution_message m JOIN resolution r ON r.id = m.resolution_id
           WHERE m.batch = $3 AND m.seq = $4 AND m.became IS NOT NULL) AS resolutions
    FROM message_state s
    JOIN batch b ON b.id = s.batch
    JOIN account a ON a.id = b.account_id
   WHERE ${IN_SCOPE} AND s.batch = $3 AND s.seq = $4`;

const partsOf = (row: WayRow, text: string | null): MessageWay['parts'] => {
  const texts = text === null ? [] : splitIntoSegments(text);
  return Array.from({ length: row.parts }, (_, i) => {
    const part = i + 1;
    const receipt = row.receipts.find(each => each.part === part);
    return {
      part,
      text: texts[i] ?? null,
      state: STATE.word(receipt?.state ?? stateOfPart(row, part)),
      reason: REASON.word(receipt?.reason ?? (saysPlainly(row) ? row.reason : 0)),
      carrierMessageId: row.submits.find(each => each.part === part)?.id ?? null,
    };
  });
};

/** A single part that arrived with the plainest of receipts: it has no row of its own. */
const saysPlainly = (row: WayRow): boolean => row.done_at !== null;

const stateOfPart = (row: WayRow, part: number): number => {
  if ((row.delivered_parts & bit(part)) !== 0) return S.delivered;
  if ((row.failed_parts & bit(part)) !== 0) return S.failed;
  if ((row.accepted_parts & bit(part)) !== 0) return S.submitted;
  return row.state;
};

const routeOf = (row: WayRow): MessageWay['route'] => {
  const method = ROUTE_METHOD.word(row.route_method);
  return method === 'none' ? null : { network: row.carrier, donor: row.donor || null, method };
};

/** With this begins the code of a word that the carrier gave when it was asked (`query_sm`), not by itself. */
export const QUERIED = 'QUERY ';

const NOTHING = { part: null, carrier: null, link: null, carrierCode: null, state: null, reason: null };

const instant = (text: string): string => new Date(text).toISOString();

const stepsOf = (batch: number, row: WayRow): Step[] => {
  const accepted: Step = { ...NOTHING, at: new Date(batchTime(batch)).toISOString(), kind: 'accepted' };
  const submits = row.submits.map((each): Step => ({
    ...NOTHING,
    at: instant(each.at),
    kind: 'submitted',
    part: each.part,
    carrier: row.carrier,
    link: each.link,
    carrierCode: each.id,
  }));
  const refusals = row.refusals.map((each): Step => ({
    ...NOTHING,
    at: instant(each.at),
    kind: each.final ? 'refused' : 'retry',
    part: each.part,
    carrier: row.carrier,
    link: each.link,
    carrierCode: `0x${each.status.toString(16).toUpperCase().padStart(8, '0')}`,
  }));
  const receipts = row.receipts.map((each): Step => ({
    ...NOTHING,
    at: instant(each.at),
    kind: each.code.startsWith(QUERIED) ? 'queried' : 'receipt',
    part: each.part,
    carrier: row.carrier,
    carrierCode: each.code.startsWith(QUERIED) ? each.code.slice(QUERIED.length) : each.code,
    state: STATE.word(each.state),
    reason: REASON.word(each.reason),
  }));
  if (saysPlainly(row) && row.final_at) {
    receipts.push({
      ...NOTHING,
      at: row.final_at.toISOString(),
      kind: 'receipt',
      part: 1,
      carrier: row.carrier,
      carrierCode: PLAIN_CODE,
      state: STATE.word(S.delivered),
      reason: REASON.word(row.reason),
    });
  }
  const resolutions = row.resolutions.map((each): Step => ({
    ...NOTHING,
    at: instant(each.at),
    kind: 'resolved',
    carrierCode: each.reference,
    state: STATE.word(each.state),
  }));
  const said = [...receipts, ...resolutions].sort((a, b) => (a.at < b.at ? -1 : 1));
  const handed = [...submits, ...refusals].sort((a, b) => (a.at < b.at ? -1 : 1));
  const [first] = handed;
  const routed: Step[] = first ? [{ ...NOTHING, at: first.at, kind: 'routed', carrier: row.carrier }] : [];
  return [accepted, ...routed, ...handed, ...said, ...endOf(row)];
};

const endOf = (row: WayRow): Step[] => {
  const words = { state: STATE.word(row.state), reason: REASON.word(row.reason) };
  if (row.state === S.unconfirmed && row.submitted_at) {
    return [
      { ...NOTHING, ...words, at: row.submitted_at.toISOString(), kind: 'unconfirmed', carrier: row.carrier },
    ];
  }
  if (!row.final_at) return [];
  return [
    {
      ...NOTHING,
      ...words,
      at: row.final_at.toISOString(),
      kind: row.state === S.cancelled ? 'cancelled' : 'final',
    },
  ];
};
