import { AuditTrail } from '@sms111/api/audit';
import { CurrentActor, Db, Input, Route, type Actor } from '@sms111/api/platform';
import { revealNumber, searchMessages, showMessage, type InputOf } from '@sms111/contracts';
import { Controller } from '@nestjs/common';
import { MessageViews } from './message.views';
import { MessageWayViews } from './message-way.views';
import { ReadOnce } from './read-once';
import { scopeFor } from './scope';

@Controller()
export class MessageController {
  constructor(
    private readonly db: Db,
    private readonly messages: MessageViews,
    private readonly ways: MessageWayViews,
    private readonly reads: ReadOnce,
    private readonly audit: AuditTrail,
  ) {}

  @Route(searchMessages)
  async search(@CurrentActor() actor: Actor, @Input() { query }: InputOf<typeof searchMessages>) {
    return this.db.transaction(async tx => {
      const { number, ...rest } = query;
      await this.reads.record(tx, actor, {
        action: 'record.searched',
        detail: { ...rest, cursor: rest.cursor ?? null, byNumber: number !== undefined },
      });
      return this.messages.search(tx, scopeFor(actor, 'record.search'), query);
    });
  }

  @Route(showMessage)
  async show(@CurrentActor() actor: Actor, @Input() { params }: InputOf<typeof showMessage>) {
    return this.db.transaction(async tx => {
      await this.reads.record(tx, actor, {
        action: 'message.viewed',
        object: { kind: 'message', id: params.messageId },
      });
      return this.ways.way(tx, scopeFor(actor, 'record.search'), params.messageId);
    });
  }

  @Route(revealNumber)
  async reveal(@CurrentActor() actor: Actor, @Input() { params, body }: InputOf<typeof revealNumber>) {
    return this.db.transaction(async tx => {
      const number = await this.ways.number(tx, scopeFor(actor, 'record.read-content'), params.messageId);
      await this.audit.record(tx, actor, {
        action: 'message.number-revealed',
        object: { kind: 'message', id: params.messageId },
        detail: { purpose: body.purpose },
      });
      return { number };
    });
  }
}
