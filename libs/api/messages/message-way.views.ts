import { problem, type Reader } from '@sms111/api/platform';
import type { AnswerOf, showMessage } from '@sms111/contracts';
import {
  batchTime,
  formatBatchId,
  formatMessageId,
  laneOf,
  maskMobile,
  parseMessageId,
  splitIntoSegments,
} from '@sms111/domain';
import { Injectable } from '@nestjs/common';
import { bit } from './after-submit';
import { CHANNEL, REASON, ROUTE_METHOD, S, STATE } from './codes';
import { MessageContents, type Content } from './message-contents';
import { excerptOf } from './message.views';
import type { Scope } from './scope';
import { WAY, type WayRow } from './way-row';
import { saysPlainly, stepsOf } from './way-steps';

export type MessageWay = AnswerOf<typeof showMessage>;

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
      lane: laneOf(row.lane),
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

const stateOfPart = (row: WayRow, part: number): number => {
  if ((row.delivered_parts & bit(part)) !== 0) return S.delivered;
  if ((row.failed_parts & bit(part)) !== 0) return S.failed;
  if ((row.accepted_parts & bit(part)) !== 0) return S.submitted;
  return row.state;
};

const routeOf = (row: WayRow): MessageWay['route'] => {
  if (row.carrier === '') return null;
  const method = ROUTE_METHOD.word(row.route_method);
  const snapshot = row.route_snapshot;
  return {
    network: row.carrier,
    donor: row.donor || null,
    method: method === 'none' ? 'unrecorded' : method,
    link: row.submits.at(-1)?.link ?? row.link,
    snapshot:
      snapshot === null ? null : { id: snapshot, madeAt: row.snapshot_made_at?.toISOString() ?? null },
  };
};
