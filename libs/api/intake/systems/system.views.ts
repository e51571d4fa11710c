import { BatchViews, MessageContents, STATE, REASON, type Scope } from '@sms111/api/messages';
import { problem, type Actor, type Reader } from '@sms111/api/platform';
import type { AnswerOf, findMessages, getBatch, getMessage } from '@sms111/contracts';
import { batchTime, formatBatchId, formatMessageId, parseMessageId, toE164 } from '@sms111/domain';
import { words, type Language } from '@sms111/phrases';
import { Injectable } from '@nestjs/common';
import { ClientRefs, type MessageKey } from './client-refs';

type SystemMessage = AnswerOf<typeof getMessage>;

interface Row {
  batch: number;
  seq: number;
  parts: number;
  state: number;
  reason: number;
  carrier: string;
  submitted_at: Date | null;
  final_at: Date | null;
}

const SELECT = `SELECT s.batch, s.seq, s.parts, s.state, s.reason, s.carrier, s.submitted_at, s.final_at
                  FROM message_state s JOIN batch b ON b.id = s.batch`;

/** What a system may ask about its own messages. */
@Injectable()
export class SystemViews {
  constructor(
    private readonly contents: MessageContents,
    private readonly batches: BatchViews,
    private readonly refs: ClientRefs,
  ) {}

  /** Problem: `not-found`, also for another account's message. */
  async message(reader: Reader, actor: Actor, messageId: string, language: Language): Promise<SystemMessage> {
    const key = parseMessageId(messageId);
    const found = key && (await this.read(reader, actor, key, language));
    if (!found) throw problem('not-found');
    return found;
  }

  async byClientRef(
    reader: Reader,
    actor: Actor,
    clientRef: string,
    language: Language,
  ): Promise<AnswerOf<typeof findMessages>> {
    const key = await this.refs.find(reader, actor.accountId, clientRef);
    const found = key && (await this.read(reader, actor, key, language));
    return { items: found ? [found] : [] };
  }

  async batch(reader: Reader, actor: Actor, batchId: string): Promise<AnswerOf<typeof getBatch>> {
    const scope: Scope = { accountId: actor.accountId, unitId: actor.unitId, contents: false };
    const page = await this.batches.page(reader, scope, batchId);
    const { stages } = page;
    return {
      batchId: page.id,
      name: page.name,
      state: page.state,
      acceptedAt: page.acceptedAt,
      completedAt: page.completedAt,
      messages: page.total.messages,
      segments: page.total.segments,
      delivered: stages.delivered?.messages ?? 0,
      failed: (stages.failed?.messages ?? 0) + (stages.cancelled?.messages ?? 0),
      processing: (stages.processing?.messages ?? 0) + (stages.handed?.messages ?? 0),
      unconfirmed: stages.unconfirmed?.messages ?? 0,
    };
  }

  private async read(
    reader: Reader,
    actor: Actor,
    { batch, seq }: MessageKey,
    language: Language,
  ): Promise<SystemMessage | null> {
    const [row] = await reader.query<Row>(
      `${SELECT} WHERE s.batch = $1 AND s.seq = $2 AND b.account_id = $3`,
      [batch, seq, actor.accountId],
    );
    if (!row) return null;
    const content = (await this.contents.some(reader, [row])).get(`${batch}-${seq}`);
    const state = STATE.word(row.state);
    return {
      messageId: formatMessageId(row),
      batchId: formatBatchId(batch),
      clientRef: content?.ref ?? null,
      to: content ? `+${toE164(content.number)}` : '',
      state,
      reason: REASON.word(row.reason),
      stateText: words(language).states.message[state],
      segments: row.parts,
      chargedSegments: state === 'delivered' ? row.parts : 0,
      carrier: row.carrier,
      acceptedAt: new Date(batchTime(batch)).toISOString(),
      submittedAt: row.submitted_at?.toISOString() ?? null,
      finalAt: row.final_at?.toISOString() ?? null,
    };
  }
}
